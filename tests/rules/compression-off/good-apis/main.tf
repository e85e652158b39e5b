terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name                     = "shop"
  minimum_compression_size = 1024
}

resource "aws_api_gateway_rest_api" "all" {
  name                     = "all"
  minimum_compression_size = 0
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    openapi                                      = "3.0.1"
    info                                         = { title = "body", version = "1" }
    x-amazon-apigateway-minimum-compression-size = 0
    paths                                        = {}
  })
}

resource "aws_apigatewayv2_api" "none" {
  name          = "none"
  protocol_type = "HTTP"
}
