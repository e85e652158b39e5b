terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "api_id" {
  type    = string
  default = "abcde12345"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = var.api_id
  stage_name  = "prod"
  method_path = "*/*"

  settings {
    logging_level          = "ERROR"
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
