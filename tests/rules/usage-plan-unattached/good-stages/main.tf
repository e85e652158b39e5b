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

resource "aws_api_gateway_usage_plan" "direct" {
  name = "direct"

  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.shop.stage_name
  }
}

resource "aws_api_gateway_usage_plan" "by-name" {
  name = "by-name"

  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = "prod"
  }
}

resource "aws_api_gateway_usage_plan" "elsewhere" {
  name = "elsewhere"

  api_stages {
    api_id = "abc123"
    stage  = "prod"
  }
}

variable "api_id" {
  type    = string
  default = "abc123"
}

resource "aws_api_gateway_usage_plan" "dynamic" {
  name = "dynamic"

  dynamic "api_stages" {
    for_each = toset(["prod"])

    content {
      api_id = var.api_id
      stage  = api_stages.value
    }
  }
}
