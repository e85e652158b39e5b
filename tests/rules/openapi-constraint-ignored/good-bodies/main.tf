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

resource "aws_api_gateway_rest_api" "unused" {
  name = "unused"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "unused", version = "1" }
    paths                                  = { "/orders" = { post = { requestBody = { content = { "application/json" = { schema = { type = "array", maxItems = 10 } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
  })
}

resource "aws_api_gateway_rest_api" "fine" {
  name = "fine"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "fine", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-request-validator = "all", requestBody = { content = { "application/json" = { schema = { type = "object", example = {}, properties = { maxItems = { type = "integer", minimum = 1, default = 2, nullable = false }, kind = { oneOf = [{ type = "string" }] } } } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_apigatewayv2_api" "front" {
  name          = "front"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "front", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-request-validator = "all", requestBody = { content = { "application/json" = { schema = { type = "array", maxItems = 10 } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}
