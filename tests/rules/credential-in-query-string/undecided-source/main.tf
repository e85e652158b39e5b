terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "source" {
  input = "$request.querystring.token"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "request" {
  api_id           = aws_apigatewayv2_api.site.id
  name             = "request"
  authorizer_type  = "REQUEST"
  authorizer_uri   = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  identity_sources = [terraform_data.source.output]
}
