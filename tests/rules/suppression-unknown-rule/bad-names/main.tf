provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# apigw-check: ignore[APIGW-1011] reason="one digit too many"
resource "aws_apigatewayv2_route" "a" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /a"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "b" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /b"
  authorization_type = "NONE" # apigw-check: ignore[route-without-authorisation, APIGW-101] reason="a slip"
}

// apigw-check: ignore reason="no brackets"
resource "aws_apigatewayv2_route" "c" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /c"
  authorization_type = "NONE"
}

/* apigw-check: ignore[] reason="empty" */
resource "aws_apigatewayv2_route" "d" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /d"
  authorization_type = "NONE"
}

# apigw-check: disable=APIGW-101
resource "aws_apigatewayv2_route" "e" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /e"
  authorization_type = "NONE"
}
