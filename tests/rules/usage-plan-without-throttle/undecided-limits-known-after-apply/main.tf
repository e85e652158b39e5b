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

resource "aws_api_gateway_usage_plan" "later" {
  name = "later"

  throttle_settings {
    rate_limit  = terraform_data.later.output.number
    burst_limit = 20
  }
}

resource "aws_api_gateway_usage_plan" "dynamic" {
  name = "dynamic"

  dynamic "throttle_settings" {
    for_each = terraform_data.later.output.list

    content {
      rate_limit  = 5
      burst_limit = 5
    }
  }
}
