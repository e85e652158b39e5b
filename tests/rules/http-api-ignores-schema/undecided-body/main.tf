terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "later" {
  input = { number = 5, text = "a", list = ["a"] }
}

resource "aws_apigatewayv2_api" "later" {
  name          = "later"
  protocol_type = "HTTP"
  body          = terraform_data.later.output.text
}
