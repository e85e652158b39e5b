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
    openapi                                = "3.0.1"
    info                                   = { title = "shop", version = "1" }
    x-amazon-apigateway-request-validators = { body = { validateRequestBody = true } }
    paths = {
      "/orders" = {
        post = {
          responses                       = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" }
        }
        put = {
          x-amazon-apigateway-request-validator = "body"
          responses                             = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration       = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" }
        }
        get = {
          responses                       = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" }
        }
      }
    }
  })
}
