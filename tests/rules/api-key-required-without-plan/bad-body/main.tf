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
    openapi    = "3.0.1"
    info       = { title = "shop", version = "1" }
    components = { securitySchemes = { key = { type = "apiKey", name = "x-api-key", in = "header" } } }
    paths = { "/orders" = { get = {
      security                        = [{ key = [] }]
      x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "GET", uri = "https://orders.example.com" }
    } } }
  })
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = "1" }
}

resource "aws_api_gateway_stage" "shop" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}

resource "aws_api_gateway_usage_plan" "none" {
  name = "none"
}
