terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "plain" {
  name          = "plain"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "plain", version = "1" }
    paths   = { "/orders" = { post = { x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_api_gateway_rest_api" "rest" {
  name = "rest"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "rest", version = "1" }
    paths   = { "/orders" = { post = { requestBody = { content = { "application/json" = { schema = { type = "object" } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_api" "none" {
  name          = "none"
  protocol_type = "HTTP"
}
