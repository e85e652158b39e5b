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

resource "aws_lambda_function" "rest" {
  function_name = "rest"
  role          = "arn:aws:iam::123456789012:role/rest"
  runtime       = "python3.13"
  handler       = "rest.handler"
  filename      = "rest.zip"
  timeout       = 30
}

resource "aws_lambda_function" "http" {
  function_name = "http"
  role          = "arn:aws:iam::123456789012:role/http"
  runtime       = "python3.13"
  handler       = "http.handler"
  filename      = "http.zip"
  timeout       = 60
}

resource "aws_lambda_function" "short" {
  function_name = "short"
  role          = "arn:aws:iam::123456789012:role/short"
  runtime       = "python3.13"
  handler       = "short.handler"
  filename      = "short.zip"
  timeout       = 10
}

resource "aws_api_gateway_method" "rest" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "rest" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.rest.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.rest.invoke_arn
}

resource "aws_apigatewayv2_integration" "http" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.http.invoke_arn
}

resource "aws_apigatewayv2_integration" "short" {
  api_id               = aws_apigatewayv2_api.web.id
  integration_type     = "AWS_PROXY"
  integration_uri      = aws_lambda_function.short.invoke_arn
  timeout_milliseconds = 5000
}
