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
    swagger                                = "2.0"
    info                                   = { title = "shop", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true, validateRequestParameters = true } }
    x-amazon-apigateway-request-validator  = "all"
    paths = {
      "/orders" = {
        post = {
          responses                       = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" }
        }
        patch = {
          responses                       = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = { type = "MOCK", httpMethod = "POST", uri = "https://orders.example.com" }
        }
      }
    }
  })
}
