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

resource "aws_api_gateway_authorizer" "all" {
  for_each = toset(["used", "named", "unused"])

  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = each.value
  authorizer_uri = local.function
}

resource "aws_api_gateway_method" "used" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.all["used"].id
}

resource "aws_api_gateway_method" "named" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
  authorizer_id = aws_api_gateway_authorizer.all["named"].id
}

resource "aws_apigatewayv2_api" "body" {
  name          = "body"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths   = { "/orders" = { get = { security = [{ first = [] }] } } }
    components = {
      securitySchemes = {
        first = {
          type = "oauth2"
          x-amazon-apigateway-authorizer = {
            type             = "jwt"
            jwtConfiguration = { issuer = "https://login.example.com", audience = ["shop"] }
          }
        }
        second = {
          type = "oauth2"
          x-amazon-apigateway-authorizer = {
            type             = "jwt"
            jwtConfiguration = { issuer = "https://login.example.com", audience = ["site"] }
          }
        }
      }
    }
  })
}
