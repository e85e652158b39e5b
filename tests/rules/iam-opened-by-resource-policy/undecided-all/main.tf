terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "later" {
  input = "AWS_IAM"
}

locals {
  all = { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }
}

resource "aws_api_gateway_rest_api" "policy" {
  name   = "policy"
  policy = jsonencode({ Statement = [merge(local.all, { Resource = terraform_data.later.output })] })
}

resource "aws_api_gateway_method" "policy" {
  rest_api_id   = aws_api_gateway_rest_api.policy.id
  resource_id   = aws_api_gateway_rest_api.policy.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_rest_api" "method" {
  name   = "method"
  policy = jsonencode({ Statement = [local.all] })
}

resource "aws_api_gateway_method" "method" {
  rest_api_id   = aws_api_gateway_rest_api.method.id
  resource_id   = aws_api_gateway_rest_api.method.root_resource_id
  http_method   = "GET"
  authorization = terraform_data.later.output
}
