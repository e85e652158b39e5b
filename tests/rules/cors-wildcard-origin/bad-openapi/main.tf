terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi                  = "3.0.1"
    info                     = { title = "web", version = "1" }
    paths                    = {}
    x-amazon-apigateway-cors = { allowOrigins = ["*"] }
  })
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "shop", version = "1" }
    paths   = {}
    x-amazon-apigateway-gateway-responses = {
      DEFAULT_4XX = {
        responseParameters = { "gatewayresponse.header.Access-Control-Allow-Origin" = "method.request.header.Origin" }
      }
    }
  })
}
