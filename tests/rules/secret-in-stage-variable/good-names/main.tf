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

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"

  variables = {
    function = "orders-prod"
    url = "https://backend.example.com/orders"
    secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf"
    db_password = "/shop/prod/db-password"
    secret = "orders-database"
    token_ttl = "3600"
    use_token = "true"
    table_token = "none"
    commit = "9fceb02d0ae598e95dc970b74767f19372d61af8"
    code_hash = "Zk3vQ9xT2mLw8RbY5sHd7NfJ4pGcA6uEa1B2="
    trace_id = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
    pool = "eu-central-1_AbCdEfGhI"
    client_id = "4pq2r7s1t9u8v3w6x5y0z1a2b3"
  }
}

resource "aws_api_gateway_stage" "none" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "none"
}

resource "aws_apigatewayv2_stage" "test" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "test"

  stage_variables = {
    secret_name = "shop/backend"
  }
}
