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
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        get = {
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type       = "HTTP_PROXY"
            httpMethod = "GET"
            uri        = "https://orders.example.com"
          }
        }
        post = {
          security  = [{ company = [] }]
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type       = "HTTP_PROXY"
            httpMethod = "POST"
            uri        = "https://orders.example.com"
          }
        }
        delete = {
          x-amazon-apigateway-auth = { type = "AWS_IAM" }
          responses                = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type       = "HTTP_PROXY"
            httpMethod = "DELETE"
            uri        = "https://orders.example.com"
          }
        }
      }
    }
    components = {
      securitySchemes = {
        # No authorizer: the gateway enforces nothing.
        company = { type = "http", scheme = "bearer" }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "stock" {
  name          = "stock"
  protocol_type = "HTTP"
  body          = file("${path.module}/stock.yaml")
}
