terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  url = "https://orders.example.com/orders"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  for_each = { GET = local.url, POST = local.url, OPTIONS = local.url, PUT = "https://orders.example.com/other" }

  api_id             = aws_apigatewayv2_api.site.id
  integration_type   = "HTTP_PROXY"
  integration_method = each.key
  integration_uri    = each.value
}

resource "aws_apigatewayv2_route" "orders" {
  for_each = { GET = "NONE", POST = "AWS_IAM", OPTIONS = "NONE", PUT = "NONE" }

  api_id             = aws_apigatewayv2_api.site.id
  route_key          = "${each.key} /orders"
  authorization_type = each.value
  target             = "integrations/${aws_apigatewayv2_integration.orders[each.key].id}"
}

resource "aws_lambda_function" "chat" {
  function_name = "chat"
  role          = "arn:aws:iam::123456789012:role/chat"
  handler       = "index.handler"
  runtime       = "python3.13"
  filename      = "chat.zip"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.chat.invoke_arn
}

resource "aws_apigatewayv2_route" "chat" {
  for_each = { "$connect" = "AWS_IAM", "send" = "NONE" }

  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = each.key
  authorization_type = each.value
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
}

resource "aws_apigatewayv2_integration" "unused" {
  count = 1

  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.chat.invoke_arn
}
