terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id             = aws_apigatewayv2_api.site.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://orders.example.com/orders"
}

locals {
  authorization = { "POST /orders" = "AWS_IAM", "ANY /orders" = "NONE" }
}

resource "aws_apigatewayv2_route" "orders" {
  for_each = local.authorization

  api_id             = aws_apigatewayv2_api.site.id
  route_key          = each.key
  authorization_type = each.value
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

resource "aws_apigatewayv2_api" "other" {
  name          = "other"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "other", version = "1" }
    paths = {
      "/orders" = {
        post = {
          x-amazon-apigateway-integration = {
            type                 = "HTTP_PROXY"
            httpMethod           = "POST"
            payloadFormatVersion = "1.0"
            uri                  = "HTTPS://Orders.example.com/orders/"
          }
        }
      }
    }
  })
}
