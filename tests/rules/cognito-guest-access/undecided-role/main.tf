terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_cognito_identity_pool" "all" {
  for_each = toset(["lost", "managed"])

  identity_pool_name               = each.value
  allow_unauthenticated_identities = true
}

resource "aws_cognito_identity_pool_roles_attachment" "managed" {
  identity_pool_id = aws_cognito_identity_pool.all["managed"].id
  roles            = { unauthenticated = "arn:aws:iam::123456789012:role/guests" }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = "AWS_IAM"
}
