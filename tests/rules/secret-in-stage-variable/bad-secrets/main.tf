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

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { all = "1" }
}

variable "password" {
  default   = "correct-horse"
  sensitive = true
}

resource "aws_api_gateway_stage" "named" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "named"

  variables = {
    db_password = "hunter2hunter"
  }
}

resource "aws_api_gateway_stage" "key" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "key"

  variables = {
    backend = "AKIAIOSFODNN7EXAMPLE"
  }
}

resource "aws_api_gateway_stage" "sensitive" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "sensitive"

  variables = {
    dbPassword = var.password
  }
}

resource "aws_api_gateway_stage" "url" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "url"

  variables = {
    backend = "https://shop:s3cr3t@backend.example.com"
  }
}

resource "aws_api_gateway_stage" "canary" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "canary"

  canary_settings {
    deployment_id            = aws_api_gateway_deployment.shop.id
    percent_traffic          = 10
    stage_variable_overrides = { api_key = "k9Xw2mQ7vLp4" }
  }
}

resource "aws_apigatewayv2_stage" "token" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "token"

  stage_variables = {
    partner_token = "f3a9c07be1d24486"
  }
}

resource "aws_apigatewayv2_stage" "random" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "random"

  stage_variables = {
    upstream = "Zk3vQ9xT2mLw8RbY5sHd7NfJ4pGcA6uE"
  }
}
