terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "type" {
  input = "REGIONAL"
}

resource "aws_api_gateway_rest_api" "later" {
  name = "later"

  endpoint_configuration {
    types = [terraform_data.type.output]
  }
}
