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

resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_stage" "off" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "off"

  default_route_settings {
    logging_level      = "OFF"
    data_trace_enabled = false
  }
}

resource "aws_apigatewayv2_stage" "plain" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "plain"
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id = aws_apigatewayv2_api.chat.id
  name   = "chat"

  default_route_settings {
    logging_level = "INFO"
  }
}

resource "aws_api_gateway_stage" "rest" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "rest"
}

resource "aws_api_gateway_method_settings" "rest" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.rest.stage_name
  method_path = "*/*"

  settings {
    logging_level = "INFO"
  }
}
