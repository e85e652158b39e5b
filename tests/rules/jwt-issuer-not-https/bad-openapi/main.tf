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
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = {}
    components = {
      securitySchemes = {
        plain = {
          type             = "openIdConnect"
          openIdConnectUrl = "http://login.example.com/.well-known/openid-configuration"
          x-amazon-apigateway-authorizer = {
            type             = "jwt"
            jwtConfiguration = { audience = ["shop"] }
          }
        }
        safe = {
          type             = "openIdConnect"
          openIdConnectUrl = "https://login.example.com/.well-known/openid-configuration"
          x-amazon-apigateway-authorizer = {
            type             = "jwt"
            jwtConfiguration = { audience = ["shop"] }
          }
        }
      }
    }
  })
}
