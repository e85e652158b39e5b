resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

# Only $connect can have authorization: whoever it lets in may send.
resource "aws_apigatewayv2_route" "messages" {
  for_each = toset(["$default", "$disconnect", "send"])

  api_id    = aws_apigatewayv2_api.chat.id
  route_key = each.key
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.chat.id
  name   = "prod"
}
