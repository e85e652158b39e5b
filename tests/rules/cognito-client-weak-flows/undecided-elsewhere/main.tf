terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "flow" {
  input = "ALLOW_USER_SRP_AUTH"
}

resource "aws_api_gateway_rest_api" "site" {
  name = "site"
}

resource "aws_api_gateway_authorizer" "elsewhere" {
  rest_api_id   = aws_api_gateway_rest_api.site.id
  name          = "elsewhere"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_a1b2c3d4e"]
}

resource "aws_cognito_user_pool" "users" {
  for_each = toset(["known", "bare"])

  name = each.value
}

resource "aws_cognito_user_pool_client" "shop" {
  user_pool_id                  = aws_cognito_user_pool.users["known"].id
  name                          = "shop"
  explicit_auth_flows           = [terraform_data.flow.output]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_api_gateway_authorizer" "here" {
  for_each = toset(["known", "bare"])

  rest_api_id   = aws_api_gateway_rest_api.site.id
  name          = each.value
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.users[each.key].arn]
}
