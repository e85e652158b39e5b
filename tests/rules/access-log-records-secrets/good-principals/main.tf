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
    format = jsonencode({
      id       = "$context.requestId"
      key      = "$context.identity.apiKeyId"
      caller   = "$context.authorizer.principalId"
      sub      = "$context.authorizer.claims.sub"
      verified = "$context.authorizer.claims.email_verified"
      tenant   = "$context.authorizer.tenant_name"
      kind     = "$context.authorizer.claims.token_use"
      latency  = "$context.authorizer.latency"
      agent    = "$context.identity.userAgent"
    })
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# An HTTP API has no such variable: it logs a hyphen.
resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "other"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = "$context.requestId $context.identity.apiKey"
  }
}

resource "aws_apigatewayv2_stage" "silent" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "silent"
}
