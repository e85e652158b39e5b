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

resource "aws_api_gateway_authorizer" "stage" {
  rest_api_id     = aws_api_gateway_rest_api.shop.id
  name            = "stage"
  type            = "REQUEST"
  authorizer_uri  = local.function
  identity_source = "stageVariables.stage, context.path"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "route" {
  api_id           = aws_apigatewayv2_api.site.id
  name             = "route"
  authorizer_type  = "REQUEST"
  authorizer_uri   = local.function
  identity_sources = ["$context.routeKey"]
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "body", version = "1" }
    paths   = {}
    securityDefinitions = {
      staged = {
        type = "apiKey"
        name = "Unused"
        in   = "header"
        x-amazon-apigateway-authorizer = {
          type           = "request"
          identitySource = "stageVariables.stage"
          authorizerUri  = local.function
        }
      }
    }
  })
}
