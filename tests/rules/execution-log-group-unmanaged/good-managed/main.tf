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

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    logging_level = "ERROR"
  }
}

resource "aws_cloudwatch_log_group" "execution" {
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.shop.id}/${aws_api_gateway_stage.prod.stage_name}"
  retention_in_days = 30
}

resource "aws_api_gateway_rest_api" "many" {
  name = "many"
}

resource "aws_api_gateway_stage" "many" {
  for_each = toset(["blue", "green"])

  rest_api_id   = aws_api_gateway_rest_api.many.id
  deployment_id = "d"
  stage_name    = each.key
}

resource "aws_cloudwatch_log_group" "many" {
  for_each = toset(["blue", "green"])

  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.many.id}/${each.key}"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "http"
}

resource "aws_api_gateway_stage" "quiet" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "quiet"
}
