terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "users" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "users"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_integration" "backend" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://orders.example.com"
}

resource "aws_apigatewayv2_route" "open" {
  for_each = toset(["GET /orders", "POST /orders"])

  api_id    = aws_apigatewayv2_api.shop.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.backend.id}"
}

# An authorizer that is named, and not used.
resource "aws_apigatewayv2_route" "forgotten" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "DELETE /orders"
  authorization_type = "NONE"
  authorizer_id      = aws_apigatewayv2_authorizer.users.id
  target             = "integrations/${aws_apigatewayv2_integration.backend.id}"
}

# Without a CORS configuration nothing answers preflights before the backend does.
resource "aws_apigatewayv2_route" "options" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "OPTIONS /orders"
  target    = "integrations/${aws_apigatewayv2_integration.backend.id}"
}

resource "aws_apigatewayv2_route" "closed" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "PUT /orders"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.users.id
  target             = "integrations/${aws_apigatewayv2_integration.backend.id}"
}
