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

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

}

resource "aws_apigatewayv2_route" "shop" {
  api_id           = aws_apigatewayv2_api.shop.id
  route_key        = "GET /orders"
  api_key_required = terraform_data.later.output.number > 3
}
