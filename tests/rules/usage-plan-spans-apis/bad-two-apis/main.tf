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

resource "aws_api_gateway_rest_api" "stock" {
  name = "stock"
}

resource "aws_api_gateway_deployment" "stock" {
  rest_api_id = aws_api_gateway_rest_api.stock.id
  triggers    = { redeployment = "1" }
}

resource "aws_api_gateway_stage" "stock" {
  rest_api_id   = aws_api_gateway_rest_api.stock.id
  deployment_id = aws_api_gateway_deployment.stock.id
  stage_name    = "live"
}

resource "aws_api_gateway_usage_plan" "both" {
  name = "both"

  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.shop.stage_name
  }

  api_stages {
    api_id = aws_api_gateway_rest_api.stock.id
    stage  = aws_api_gateway_stage.stock.stage_name
  }
}
