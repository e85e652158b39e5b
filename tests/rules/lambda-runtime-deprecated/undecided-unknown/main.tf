terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

variable "function_arn" {
  default = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
}

resource "terraform_data" "name" {
  input = "reports"
}

data "aws_lambda_function" "reports" {
  function_name = terraform_data.name.output
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = var.function_arn
}

resource "aws_apigatewayv2_integration" "reports" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = data.aws_lambda_function.reports.invoke_arn
}
