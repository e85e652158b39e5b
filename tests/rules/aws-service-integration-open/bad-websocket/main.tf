terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

# Whoever connects can send what goes straight into the stream.
resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "record" {
  api_id             = aws_apigatewayv2_api.chat.id
  integration_type   = "AWS"
  integration_method = "POST"
  integration_uri    = "arn:aws:apigateway:eu-central-1:kinesis:action/PutRecord"
  credentials_arn    = "arn:aws:iam::123456789012:role/gateway"
}

resource "aws_apigatewayv2_route" "record" {
  api_id    = aws_apigatewayv2_api.chat.id
  route_key = "record"
  target    = "integrations/${aws_apigatewayv2_integration.record.id}"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id    = aws_apigatewayv2_api.chat.id
  route_key = "$connect"
}
