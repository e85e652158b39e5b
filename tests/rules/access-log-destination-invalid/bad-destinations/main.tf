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

resource "aws_kinesis_firehose_delivery_stream" "plain" {
  name        = "api-logs"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/logs"
    bucket_arn = "arn:aws:s3:::logs"
  }
}

resource "aws_kinesis_firehose_delivery_stream" "right" {
  name        = "amazon-apigateway-logs"
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/logs"
    bucket_arn = "arn:aws:s3:::logs"
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "aws_kinesis_stream" "logs" {
  name        = "logs"
  shard_count = 1
}

resource "aws_api_gateway_stage" "name" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "name"

  access_log_settings {
    destination_arn = aws_kinesis_firehose_delivery_stream.plain.arn
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "bucket" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "bucket"

  access_log_settings {
    destination_arn = aws_s3_bucket.logs.arn
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "stream" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "stream"

  access_log_settings {
    destination_arn = aws_kinesis_stream.logs.arn
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "arn" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "arn"

  access_log_settings {
    destination_arn = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/other"
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "kinesis" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "kinesis"

  access_log_settings {
    destination_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/amazon-apigateway-x"
    format          = "$context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "http"

  access_log_settings {
    destination_arn = aws_kinesis_firehose_delivery_stream.right.arn
    format          = "$context.requestId"
  }
}
