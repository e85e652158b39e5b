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

resource "aws_cloudwatch_log_group" "access" {
  name              = "access"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "execution" {
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.shop.id}/prod"
  retention_in_days = 30
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }
}

locals {
  stages = { blue = 7, green = 14 }
}

resource "aws_cloudwatch_log_group" "each" {
  for_each = local.stages

  name              = "each-${each.key}"
  retention_in_days = each.value
}

resource "aws_apigatewayv2_stage" "each" {
  for_each = local.stages

  api_id = aws_apigatewayv2_api.web.id
  name   = each.key

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.each[each.key].arn
    format          = "$context.requestId"
  }
}

resource "aws_cloudwatch_log_group" "none" {
  count = 0
  name  = "none"
}

resource "aws_apigatewayv2_stage" "silent" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "silent"
}

resource "aws_api_gateway_stage" "stream" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "stream"

  access_log_settings {
    destination_arn = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/amazon-apigateway-logs"
    format          = "$context.requestId"
  }
}
