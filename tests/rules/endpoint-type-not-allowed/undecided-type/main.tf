terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "types" {
  input = ["REGIONAL"]
}

resource "aws_api_gateway_rest_api" "later" {
  name = "later"

  dynamic "endpoint_configuration" {
    for_each = terraform_data.types.output

    content {
      types = [endpoint_configuration.value]
    }
  }
}
