terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_usage_plan" "daily" {
  name = "daily"

  quota_settings {
    limit  = 1000
    period = "DAY"
  }
}
