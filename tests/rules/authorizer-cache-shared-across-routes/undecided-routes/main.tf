terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "authorizer" {
  input = "abc123"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "token" {
  for_each = toset(["a", "b"])

  api_id                            = aws_apigatewayv2_api.shop.id
  name                              = each.value
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization"]
}

resource "aws_apigatewayv2_route" "orders" {
  for_each = toset(["GET /orders", "DELETE /orders"])

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = each.value
  authorization_type = "CUSTOM"
  authorizer_id      = terraform_data.authorizer.output
}
