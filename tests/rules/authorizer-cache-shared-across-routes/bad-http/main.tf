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

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "token" {
  api_id                            = aws_apigatewayv2_api.shop.id
  name                              = "token"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = local.function
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization"]
}

resource "aws_apigatewayv2_route" "orders" {
  for_each = toset(["GET /orders", "DELETE /orders"])

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = each.value
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.token.id
}

resource "aws_apigatewayv2_api" "body" {
  name          = "body"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths = {
      "/orders" = {
        get  = { security = [{ cached = [] }, ] }
        post = { security = [{ cached = [] }, ] }
      }
      "/items" = {
        get  = { security = [{ uncached = [] }, ] }
        post = { security = [{ uncached = [] }, ] }
      }
    }
    components = {
      securitySchemes = {
        cached = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type                           = "request"
            identitySource                 = "$request.header.Authorization"
            authorizerUri                  = local.function
            authorizerPayloadFormatVersion = "2.0"
            authorizerResultTtlInSeconds   = 60
            enableSimpleResponses          = true
          }
        }
        uncached = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type                           = "request"
            identitySource                 = "$request.header.Authorization"
            authorizerUri                  = local.function
            authorizerPayloadFormatVersion = "2.0"
            enableSimpleResponses          = true
          }
        }
      }
    }
  })
}
