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

resource "aws_api_gateway_usage_plan" "none" {
  name = "none"

  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.shop.stage_name
  }
}

resource "aws_api_gateway_usage_plan" "rate" {
  name = "rate"

  throttle_settings {
    rate_limit = 10
  }
}

resource "aws_api_gateway_usage_plan" "zero" {
  name = "zero"

  throttle_settings {
    rate_limit  = 0
    burst_limit = 5
  }
}

resource "aws_api_gateway_usage_plan" "method" {
  name = "method"

  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.shop.stage_name

    throttle {
      path        = "/orders/GET"
      rate_limit  = 5
      burst_limit = 5
    }
  }
}
