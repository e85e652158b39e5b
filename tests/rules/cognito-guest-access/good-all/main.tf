terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_cognito_identity_pool" "all" {
  for_each = { closed = false, metrics = true, none = true }

  identity_pool_name               = each.key
  allow_unauthenticated_identities = each.value
}

resource "aws_iam_role" "metrics" {
  name               = "metrics"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_role_policy" "metrics" {
  role = aws_iam_role.metrics.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "rum:PutRumEvents", Resource = "*" }]
  })
}

resource "aws_cognito_identity_pool_roles_attachment" "metrics" {
  identity_pool_id = aws_cognito_identity_pool.all["metrics"].id
  roles            = { unauthenticated = aws_iam_role.metrics.arn }
}

resource "aws_cognito_identity_pool_roles_attachment" "none" {
  identity_pool_id = aws_cognito_identity_pool.all["none"].id
  roles            = { authenticated = "arn:aws:iam::123456789012:role/users" }
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
