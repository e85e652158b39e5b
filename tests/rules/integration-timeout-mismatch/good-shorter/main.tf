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

resource "aws_lambda_function" "default" {
  function_name = "default"
  role          = "arn:aws:iam::123456789012:role/default"
  runtime       = "python3.13"
  handler       = "default.handler"
  filename      = "default.zip"
}

resource "aws_lambda_function" "rest" {
  function_name = "rest"
  role          = "arn:aws:iam::123456789012:role/rest"
  runtime       = "python3.13"
  handler       = "rest.handler"
  filename      = "rest.zip"
  timeout       = 29
}

resource "aws_lambda_function" "http" {
  function_name = "http"
  role          = "arn:aws:iam::123456789012:role/http"
  runtime       = "python3.13"
  handler       = "http.handler"
  filename      = "http.zip"
  timeout       = 30
}

resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = "arn:aws:iam::123456789012:role/jobs"
  runtime       = "python3.13"
  handler       = "jobs.handler"
  filename      = "jobs.zip"
  timeout       = 900
}

resource "aws_lambda_function" "long" {
  function_name = "long"
  role          = "arn:aws:iam::123456789012:role/long"
  runtime       = "python3.13"
  handler       = "long.handler"
  filename      = "long.zip"
  timeout       = 60
}

resource "aws_apigatewayv2_integration" "default" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.default.invoke_arn
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

# Nobody waits.
resource "aws_api_gateway_method" "jobs" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "jobs" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.jobs.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.jobs.invoke_arn

  request_parameters = {
    "integration.request.header.X-Amz-Invocation-Type" = "'Event'"
  }
}

# With a raised quota.
resource "aws_api_gateway_method" "long" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "PUT"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "long" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.long.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.long.invoke_arn
  timeout_milliseconds    = 60000
}

resource "aws_apigatewayv2_integration" "url" {
  api_id             = aws_apigatewayv2_api.web.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://backend.example.com"
}
