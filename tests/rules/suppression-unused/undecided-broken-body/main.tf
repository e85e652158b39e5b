provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# apigw-check: ignore[APIGW-301] reason="what the body declares"
resource "aws_apigatewayv2_api" "described" {
  name          = "described"
  protocol_type = "HTTP"
  body          = jsonencode(["no description"])
}

# apigw-check: ignore[APIGW-101] reason="public catalogue"
resource "aws_apigatewayv2_route" "a" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /a"
  authorization_type = "NONE"
}
