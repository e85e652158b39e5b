resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "shop" {
  count = 3

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders/${count.index}"
  authorization_type = "AWS_IAM"
}

resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths   = { for number in range(300) : "/i${number}" => { get = { responses = {} }, put = { responses = {} } } }
  })
}
