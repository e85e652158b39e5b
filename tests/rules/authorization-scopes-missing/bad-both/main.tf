terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "users" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  name          = "users"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_a1b2c3d4e"]
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.users.id
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "empty" {
  api_id               = aws_apigatewayv2_api.site.id
  route_key            = "GET /empty"
  authorization_type   = "JWT"
  authorizer_id        = "abc123"
  authorization_scopes = []
}

resource "aws_apigatewayv2_api" "body" {
  name          = "body"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths = {
      "/orders" = {
        get = {
          security = [{ users = [] }]
        }
        post = {
          security = [{ users = ["orders.write"] }]
        }
      }
    }
    components = {
      securitySchemes = {
        users = {
          type = "oauth2"
          x-amazon-apigateway-authorizer = {
            type             = "jwt"
            jwtConfiguration = { issuer = "https://login.example.com", audience = ["shop"] }
          }
        }
      }
    }
  })
}
