resource "aws_lambda_function" "chat" {
  function_name = "chat"
  role          = "arn:aws:iam::123456789012:role/chat"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "main.tf"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_authorizer" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  name             = "chat"
  authorizer_type  = "REQUEST"
  authorizer_uri   = aws_lambda_function.chat.invoke_arn
  identity_sources = ["route.request.querystring.token"]
}

resource "aws_apigatewayv2_integration" "chat" {
  for_each = { connect = "$connect", send = "send", fallback = "$default" }

  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = each.key == "fallback" ? "MOCK" : "AWS_PROXY"
  integration_uri  = each.key == "fallback" ? null : aws_lambda_function.chat.invoke_arn
}

resource "aws_apigatewayv2_route" "chat" {
  for_each = { connect = "$connect", send = "send", fallback = "$default" }

  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = each.value
  target             = "integrations/${aws_apigatewayv2_integration.chat[each.key].id}"
  authorization_type = each.key == "connect" ? "CUSTOM" : "NONE"
  authorizer_id      = each.key == "connect" ? aws_apigatewayv2_authorizer.chat.id : null
}

resource "aws_apigatewayv2_deployment" "chat" {
  api_id = aws_apigatewayv2_api.chat.id

  triggers = {
    redeployment = sha1(jsonencode(aws_apigatewayv2_route.chat))
  }
}

resource "aws_apigatewayv2_stage" "live" {
  api_id        = aws_apigatewayv2_api.chat.id
  name          = "live"
  deployment_id = aws_apigatewayv2_deployment.chat.id

  default_route_settings {
    logging_level            = "INFO"
    data_trace_enabled       = true
    detailed_metrics_enabled = true
    throttling_rate_limit    = 10
    throttling_burst_limit   = 20
  }
}
