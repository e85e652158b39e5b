terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_usage_plan" "none" {
  name = "none"

  throttle_settings {
    rate_limit  = 10
    burst_limit = 20
  }
}
