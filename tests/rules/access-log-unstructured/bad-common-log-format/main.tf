provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "prod"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = "$context.identity.sourceIp [$context.requestTime] $context.status $context.requestId"
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "this" {
  for_each = {
    csv  = "$context.requestId,$context.status"
    list = jsonencode(["$context.requestId", "$context.status"])
    good = jsonencode({ id = "$context.requestId" })
  }

  api_id = aws_apigatewayv2_api.shop.id
  name   = each.key

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = each.value
  }
}
