resource "aws_apigatewayv2_authorizer" "this" {
  for_each = var.authorizers

  api_id                     = aws_apigatewayv2_api.this.id
  name                       = each.value.name == null ? each.key : each.value.name
  authorizer_credentials_arn = each.value.credentials_arn
  authorizer_type            = "REQUEST"
  authorizer_uri             = local.function_uris[each.value.function_key]
  identity_sources           = each.value.identity_sources
}
