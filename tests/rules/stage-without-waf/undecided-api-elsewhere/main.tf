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

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = var.api_id

  triggers = {
    redeployment = "1"
  }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = var.api_id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}
