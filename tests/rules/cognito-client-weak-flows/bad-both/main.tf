terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_cognito_user_pool" "users" {
  name = "users"
}

resource "aws_cognito_user_pool_client" "password" {
  user_pool_id                  = aws_cognito_user_pool.users.id
  name                          = "password"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_cognito_user_pool_client" "legacy" {
  user_pool_id        = aws_cognito_user_pool.users.id
  name                = "legacy"
  explicit_auth_flows = ["ALLOW_USER_SRP_AUTH"]
}

resource "aws_cognito_user_pool_client" "forever" {
  user_pool_id                  = aws_cognito_user_pool.users.id
  name                          = "forever"
  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = false
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "password" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "password"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.users.endpoint}"
    audience = [aws_cognito_user_pool_client.password.id]
  }
}

resource "aws_apigatewayv2_authorizer" "legacy" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "legacy"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.users.endpoint}"
    audience = [aws_cognito_user_pool_client.legacy.id]
  }
}

resource "aws_apigatewayv2_authorizer" "forever" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "forever"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.users.endpoint}"
    audience = [aws_cognito_user_pool_client.forever.id]
  }
}

resource "aws_api_gateway_rest_api" "site" {
  name = "site"
}

resource "aws_api_gateway_authorizer" "site" {
  rest_api_id   = aws_api_gateway_rest_api.site.id
  name          = "site"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.users.arn]
}

# Several faults, in two clients: each is named.
resource "aws_cognito_user_pool_client" "desktop" {
  user_pool_id            = aws_cognito_user_pool.users.id
  name                    = "desktop"
  explicit_auth_flows     = ["ALLOW_USER_PASSWORD_AUTH"]
  enable_token_revocation = false
}

resource "aws_apigatewayv2_authorizer" "several" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "several"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.users.endpoint}"
    audience = [aws_cognito_user_pool_client.desktop.id, aws_cognito_user_pool_client.forever.id]
  }
}
