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

# What functions make of a text with holes is another text.
locals {
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = { "/a" = { get = { x-amazon-apigateway-integration = { type = "AWS_PROXY", httpMethod = "POST", uri = aws_lambda_function.orders.invoke_arn } } } }
  })
}

resource "aws_api_gateway_rest_api" "replaced" {
  name = "replaced"
  body = replace(local.body, "/a", "/b")
}

resource "aws_api_gateway_rest_api" "formatted" {
  name = "formatted"
  body = format("%s", local.body)
}

resource "aws_api_gateway_rest_api" "encoded" {
  name = "encoded"
  body = base64decode(base64encode(local.body))
}

resource "aws_api_gateway_rest_api" "joined" {
  name = "joined"
  body = join("", [local.body])
}

resource "aws_api_gateway_rest_api" "either" {
  name = "either"
  body = aws_lambda_function.orders.arn == "x" ? local.body : "{}"
}

resource "aws_api_gateway_deployment" "either" {
  rest_api_id = aws_api_gateway_rest_api.either.id
  triggers    = { body = sha1(local.body) }
}
