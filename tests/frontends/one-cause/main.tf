locals {
  names = toset(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"])
  routes = {
    open   = { authorization = "NONE" }
    public = { authorization = "NONE" }
    closed = { authorization = "AWS_IAM" }
  }
}

resource "aws_api_gateway_rest_api" "this" {
  name = "many"
}

resource "aws_api_gateway_resource" "same" {
  for_each = local.names

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

# One attribute is the cause for all eleven.
resource "aws_api_gateway_method" "same" {
  for_each = local.names

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.same[each.key].id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_resource" "own" {
  for_each = local.routes

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

# Each route takes it from a line of its own.
resource "aws_api_gateway_method" "own" {
  for_each = local.routes

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.own[each.key].id
  http_method   = "GET"
  authorization = each.value.authorization
}
