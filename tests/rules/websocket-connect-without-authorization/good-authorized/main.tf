terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "orders.handler"
  filename      = "orders.zip"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

module "authorizer" {
  source = "./modules/authorizer"

  api_id = aws_apigatewayv2_api.chat.id
  uri    = aws_lambda_function.orders.invoke_arn
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  authorization_type = "CUSTOM"
  authorizer_id      = module.authorizer.id
}

resource "aws_apigatewayv2_route" "messages" {
  for_each = toset(["$default", "$disconnect", "send"])

  api_id    = aws_apigatewayv2_api.chat.id
  route_key = each.key
}

resource "aws_apigatewayv2_api" "feed" {
  name                       = "feed"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "feed" {
  api_id             = aws_apigatewayv2_api.feed.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
}

# Not a WebSocket API.
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "shop" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
}
