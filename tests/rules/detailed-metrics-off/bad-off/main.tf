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

resource "aws_api_gateway_stage" "none" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "none"
}

resource "aws_api_gateway_stage" "off" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "off"
}

resource "aws_api_gateway_method_settings" "off" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.off.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled = false
  }
}

resource "aws_apigatewayv2_stage" "plain" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "plain"
}

resource "aws_apigatewayv2_stage" "off2" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "off2"

  default_route_settings {
    detailed_metrics_enabled = false
  }
}
