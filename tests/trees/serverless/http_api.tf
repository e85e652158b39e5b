resource "aws_apigatewayv2_api" "web" {
  name          = "${local.prefix}-web"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["*"]
    allow_methods     = ["*"]
    allow_headers     = ["authorization", "content-type"]
    allow_credentials = false
  }
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.web.id
  name             = "cognito"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = [aws_cognito_user_pool_client.web.id]
    issuer   = "https://${aws_cognito_user_pool.users.endpoint}"
  }
}

resource "aws_apigatewayv2_integration" "fn" {
  for_each = toset([for route in local.routes : route.function])

  api_id                 = aws_apigatewayv2_api.web.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.fn[each.value].invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "route" {
  for_each = local.routes

  api_id    = aws_apigatewayv2_api.web.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.fn[each.value.function].id}"

  authorization_type   = { jwt = "JWT", iam = "AWS_IAM", none = "NONE" }[each.value.auth]
  authorizer_id        = each.value.auth == "jwt" ? aws_apigatewayv2_authorizer.jwt.id : null
  authorization_scopes = lookup(each.value, "scopes", null)
}

resource "aws_apigatewayv2_stage" "web" {
  api_id      = aws_apigatewayv2_api.web.id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api["web"].arn
    format          = jsonencode({ for field in local.log_fields : field => "$context.${field}" })
  }

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}

resource "aws_lambda_permission" "web" {
  for_each = aws_apigatewayv2_integration.fn

  statement_id  = "AllowHttpApi"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.fn[each.key].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.web.execution_arn}/*/*"
}

locals {
  log_fields = ["requestId", "requestTime", "httpMethod", "routeKey", "status", "responseLatency", "identity.sourceIp", "error.message"]
}

resource "aws_cloudwatch_log_group" "api" {
  for_each = toset(["web", "events", "chat"])
  name     = "/api/${local.prefix}/${each.key}"
}
