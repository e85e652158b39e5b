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

# What is in the holes decides which routes there are, or may be anything: nothing of it is judged.
resource "aws_api_gateway_rest_api" "paths" {
  name = "paths"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "paths", version = "1" }
    paths   = { (aws_lambda_function.orders.id) = { get = {} } }
  })
}

resource "aws_api_gateway_rest_api" "template_key" {
  name = "template-key"
  body = templatefile("${path.module}/key.yaml.tftpl", { name = aws_lambda_function.orders.id })
}

resource "aws_api_gateway_rest_api" "list" {
  name = "list"
  body = templatefile("${path.module}/list.yaml.tftpl", { names = terraform_data.names.output })
}

resource "terraform_data" "names" {
  input = ["a", "b"]
}

# The text of a resource that is not AWS's may hold quotes and whole routes.
resource "aws_api_gateway_rest_api" "anything" {
  name = "anything"
  body = templatefile("${path.module}/anything.json.tftpl", { text = terraform_data.text.output })
}

resource "terraform_data" "text" {
  input = "a"
}

# JSON in a JSON string is safe, in the plain quotes of YAML it is not.
resource "aws_api_gateway_rest_api" "quotes" {
  name = "quotes"
  body = templatefile("${path.module}/quotes.yaml.tftpl", { text = jsonencode({ text = terraform_data.text.output }) })
}
