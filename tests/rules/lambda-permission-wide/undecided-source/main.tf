terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "orders.handler"
  filename      = "orders.zip"
}

resource "terraform_data" "arn" {
  input = "arn:aws:execute-api:eu-central-1:123456789012:*"
}

resource "terraform_data" "principal" {
  input = "events.amazonaws.com"
}

resource "aws_lambda_permission" "source" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = terraform_data.arn.output
}

resource "aws_lambda_permission" "principal" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = terraform_data.principal.output
}
