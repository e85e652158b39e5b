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
  name                       = "shop"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "fallback" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "$default"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  dynamic "route_settings" {
    for_each = toset(["$connect", "$default"])

    content {
      route_key              = route_settings.value
      throttling_rate_limit  = 10
      throttling_burst_limit = 5
    }
  }
}
