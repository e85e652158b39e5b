variable "routes" {
  type = map(object({ authorization = string }))
}

variable "errors" {
  type    = set(string)
  default = ["ACCESS_DENIED"]
}

locals {
  routes = { for verb, route in var.routes : upper(verb) => route }
  hash   = sha1(jsonencode({ routes = local.routes, errors = var.errors }))
}

resource "aws_api_gateway_rest_api" "this" {
  name = "shop"
}

resource "aws_api_gateway_method" "this" {
  for_each = local.routes

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_rest_api.this.root_resource_id
  http_method   = each.key
  authorization = each.value.authorization
}

resource "aws_api_gateway_gateway_response" "this" {
  for_each = var.errors

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.value
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  triggers    = { redeployment = local.hash }
}
