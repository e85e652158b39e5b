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

resource "aws_api_gateway_authorizer" "single" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "single"
  authorizer_uri = local.function
}

resource "aws_api_gateway_authorizer" "keyed" {
  rest_api_id     = aws_api_gateway_rest_api.shop.id
  name            = "keyed"
  type            = "REQUEST"
  authorizer_uri  = local.function
  identity_source = "method.request.header.Auth,context.path,context.httpMethod"
}

resource "aws_api_gateway_method" "single" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.single.id
}

resource "aws_api_gateway_method" "keyed" {
  for_each = toset(["PUT", "POST"])

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = each.value
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.keyed.id
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "http" {
  api_id           = aws_apigatewayv2_api.site.id
  name             = "http"
  authorizer_type  = "REQUEST"
  authorizer_uri   = local.function
  identity_sources = ["$request.header.Authorization"]
}
