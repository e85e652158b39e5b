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

resource "aws_kms_key" "logs" {
  description = "logs"
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "access"
  retention_in_days = 90
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_api_gateway_stage" "rest" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "rest"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }
}

resource "aws_cloudwatch_log_group" "fixed" {
  name              = "fixed"
  retention_in_days = 90
  kms_key_id        = "arn:aws:kms:eu-central-1:123456789012:key/1"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "http"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.fixed.arn
    format          = "$context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "silent" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "silent"
}
