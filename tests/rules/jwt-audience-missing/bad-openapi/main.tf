terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi  = "3.0.1"
    info     = { title = "shop", version = "1" }
    security = [{ token = [] }]
    paths = {
      "/orders" = {
        get = {
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
          type  = "oauth2"
          flows = {}
          x-amazon-apigateway-authorizer = {
            type           = "jwt"
            identitySource = "$request.header.Authorization"
            jwtConfiguration = {
              issuer = "https://login.example.com"
            }
          }
        }
      }
    }
  })
}
