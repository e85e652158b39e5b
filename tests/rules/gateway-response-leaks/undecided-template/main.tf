terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "text" {
  input = "x"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_gateway_response" "shop" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = "DEFAULT_4XX"

  response_templates = {
    "application/json" = "${terraform_data.text.output}"
  }
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = terraform_data.text.output
}
