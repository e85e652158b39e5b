terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "title" {
  input = "shop"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
  body          = jsonencode({ openapi = "3.0.1", info = { title = terraform_data.title.output, version = "1" }, paths = {} })
}
