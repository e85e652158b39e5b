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

resource "aws_cloudwatch_log_group" "unset" {
  name = "unset"
}

resource "aws_api_gateway_stage" "rest" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "rest"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.unset.arn
    format          = "$context.requestId"
  }
}

resource "aws_cloudwatch_log_group" "zero" {
  name              = "zero"
  retention_in_days = 0
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "http"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.zero.arn
    format          = "$context.requestId"
  }
}

resource "aws_cloudwatch_log_group" "named" {
  name = "named"
}

resource "aws_api_gateway_stage" "arn" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "arn"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:named:*"
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_rest_api" "two" {
  name = "two"
}

resource "aws_cloudwatch_log_group" "good" {
  name              = "good"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "execution" {
  name = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.two.id}/${aws_api_gateway_stage.two.stage_name}"
}

resource "aws_api_gateway_stage" "two" {
  rest_api_id   = aws_api_gateway_rest_api.two.id
  deployment_id = "d"
  stage_name    = "two"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.good.arn
    format          = "$context.requestId"
  }
}
