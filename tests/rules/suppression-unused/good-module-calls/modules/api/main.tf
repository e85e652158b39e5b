variable "api_id" {
  type = string
}

variable "routes" {
  type = map(object({ auth = string }))
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id             = var.api_id
  route_key          = each.key
  authorization_type = each.value.auth
}
