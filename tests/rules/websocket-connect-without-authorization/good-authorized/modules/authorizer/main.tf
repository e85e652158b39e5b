variable "api_id" {
  type = string
}

variable "uri" {
  type = string
}

resource "aws_apigatewayv2_authorizer" "this" {
  api_id           = var.api_id
  name             = "token"
  authorizer_type  = "REQUEST"
  authorizer_uri   = var.uri
  identity_sources = ["route.request.querystring.token"]
}

output "id" {
  value = aws_apigatewayv2_authorizer.this.id
}
