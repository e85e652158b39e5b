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

resource "aws_lambda_function" "tokens" {
  function_name = "tokens"
  role          = "arn:aws:iam::123456789012:role/tokens"
  runtime       = "python3.13"
  handler       = "tokens.handler"
  filename      = "tokens.zip"
}

resource "aws_lambda_function" "requests" {
  function_name = "requests"
  role          = "arn:aws:iam::123456789012:role/requests"
  runtime       = "python3.13"
  handler       = "requests.handler"
  filename      = "requests.zip"
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "tokens"
  authorizer_uri = aws_lambda_function.tokens.invoke_arn
}

resource "aws_lambda_permission" "tokens" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.tokens.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/authorizers/${aws_api_gateway_authorizer.tokens.id}"
}

resource "aws_apigatewayv2_authorizer" "requests" {
  api_id                            = aws_apigatewayv2_api.web.id
  name                              = "requests"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.requests.invoke_arn
  authorizer_payload_format_version = "2.0"
}

resource "aws_lambda_permission" "requests" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.requests.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.web.execution_arn}/*"
}

resource "aws_api_gateway_authorizer" "role" {
  rest_api_id            = aws_api_gateway_rest_api.shop.id
  name                   = "role"
  authorizer_uri         = aws_lambda_function.requests.invoke_arn
  authorizer_credentials = "arn:aws:iam::123456789012:role/gateway"
}

resource "aws_api_gateway_authorizer" "pool" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  name          = "pool"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_AbCdEfGhI"]
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.web.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://issuer.example.com"
    audience = ["shop"]
  }
}
