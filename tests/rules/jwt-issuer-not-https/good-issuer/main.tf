terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "tenant" {
  type    = string
  default = "shop"
}

locals {
  issuer = "https://${var.tenant}.login.example.com/"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "users" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "users"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = local.issuer
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_authorizer" "request" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "request"
  authorizer_type  = "REQUEST"
  authorizer_uri   = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  identity_sources = ["$request.header.Authorization"]
}
