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

resource "aws_kinesis_firehose_delivery_stream" "right" {
  name        = "amazon-apigateway-logs"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/logs"
    bucket_arn = "arn:aws:s3:::logs"
  }
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "access"
  retention_in_days = 90
}

resource "aws_api_gateway_stage" "group" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "group"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "stream" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "stream"

  access_log_settings {
    destination_arn = aws_kinesis_firehose_delivery_stream.right.arn
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "star" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "star"

  access_log_settings {
    destination_arn = "${aws_cloudwatch_log_group.access.arn}:*"
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "arn" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "arn"

  access_log_settings {
    destination_arn = "arn:aws-us-gov:logs:us-gov-west-1:123456789012:log-group:/aws/x:*"
    format          = "$context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "http"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "silent" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "silent"
}
