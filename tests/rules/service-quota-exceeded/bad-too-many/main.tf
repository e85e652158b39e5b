resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = { for number in range(301) : "/i${number}" => { get = { responses = {} } } }
  })
}

resource "aws_apigatewayv2_authorizer" "shop" {
  count = 11

  api_id           = aws_apigatewayv2_api.shop.id
  name             = "users-${count.index}"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    audience = ["shop"]
    issuer   = "https://login.example.com"
  }
}

resource "aws_apigatewayv2_api" "scopes" {
  name          = "scopes"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "scopes" {
  api_id               = aws_apigatewayv2_api.scopes.id
  route_key            = "GET /orders"
  authorization_type   = "JWT"
  authorizer_id        = "abc123"
  authorization_scopes = [for number in range(11) : "orders/${number}"]
}

resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths   = { for number in range(151) : "/a${number}/b" => { get = { responses = {} } } }
  })
}
