resource "aws_api_gateway_authorizer" "this" {
  for_each = var.authorizers

  rest_api_id                      = aws_api_gateway_rest_api.this.id
  name                             = coalesce(each.value.name, each.key)
  type                             = each.value.type
  authorizer_credentials           = each.value.credentials_arn
  authorizer_result_ttl_in_seconds = each.value.type == "COGNITO_USER_POOLS" ? null : each.value.result_ttl_in_seconds
  authorizer_uri                   = each.value.function_key == null ? null : local.function_uris[each.value.function_key]
  identity_source                  = each.value.identity_sources == null ? (each.value.type == "REQUEST" ? null : "method.request.header.Authorization") : join(",", each.value.identity_sources)
  identity_validation_expression   = each.value.identity_validation_expression
  provider_arns                    = each.value.type == "COGNITO_USER_POOLS" ? each.value.provider_arns : null
}
