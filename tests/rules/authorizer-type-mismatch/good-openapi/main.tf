terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    openapi  = "3.0.1"
    info     = { title = "shop", version = "1" }
    security = [{ token = [] }]
    paths = {
      "/orders" = {
        get = {
          security  = [{ token = [] }]
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type                 = "HTTP_PROXY"
            httpMethod           = "GET"
            payloadFormatVersion = "1.0"
            uri                  = "https://orders.example.com"
          }
        }
        post = {
          security  = [{ token = [] }]
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type                 = "HTTP_PROXY"
            httpMethod           = "POST"
            payloadFormatVersion = "1.0"
            uri                  = "https://orders.example.com"
          }
        }
      }
    }
    components = {
      securitySchemes = {
        token = {
          type                         = "apiKey"
          name                         = "Authorization"
          in                           = "header"
          x-amazon-apigateway-authtype = "custom"
          x-amazon-apigateway-authorizer = {
            type          = "token"
            authorizerUri = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
          }
        }
      }
    }
  })
}
