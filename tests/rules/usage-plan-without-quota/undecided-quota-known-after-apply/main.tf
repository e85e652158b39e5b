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

  quota_settings {
    limit  = terraform_data.later.output.number
    period = "DAY"
  }
}
