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

resource "aws_api_gateway_authorizer" "token" {
  for_each = { default = null, off = 0, longest = 300 }

  rest_api_id                      = aws_api_gateway_rest_api.shop.id
  name                             = each.key
  authorizer_uri                   = local.function
  authorizer_result_ttl_in_seconds = each.value
}

resource "aws_apigatewayv2_api" "api" {
  for_each = toset(["HTTP", "WEBSOCKET"])

  name                       = each.value
  protocol_type              = each.value
  route_selection_expression = each.value == "HTTP" ? null : "$request.body.action"
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

resource "aws_apigatewayv2_authorizer" "request" {
  api_id          = aws_apigatewayv2_api.api["HTTP"].id
  name            = "request"
  authorizer_type = "REQUEST"
  authorizer_uri  = local.function
}

resource "aws_apigatewayv2_authorizer" "socket" {
  api_id           = aws_apigatewayv2_api.api["WEBSOCKET"].id
  name             = "socket"
  authorizer_type  = "REQUEST"
  authorizer_uri   = local.function
  identity_sources = ["route.request.header.Auth"]
}
