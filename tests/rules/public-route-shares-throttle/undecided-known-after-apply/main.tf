terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "later" {
  input = { number = 5, text = "a", list = ["a"] }
}

resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "a" {
  api_id    = aws_apigatewayv2_api.a.id
  route_key = "GET /orders"
}

resource "aws_apigatewayv2_stage" "a" {
  api_id = aws_apigatewayv2_api.a.id
  name   = "a"

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }

  route_settings {
    route_key              = "GET /orders"
    throttling_rate_limit  = terraform_data.later.output.number
    throttling_burst_limit = 6
  }
}
