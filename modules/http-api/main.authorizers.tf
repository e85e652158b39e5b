resource "aws_apigatewayv2_authorizer" "this" {
  for_each = var.authorizers

  api_id                            = aws_apigatewayv2_api.this.id
  name                              = each.value.name == null ? each.key : each.value.name
  authorizer_type                   = each.value.type
  authorizer_credentials_arn        = each.value.credentials_arn
  authorizer_payload_format_version = each.value.type == "REQUEST" ? each.value.payload_format_version : null
  authorizer_result_ttl_in_seconds  = each.value.type == "REQUEST" ? each.value.result_ttl_in_seconds : null
  authorizer_uri                    = each.value.function_key == null ? null : local.function_uris[each.value.function_key]
  enable_simple_responses           = each.value.type == "REQUEST" ? each.value.enable_simple_responses && each.value.payload_format_version == "2.0" : null
  identity_sources                  = each.value.identity_sources == null ? local.identity_sources[each.value.type] : each.value.identity_sources

  dynamic "jwt_configuration" {
    for_each = each.value.type == "JWT" ? [each.value] : []

    content {
      audience = jwt_configuration.value.audience
      issuer   = jwt_configuration.value.issuer
    }
  }
}

locals {
  # The answer of a Lambda authorizer is cached for these: without the route, what opens one route opens all.
  identity_sources = {
    JWT     = ["$request.header.Authorization"]
    REQUEST = ["$context.routeKey", "$request.header.Authorization"]
  }
}
