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
}

resource "aws_api_gateway_gateway_response" "shop" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = "DEFAULT_4XX"

  response_templates = {
    "application/json" = "{ \"message\": $context.error.messageString, \"type\": \"$context.error.responseType\", \"id\": \"$context.requestId\" }"
  }
}

resource "aws_api_gateway_rest_api" "none" {
  name = "none"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}
