resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "shop" {
  count = 301

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders/${count.index}"
  authorization_type = "AWS_IAM"
}
