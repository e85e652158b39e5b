provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# apigw-check: ignore[APIGW-101] reason="public catalogue"
resource "aws_apigatewayv2_route" "a" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /a"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "b" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /b"
  authorization_type = "NONE" /* apigw-check: ignore[route-without-authorization,APIGW-110] reason="public catalogue" */
}

# See the manual of apigw-check: it tells what an ignore is.
resource "aws_apigatewayv2_route" "c" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /c"
  authorization_type = "NONE"
}
