provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "this" {
  for_each = {
    key    = "$context.requestId $context.identity.apiKey"
    token  = jsonencode({ id = "$context.requestId", token = "$context.authorizer.accessToken" })
    person = jsonencode({ id = "$context.requestId", mail = "$context.authorizer.claims.email" })
    header = "$context.requestId $context.requestOverride.header.Authorization"
    fine   = "$context.requestId $context.identity.apiKeyId"
  }

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = each.key

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = each.value
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format = jsonencode({
      id    = "$context.requestId"
      phone = "$context.authorizer.claims.phone_number"
    })
  }
}
