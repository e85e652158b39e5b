terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_cognito_user_pool" "all" {
  for_each = { required = "ON", optional = "OPTIONAL" }

  name              = each.key
  mfa_configuration = each.value

  software_token_mfa_configuration {
    enabled = true
  }

  password_policy {
    minimum_length = 12
  }
}

resource "aws_api_gateway_rest_api" "site" {
  name = "site"
}

resource "aws_api_gateway_authorizer" "both" {
  rest_api_id   = aws_api_gateway_rest_api.site.id
  name          = "both"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.all["required"].arn]
}

resource "aws_api_gateway_authorizer" "token" {
  rest_api_id    = aws_api_gateway_rest_api.site.id
  name           = "token"
  authorizer_uri = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
}
