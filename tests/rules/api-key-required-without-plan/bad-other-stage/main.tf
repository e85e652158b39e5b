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

resource "aws_api_gateway_method" "root" {
  rest_api_id      = aws_api_gateway_rest_api.shop.id
  resource_id      = aws_api_gateway_rest_api.shop.root_resource_id
  http_method      = "GET"
  authorization    = "AWS_IAM"
  api_key_required = true
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.root.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "GET"
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

resource "aws_api_gateway_method" "stock" {
  rest_api_id      = aws_api_gateway_rest_api.stock.id
  resource_id      = aws_api_gateway_rest_api.stock.root_resource_id
  http_method      = "GET"
  authorization    = "AWS_IAM"
  api_key_required = true
}

resource "aws_api_gateway_integration" "stock" {
  rest_api_id             = aws_api_gateway_rest_api.stock.id
  resource_id             = aws_api_gateway_rest_api.stock.root_resource_id
  http_method             = aws_api_gateway_method.stock.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "GET"
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

resource "aws_api_gateway_usage_plan" "shop" {
  name = "shop"

  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.shop.stage_name
  }
}
