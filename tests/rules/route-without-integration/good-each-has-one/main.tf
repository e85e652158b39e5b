resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

locals {
  verbs = toset(["GET", "PUT"])
}

resource "aws_api_gateway_method" "this" {
  for_each = local.verbs

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = each.key
  authorization = "AWS_IAM"
}

module "backend" {
  for_each = aws_api_gateway_method.this
  source   = "./backend"

  method = each.value
}

resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://shop.example.com"]
  }
}

resource "aws_apigatewayv2_integration" "events" {
  api_id             = aws_apigatewayv2_api.events.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://events.example.com"
}

resource "aws_apigatewayv2_route" "events" {
  api_id             = aws_apigatewayv2_api.events.id
  route_key          = "GET /events"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.events.id}"
}

resource "aws_apigatewayv2_route" "elsewhere" {
  api_id             = aws_apigatewayv2_api.events.id
  route_key          = "GET /elsewhere"
  authorization_type = "AWS_IAM"
  target             = "integrations/abc123"
}

resource "aws_apigatewayv2_route" "preflight" {
  api_id    = aws_apigatewayv2_api.events.id
  route_key = "OPTIONS /{proxy+}"
}

resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "chat" {
  for_each = toset(["$connect", "$disconnect"])

  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = each.key
  authorization_type = each.key == "$connect" ? "AWS_IAM" : null
}

resource "aws_apigatewayv2_api" "quick" {
  name          = "quick"
  protocol_type = "HTTP"
  target        = "https://shop.example.com"
}
