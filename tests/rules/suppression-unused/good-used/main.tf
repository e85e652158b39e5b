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

resource "aws_apigatewayv2_route" "b" { # apigw-check: ignore[APIGW-101] reason="public catalogue"
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /b"
  authorization_type = "NONE"
}

/* apigw-check: ignore[APIGW-101]
   */
resource "aws_apigatewayv2_route" "c" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /c"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-101] until=2020-01-31 reason="public catalogue"
resource "aws_apigatewayv2_route" "d" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /d"
  authorization_type = "AWS_IAM"
}

# apigw-check: ignore[APIGW-9999] reason="public catalogue"
resource "aws_apigatewayv2_route" "e" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /e"
  authorization_type = "AWS_IAM"
}
