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

resource "terraform_data" "value" {
  input = "x"
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"

  variables = {
    api_token = terraform_data.value.output
    function = terraform_data.value.output
  }
}

resource "aws_apigatewayv2_stage" "all" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "all"

  stage_variables = { for key in [terraform_data.value.output] : key => "orders" }
}
