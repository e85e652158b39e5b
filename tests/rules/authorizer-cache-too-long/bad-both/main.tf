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
  rest_api_id                      = aws_api_gateway_rest_api.shop.id
  name                             = "token"
  authorizer_uri                   = local.function
  authorizer_result_ttl_in_seconds = 301
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths   = {}
    components = {
      securitySchemes = {
        never = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type                         = "token"
            authorizerUri                = local.function
            authorizerResultTtlInSeconds = 7200
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "request" {
  api_id                           = aws_apigatewayv2_api.site.id
  name                             = "request"
  authorizer_type                  = "REQUEST"
  authorizer_uri                   = local.function
  identity_sources                 = ["$request.header.Authorization"]
  authorizer_result_ttl_in_seconds = 3600
}
