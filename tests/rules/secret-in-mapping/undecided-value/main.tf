terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "terraform_data" "key" {
  input = "x"
}

resource "aws_api_gateway_method" "key" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "key" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.key.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com"

  request_parameters = {
    "integration.request.header.x-api-key" = "'${terraform_data.key.output}'"
  }
}

resource "aws_api_gateway_method" "template" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "template" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.template.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com"

  request_templates = {
    "application/json" = <<-EOT
      { "key": "${terraform_data.key.output}" }
    EOT
  }
}
