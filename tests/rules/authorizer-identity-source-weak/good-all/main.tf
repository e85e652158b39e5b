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
  rest = {
    default = null
    header  = "context.path,method.request.header.Auth"
    query   = "method.request.querystring.signature"
    client  = "context.identity.clientCert.serialNumber"
  }
  http = {
    cookie = { sources = ["$request.header.cookie"], ttl = 60 }
    query  = { sources = ["$request.querystring.signature", "$context.routeKey"], ttl = 60 }
    off    = { sources = ["$context.routeKey"], ttl = 0 }
    none   = { sources = null, ttl = 0 }
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "rest" {
  for_each = local.rest

  rest_api_id     = aws_api_gateway_rest_api.shop.id
  name            = "rest ${each.key}"
  type            = "REQUEST"
  authorizer_uri  = local.function
  identity_source = each.value
}

resource "aws_api_gateway_authorizer" "token" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "token"
  authorizer_uri = local.function
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "http" {
  for_each = local.http

  api_id                           = aws_apigatewayv2_api.site.id
  name                             = "http ${each.key}"
  authorizer_type                  = "REQUEST"
  authorizer_uri                   = local.function
  identity_sources                 = each.value.sources
  authorizer_result_ttl_in_seconds = each.value.ttl
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_authorizer" "socket" {
  api_id           = aws_apigatewayv2_api.chat.id
  name             = "socket"
  authorizer_type  = "REQUEST"
  authorizer_uri   = local.function
  identity_sources = ["stageVariables.stage"]
}
