provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "terraform_data" "later" {
  input = timestamp()
}

resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "later"

  access_log_settings {
    destination_arn = terraform_data.later.output
    format          = "$context.requestId"
  }
}

resource "aws_kinesis_firehose_delivery_stream" "unnamed" {
  name        = terraform_data.later.output
  destination = "extended_s3"

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::123456789012:role/logs"
    bucket_arn = "arn:aws:s3:::logs"
  }
}

resource "aws_api_gateway_stage" "unnamed" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "unnamed"

  access_log_settings {
    destination_arn = aws_kinesis_firehose_delivery_stream.unnamed.arn
    format          = "$context.requestId"
  }
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id = aws_apigatewayv2_api.chat.id
  name   = "chat"

  access_log_settings {
    destination_arn = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/amazon-apigateway-x"
    format          = "$context.requestId"
  }
}
