terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "plain" {
  name = "plain"
}

resource "aws_api_gateway_rest_api" "root" {
  name = "root"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "root", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    x-amazon-apigateway-request-validator  = "all"
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_api_gateway_rest_api" "one" {
  name = "one"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "one", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-request-validator = "parameters", x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_api_gateway_rest_api" "none" {
  name = "none"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "none", version = "1" }
    paths   = { "/orders" = { post = { x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_apigatewayv2_api" "front" {
  name          = "front"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "front", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}
