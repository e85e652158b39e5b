terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "proxies" {
  name               = "proxies"
  binary_media_types = ["*/*"]
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.proxies.id
  resource_id   = aws_api_gateway_rest_api.proxies.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id             = aws_api_gateway_rest_api.proxies.id
  resource_id             = aws_api_gateway_rest_api.proxies.root_resource_id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "GET"
}

resource "aws_api_gateway_rest_api" "images" {
  name               = "images"
  binary_media_types = ["image/png"]
}

resource "aws_api_gateway_method" "post" {
  rest_api_id   = aws_api_gateway_rest_api.images.id
  resource_id   = aws_api_gateway_rest_api.images.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "post" {
  rest_api_id             = aws_api_gateway_rest_api.images.id
  resource_id             = aws_api_gateway_rest_api.images.root_resource_id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "HTTP"
  uri                     = "https://orders.example.com"
  integration_http_method = "POST"
}

resource "aws_api_gateway_rest_api" "text" {
  name               = "text"
  binary_media_types = ["*/*"]
}

resource "aws_api_gateway_method" "options" {
  rest_api_id   = aws_api_gateway_rest_api.text.id
  resource_id   = aws_api_gateway_rest_api.text.root_resource_id
  http_method   = "OPTIONS"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "options" {
  rest_api_id      = aws_api_gateway_rest_api.text.id
  resource_id      = aws_api_gateway_rest_api.text.root_resource_id
  http_method      = aws_api_gateway_method.options.http_method
  type             = "MOCK"
  content_handling = "CONVERT_TO_TEXT"
}

resource "aws_api_gateway_rest_api" "empty" {
  name               = "empty"
  binary_media_types = ["*/*"]
}

resource "aws_apigatewayv2_api" "none" {
  name          = "none"
  protocol_type = "HTTP"
}
