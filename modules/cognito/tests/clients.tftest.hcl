# App clients: for people, for programs, and without sign-in pages.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  resource_servers = {
    orders  = { scopes = { read = "Read orders", write = "Change orders" } }
    reports = { identifier = "https://reports.example.com", name = "Reports", scopes = { read = "Read reports" } }
  }

  clients = {
    application = {
      callback_urls = ["https://app.example.com/callback", "http://localhost:3000/callback", "http://127.0.0.1/callback", "http://[::1]:8000/callback", "orders://callback"]
      logout_urls   = ["https://app.example.com"]
      scopes        = ["openid", "orders/read", "reports/read"]
    }
    batch   = { oauth_flows = ["client_credentials"], scopes = ["orders/write"], access_token_minutes = 15, name = "batch" }
    backend = { oauth_flows = [], generate_secret = true, auth_flows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"], refresh_token_hours = 2 }
  }
}

run "application" {
  assert {
    condition = alltrue([
      aws_cognito_user_pool_client.this["application"].allowed_oauth_flows == toset(["code"]),
      aws_cognito_user_pool_client.this["application"].allowed_oauth_flows_user_pool_client,
      aws_cognito_user_pool_client.this["application"].allowed_oauth_scopes == toset(["openid", "orders/read", "https://reports.example.com/read"]),
      aws_cognito_user_pool_client.this["application"].explicit_auth_flows == toset(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]),
      aws_cognito_user_pool_client.this["application"].generate_secret == false,
      aws_cognito_user_pool_client.this["application"].supported_identity_providers == toset(["COGNITO"]),
    ])
    error_message = "code and SRP, no secret, and scopes by the identifiers of their servers"
  }

  assert {
    condition = alltrue(flatten([
      for client in values(aws_cognito_user_pool_client.this) : [client.prevent_user_existence_errors == "ENABLED", client.enable_token_revocation, client.token_validity_units[0].access_token == "minutes", client.token_validity_units[0].refresh_token == "hours"]
    ]))
    error_message = "no client tells who is a user, and every token can be taken back"
  }

  assert {
    condition     = aws_cognito_user_pool_client.this["application"].access_token_validity == 60 && aws_cognito_user_pool_client.this["application"].refresh_token_validity == 24 && length(aws_cognito_user_pool_client.this["application"].callback_urls) == 5
    error_message = "an hour, renewed for a day"
  }
}

run "program" {
  assert {
    condition = alltrue([
      aws_cognito_user_pool_client.this["batch"].generate_secret,
      aws_cognito_user_pool_client.this["batch"].allowed_oauth_flows == toset(["client_credentials"]),
      aws_cognito_user_pool_client.this["batch"].allowed_oauth_scopes == toset(["orders/write"]),
      aws_cognito_user_pool_client.this["batch"].explicit_auth_flows == toset(["ALLOW_REFRESH_TOKEN_AUTH"]),
      aws_cognito_user_pool_client.this["batch"].access_token_validity == 15,
      aws_cognito_user_pool_client.this["batch"].name == "batch",
    ])
    error_message = "a secret and scopes, and nobody signs in"
  }
}

run "backend" {
  assert {
    condition     = aws_cognito_user_pool_client.this["backend"].allowed_oauth_flows_user_pool_client == false && aws_cognito_user_pool_client.this["backend"].generate_secret && aws_cognito_user_pool_client.this["backend"].refresh_token_validity == 2 && contains(aws_cognito_user_pool_client.this["backend"].explicit_auth_flows, "ALLOW_CUSTOM_AUTH")
    error_message = "no OAuth"
  }

  assert {
    condition     = aws_cognito_resource_server.this["orders"].identifier == "orders" && toset([for scope in aws_cognito_resource_server.this["orders"].scope : scope.scope_name]) == toset(["read", "write"]) && aws_cognito_resource_server.this["reports"].name == "Reports"
    error_message = "resource servers"
  }

  assert {
    condition     = output.scopes == { "orders/read" = "orders/read", "orders/write" = "orders/write", "reports/read" = "https://reports.example.com/read" }
    error_message = "scopes as they stand in tokens: ${jsonencode(output.scopes)}"
  }

  assert {
    condition     = toset(keys(output.client_ids)) == toset(["application", "backend", "batch"]) && output.client_ids["batch"] == aws_cognito_user_pool_client.this["batch"].id && issensitive(output.client_secrets)
    error_message = "ids by the caller's keys, secrets kept secret"
  }
}

run "passwords_handed_over" {
  command = plan

  variables {
    clients = { old = { oauth_flows = [], auth_flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] } }
  }

  expect_failures = [check.clients_keep_passwords_and_tokens]
}

run "tokens_in_urls" {
  command = plan

  variables {
    clients = { old = { oauth_flows = ["implicit"], callback_urls = ["https://app.example.com"], scopes = ["openid"] } }
  }

  expect_failures = [check.clients_keep_passwords_and_tokens]
}

run "users_told" {
  command = plan

  variables {
    clients = { old = { oauth_flows = [], prevent_user_existence_errors = false } }
  }

  expect_failures = [check.clients_keep_passwords_and_tokens]
}
