terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

variable "runtime" {
  default = "python3.9"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "nodejs16.x"
  handler       = "orders.handler"
  filename      = "orders.zip"
}

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  role          = "arn:aws:iam::123456789012:role/reports"
  runtime       = var.runtime
  handler       = "reports.handler"
  filename      = "reports.zip"
}

resource "aws_lambda_function" "tokens" {
  function_name = "tokens"
  role          = "arn:aws:iam::123456789012:role/tokens"
  runtime       = "go1.x"
  handler       = "tokens.handler"
  filename      = "tokens.zip"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.orders.invoke_arn
}

resource "aws_apigatewayv2_integration" "reports" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.reports.arn
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "tokens"
  authorizer_uri = aws_lambda_function.tokens.invoke_arn
}
