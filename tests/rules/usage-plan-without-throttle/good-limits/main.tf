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

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = "1" }
}

resource "aws_api_gateway_stage" "shop" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}

locals {
  plans = { gold = 100, silver = 10 }
}

resource "aws_api_gateway_usage_plan" "each" {
  for_each = local.plans

  name = each.key

  dynamic "throttle_settings" {
    for_each = [each.value]

    content {
      rate_limit  = throttle_settings.value
      burst_limit = throttle_settings.value * 2
    }
  }
}

resource "aws_api_gateway_usage_plan" "none" {
  count = 0

  name = "none"
}
