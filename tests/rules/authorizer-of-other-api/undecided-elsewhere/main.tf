terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "api_id" {
  type    = string
  default = "abc123"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "users" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "users"
  authorizer_type  = "REQUEST"
  authorizer_uri   = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  identity_sources = ["$request.header.Authorization"]
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = var.api_id
  route_key          = "GET /orders"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.users.id
}

resource "aws_apigatewayv2_route" "other" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /other"
  authorization_type = "CUSTOM"
  authorizer_id      = "def456"
}
