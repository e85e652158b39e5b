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
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "shop", version = "1" }
    paths   = {}
    securityDefinitions = {
      tokens = {
        type                         = "apiKey"
        name                         = "Authorization"
        in                           = "header"
        x-amazon-apigateway-authtype = "custom"
        x-amazon-apigateway-authorizer = {
          type          = "token"
          authorizerUri = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:tokens/invocations"
        }
      }
    }
  })
}

resource "aws_lambda_function" "tokens" {
  function_name = "tokens"
  role          = "arn:aws:iam::123456789012:role/tokens"
  runtime       = "python3.13"
  handler       = "tokens.handler"
  filename      = "tokens.zip"
}
