provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# apigw-check: ignore[APIGW-101]
resource "aws_apigatewayv2_route" "a" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /a"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "b" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /b"
  authorization_type = "NONE" # apigw-check: ignore[APIGW-101] owner=web reason=""
}

resource "aws_apigatewayv2_route" "c" { // apigw-check: ignore[APIGW-101] reason=public catalogue
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /c"
  authorization_type = "NONE"
}
