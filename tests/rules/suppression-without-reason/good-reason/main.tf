provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# apigw-check: ignore[APIGW-101] owner="web team" since=2026-11-01 reason="a \"public\" catalogue"
resource "aws_apigatewayv2_route" "a" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /a"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "b" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /b"
  authorization_type = "NONE" # apigw-check: ignore[APIGW-101] reason=public
}

# apigw-check: ignore[] reason="no rule"
resource "aws_apigatewayv2_route" "c" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /c"
  authorization_type = "NONE"
}
