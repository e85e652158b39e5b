terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "shop.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_domain_name" "old" {
  domain_name              = "old.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_domain_name" "empty" {
  domain_name              = "empty.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.http.id
  name   = "$default"
}

resource "aws_api_gateway_rest_api" "rest" {
  name = "rest"
}

resource "aws_api_gateway_stage" "rest" {
  rest_api_id   = aws_api_gateway_rest_api.rest.id
  deployment_id = "abcdef"
  stage_name    = "live"
}

resource "aws_apigatewayv2_api_mapping" "http" {
  api_id      = aws_apigatewayv2_api.http.id
  domain_name = aws_api_gateway_domain_name.old.domain_name
  stage       = aws_apigatewayv2_stage.http.id
}

resource "aws_apigatewayv2_api_mapping" "rest" {
  api_id          = aws_api_gateway_rest_api.rest.id
  domain_name     = aws_api_gateway_domain_name.shop.domain_name
  stage           = aws_api_gateway_stage.rest.stage_name
  api_mapping_key = "v1/orders"
}

resource "aws_api_gateway_base_path_mapping" "elsewhere" {
  api_id      = "zzzzzzzzzz"
  stage_name  = "live"
  domain_name = aws_api_gateway_domain_name.shop.domain_name
  base_path   = "v2"
}
