resource "aws_apigatewayv2_api" "orders" {
  name          = "shop-orders"
  protocol_type = "HTTP"
}
