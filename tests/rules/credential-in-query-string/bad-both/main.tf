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
  identity_source = "method.request.header.Tenant,method.request.querystring.accessToken"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.site.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.querystring.t"]

  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_api" "body" {
  name          = "body"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths   = {}
    components = {
      securitySchemes = {
        query = {
          type = "apiKey"
          name = "key"
          in   = "query"
          x-amazon-apigateway-authorizer = {
            type                           = "request"
            identitySource                 = "$request.querystring.key"
            authorizerUri                  = local.function
            authorizerPayloadFormatVersion = "2.0"
          }
        }
      }
    }
  })
}
