terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

}

resource "aws_apigatewayv2_route" "shop" {
  api_id           = aws_apigatewayv2_api.shop.id
  route_key        = "GET /orders"
  api_key_required = true
}
