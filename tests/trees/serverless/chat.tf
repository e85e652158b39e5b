resource "aws_apigatewayv2_api" "chat" {
  name                       = "${local.prefix}-chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_authorizer" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  name             = "chat"
  authorizer_type  = "REQUEST"
  authorizer_uri   = aws_lambda_function.fn["chat_auth"].invoke_arn
  identity_sources = ["route.request.querystring.token"]
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.fn["chat"].invoke_arn
}

resource "aws_apigatewayv2_route" "chat" {
  for_each = toset(["$connect", "$disconnect", "$default", "send"])

  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = each.value
  target             = join("/", ["integrations", aws_apigatewayv2_integration.chat.id])
  authorization_type = each.value == "$connect" ? "CUSTOM" : null
  authorizer_id      = each.value == "$connect" ? aws_apigatewayv2_authorizer.chat.id : null
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id      = aws_apigatewayv2_api.chat.id
  name        = "live"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api["chat"].arn
    format          = jsonencode({ requestId = "$context.requestId", connection = "$context.connectionId", route = "$context.routeKey", status = "$context.status", ip = "$context.identity.sourceIp", time = "$context.requestTime" })
  }

  default_route_settings {
    logging_level          = var.log_level
    data_trace_enabled     = true
    throttling_rate_limit  = 50
    throttling_burst_limit = 100
  }
}

resource "aws_lambda_permission" "chat" {
  for_each = toset(["chat", "chat_auth"])

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.fn[each.value].arn
  principal     = "apigateway.amazonaws.com"
}
