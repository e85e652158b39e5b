resource "aws_apigatewayv2_api" "orders" {
  name          = "api"
  protocol_type = "HTTP"
}
