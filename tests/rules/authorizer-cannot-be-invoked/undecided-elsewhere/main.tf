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

variable "authorizer_uri" {
  default = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:elsewhere/invocations"
}

resource "terraform_data" "text" {
  input = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/*"
}

resource "aws_lambda_function" "tokens" {
  function_name = "tokens"
  role          = "arn:aws:iam::123456789012:role/tokens"
  runtime       = "python3.13"
  handler       = "tokens.handler"
  filename      = "tokens.zip"
}

resource "aws_api_gateway_authorizer" "elsewhere" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "elsewhere"
  authorizer_uri = var.authorizer_uri
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "tokens"
  authorizer_uri = aws_lambda_function.tokens.invoke_arn
}

resource "aws_lambda_permission" "tokens" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.tokens.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = terraform_data.text.output
}
