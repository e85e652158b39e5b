provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
}

resource "aws_apigatewayv2_stage" "this" {
  for_each = {
    xml      = "<request id=\"$context.requestId\">$context.status</request>"
    unquoted = "{\"id\": \"$context.requestId\", \"route\": $context.routeKey}"
  }

  api_id = aws_apigatewayv2_api.chat.id
  name   = each.key

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = each.value
  }
}
