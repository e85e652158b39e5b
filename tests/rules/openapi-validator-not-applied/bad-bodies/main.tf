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
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_api_gateway_rest_api" "typo" {
  name = "typo"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "typo", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    x-amazon-apigateway-request-validator  = "everything"
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}
