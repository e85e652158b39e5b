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

resource "aws_lambda_function" "check" {
  function_name = "check"
  role          = "arn:aws:iam::123456789012:role/check"
  runtime       = "python3.13"
  handler       = "check.handler"
  filename      = "check.zip"
}

# The body is a template: two of its values are known only after apply.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = templatefile("${path.module}/shop.yaml.tftpl", {
    orders = aws_lambda_function.orders.invoke_arn
    check  = aws_lambda_function.check.invoke_arn
  })
}
