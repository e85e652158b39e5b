resource "aws_cognito_resource_server" "this" {
  for_each = var.resource_servers

  identifier   = coalesce(each.value.identifier, each.key)
  name         = coalesce(each.value.name, each.key)
  user_pool_id = aws_cognito_user_pool.this.id

  dynamic "scope" {
    for_each = each.value.scopes

    content {
      scope_description = scope.value
      scope_name        = scope.key
    }
  }
}

resource "aws_cognito_user_pool_client" "this" {
  for_each = var.clients

  name                                 = coalesce(each.value.name, "${var.name}-${each.key}")
  user_pool_id                         = aws_cognito_user_pool.this.id
  access_token_validity                = each.value.access_token_minutes
  allowed_oauth_flows                  = length(each.value.oauth_flows) > 0 ? each.value.oauth_flows : null
  allowed_oauth_flows_user_pool_client = length(each.value.oauth_flows) > 0
  allowed_oauth_scopes                 = length(each.value.oauth_flows) > 0 ? local.client_scopes[each.key] : null
  auth_session_validity                = each.value.auth_session_minutes
  callback_urls                        = length(each.value.callback_urls) > 0 ? each.value.callback_urls : null
  default_redirect_uri                 = each.value.default_redirect_uri
  enable_token_revocation              = each.value.enable_token_revocation
  explicit_auth_flows                  = local.client_auth_flows[each.key]
  generate_secret                      = coalesce(each.value.generate_secret, contains(each.value.oauth_flows, "client_credentials"))
  id_token_validity                    = each.value.id_token_minutes
  logout_urls                          = length(each.value.logout_urls) > 0 ? each.value.logout_urls : null
  prevent_user_existence_errors        = each.value.prevent_user_existence_errors ? "ENABLED" : "LEGACY"
  read_attributes                      = each.value.read_attributes
  refresh_token_validity               = each.value.refresh_token_hours
  supported_identity_providers         = contains(each.value.oauth_flows, "client_credentials") ? null : each.value.identity_providers
  write_attributes                     = each.value.write_attributes

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "hours"
  }

  # The scopes are written as text, so nothing else makes a client wait for them.
  depends_on = [aws_cognito_resource_server.this]
}

locals {
  # With client_credentials nobody signs in; no list at all would give the client the service's default flows.
  client_auth_flows = {
    for key, client in var.clients : key => client.auth_flows != null ? client.auth_flows : (
      contains(client.oauth_flows, "client_credentials") ? ["ALLOW_REFRESH_TOKEN_AUTH"] : ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
    )
  }

  # "orders/read", where orders is a key, becomes the scope of its identifier.
  client_scopes = {
    for key, client in var.clients : key => [
      for scope in client.scopes : contains(local.standard_scopes, scope) ? scope : format(
        "%s/%s", coalesce(var.resource_servers[split("/", scope)[0]].identifier, split("/", scope)[0]), split("/", scope)[1],
      )
    ]
  }
}
