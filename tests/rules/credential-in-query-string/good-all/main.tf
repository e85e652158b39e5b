terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  function = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "request" {
  rest_api_id     = aws_api_gateway_rest_api.shop.id
  name            = "request"
  type            = "REQUEST"
  authorizer_uri  = local.function
  identity_source = "method.request.header.Authorization,method.request.querystring.author"
}

resource "aws_api_gateway_authorizer" "token" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "token"
  authorizer_uri = local.function
}

resource "aws_apigatewayv2_api" "api" {
  for_each = { HTTP = null, WEBSOCKET = "$request.body.action" }

  name                       = each.key
  protocol_type              = each.key
  route_selection_expression = each.value
}

resource "aws_apigatewayv2_authorizer" "socket" {
  api_id           = aws_apigatewayv2_api.api["WEBSOCKET"].id
  name             = "socket"
  authorizer_type  = "REQUEST"
  authorizer_uri   = local.function
  identity_sources = ["route.request.querystring.token"]
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.api["HTTP"].id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_authorizer" "elsewhere" {
  api_id           = "abc123"
  name             = "elsewhere"
  authorizer_type  = "REQUEST"
  authorizer_uri   = local.function
  identity_sources = ["route.request.querystring.token"]
}
