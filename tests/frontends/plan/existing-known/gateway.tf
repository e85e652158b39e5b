# Planned against an emulator in which before/ was applied: data sources that are read, and an import.
data "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

data "aws_api_gateway_resource" "orders" {
  rest_api_id = data.aws_api_gateway_rest_api.shop.id
  path        = "/orders"
}

data "aws_api_gateway_rest_api" "adopted" {
  name = "adopted"
}

data "aws_apigatewayv2_apis" "http" {
  name = "http"
}

data "aws_apigatewayv2_api" "http" {
  api_id = one(data.aws_apigatewayv2_apis.http.ids)
}

resource "aws_api_gateway_method" "root" {
  rest_api_id   = data.aws_api_gateway_rest_api.shop.id
  resource_id   = data.aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_resource" "below" {
  rest_api_id = data.aws_api_gateway_rest_api.shop.id
  parent_id   = data.aws_api_gateway_resource.orders.id
  path_part   = "{id}"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = data.aws_api_gateway_rest_api.shop.id
  resource_id   = data.aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "below" {
  rest_api_id   = data.aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.below.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "http" {
  api_id    = data.aws_apigatewayv2_api.http.id
  route_key = "GET /orders"
}

import {
  to = aws_api_gateway_rest_api.adopted
  id = data.aws_api_gateway_rest_api.adopted.id
}

resource "aws_api_gateway_rest_api" "adopted" {
  name                         = "adopted"
  disable_execute_api_endpoint = true
}

resource "aws_api_gateway_method" "adopted" {
  rest_api_id   = aws_api_gateway_rest_api.adopted.id
  resource_id   = aws_api_gateway_rest_api.adopted.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}
