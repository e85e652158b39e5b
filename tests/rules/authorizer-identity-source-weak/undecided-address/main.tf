terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "header" {
  input = "X-Token"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "address" {
  api_id           = aws_apigatewayv2_api.site.id
  name             = "address"
  authorizer_type  = "REQUEST"
  authorizer_uri   = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  identity_sources = ["$context.identity.sourceIp"]
}

resource "aws_apigatewayv2_authorizer" "header" {
  api_id           = aws_apigatewayv2_api.site.id
  name             = "header"
  authorizer_type  = "REQUEST"
  authorizer_uri   = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  identity_sources = [terraform_data.header.output]
}
