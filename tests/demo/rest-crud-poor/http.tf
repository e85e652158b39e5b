# An HTTP API and a WebSocket API beside it.

resource "aws_apigatewayv2_api" "http" {
  name          = "users-poor-http"
  protocol_type = "HTTP"

  cors_configuration {
    allow_headers = ["authorization"]
    allow_methods = ["GET"]
    allow_origins = ["https://app.example.com"]
  }
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.http.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  name             = "members"

  # APIGW-113: no audience, so a token of any application of the issuer will do.
  jwt_configuration {
    issuer = "https://${aws_cognito_user_pool.this.endpoint}"
  }
}

resource "aws_apigatewayv2_integration" "users" {
  api_id                 = aws_apigatewayv2_api.http.id
  integration_type       = "AWS_PROXY"
  integration_uri        = module.users.function_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "users" {
  api_id             = aws_apigatewayv2_api.http.id
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
  route_key          = "GET /users"
  target             = "integrations/${aws_apigatewayv2_integration.users.id}"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id      = aws_apigatewayv2_api.http.id
  auto_deploy = true
  name        = "$default"

  # APIGW-301: no access logs, APIGW-401: no limits.
}

# APIGW-502: the service refuses a web ACL on an HTTP API.
resource "aws_wafv2_web_acl_association" "http" {
  resource_arn = aws_apigatewayv2_stage.http.arn
  web_acl_arn  = aws_wafv2_web_acl.orders.arn
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "users-poor-chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id             = aws_apigatewayv2_api.chat.id
  integration_method = "POST"
  integration_type   = "AWS_PROXY"
  integration_uri    = module.users.invoke_arn
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  authorization_type = "NONE" # APIGW-102
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id      = aws_apigatewayv2_api.chat.id
  auto_deploy = true
  name        = "live"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.chat.arn
    format = jsonencode({
      requestId   = "$context.requestId", requestTime = "$context.requestTime", ip = "$context.identity.sourceIp"
      routeKey    = "$context.routeKey", eventType = "$context.eventType", status = "$context.status"
      principalId = "$context.authorizer.principalId", latency = "$context.integrationLatency", connectionId = "$context.connectionId"
    })
  }

  default_route_settings {
    data_trace_enabled     = false
    logging_level          = "ERROR"
    throttling_burst_limit = 100
    throttling_rate_limit  = 50
  }
}

resource "aws_cloudwatch_log_group" "chat" {
  name              = "/aws/vendedlogs/apigateway/users-poor-chat"
  retention_in_days = 365
}
