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
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "token"
  authorizer_uri = local.function
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths   = {}
    components = {
      securitySchemes = {
        any = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type          = "token"
            authorizerUri = local.function
          }
        }
      }
    }
  })
}
