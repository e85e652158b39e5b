terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  function = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
}

resource "terraform_data" "expression" {
  input = "^Bearer .+$"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "token" {
  rest_api_id                    = aws_api_gateway_rest_api.shop.id
  name                           = "token"
  authorizer_uri                 = local.function
  identity_validation_expression = "^Bearer .+$"
}

resource "aws_api_gateway_authorizer" "later" {
  rest_api_id                    = aws_api_gateway_rest_api.shop.id
  name                           = "later"
  authorizer_uri                 = local.function
  identity_validation_expression = terraform_data.expression.output
}

resource "aws_api_gateway_authorizer" "request" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "request"
  type           = "REQUEST"
  authorizer_uri = local.function
}
