variable "release" {
  type    = string
  default = "2026-11"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.orders.http_method
  type        = "MOCK"
}

# A release may mean every change, or not.
resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { release = var.release }
}

# The inputs are hashed, but the authorization is written beside them.
locals {
  verbs = toset([var.release == "" ? "GET" : "PUT"])
}

resource "aws_api_gateway_rest_api" "other" {
  name = "other"
}

resource "aws_api_gateway_method" "other" {
  for_each = local.verbs

  rest_api_id   = aws_api_gateway_rest_api.other.id
  resource_id   = aws_api_gateway_rest_api.other.root_resource_id
  http_method   = each.key
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_deployment" "other" {
  rest_api_id = aws_api_gateway_rest_api.other.id
  triggers = { verbs = sha1(jsonencode(local.verbs)) }
}

# A file of which is not known what it has to do with the API.
resource "aws_api_gateway_rest_api" "third" {
  name = "third"
}

resource "aws_api_gateway_method" "third" {
  rest_api_id   = aws_api_gateway_rest_api.third.id
  resource_id   = aws_api_gateway_rest_api.third.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_deployment" "third" {
  rest_api_id = aws_api_gateway_rest_api.third.id
  triggers = { routes = filesha1("${path.module}/routes.csv") }
}
