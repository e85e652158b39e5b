terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  pools = {
    none     = { mfa = "OFF", tokens = null, length = 12, mode = null }
    messages = { mfa = "OPTIONAL", tokens = false, length = 14, mode = "AUDIT" }
    short    = { mfa = "ON", tokens = true, length = 11, mode = "ENFORCED" }
    off      = { mfa = "ON", tokens = true, length = 12, mode = "OFF" }
  }
}

resource "aws_cognito_user_pool" "all" {
  for_each = local.pools

  name              = each.key
  mfa_configuration = each.value.mfa

  dynamic "software_token_mfa_configuration" {
    for_each = each.value.tokens == null ? [] : [each.value.tokens]
    content {
      enabled = software_token_mfa_configuration.value
    }
  }

  password_policy {
    minimum_length = each.value.length
  }

  dynamic "user_pool_add_ons" {
    for_each = each.value.mode == null ? [] : [each.value.mode]
    content {
      advanced_security_mode = user_pool_add_ons.value
    }
  }
}

resource "aws_cognito_user_pool" "bare" {
  name              = "bare"
  mfa_configuration = "ON"

  software_token_mfa_configuration {
    enabled = true
  }
}

resource "aws_api_gateway_rest_api" "site" {
  name = "site"
}

resource "aws_api_gateway_authorizer" "all" {
  for_each = aws_cognito_user_pool.all

  rest_api_id   = aws_api_gateway_rest_api.site.id
  name          = each.key
  type          = "COGNITO_USER_POOLS"
  provider_arns = [each.value.arn]
}

resource "aws_api_gateway_authorizer" "bare" {
  rest_api_id   = aws_api_gateway_rest_api.site.id
  name          = "bare"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.bare.arn]
}
