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

resource "aws_api_gateway_rest_api" "shop" {
  name                     = "shop"
  minimum_compression_size = terraform_data.later.output.number
}

resource "aws_api_gateway_rest_api" "later" {
  name = "later"
  body = terraform_data.later.output.text
}
