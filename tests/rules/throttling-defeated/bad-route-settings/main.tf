terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "create" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /orders"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }

  route_settings {
    route_key              = "POST /orders"
    throttling_rate_limit  = 10
    throttling_burst_limit = 5
  }

  route_settings {
    route_key              = "GET /orders"
    throttling_rate_limit  = 0
    throttling_burst_limit = 0
  }
}
