terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  key = "notarealkey0123456789"
}

resource "aws_api_gateway_api_key" "partner" {
  name  = "partner"
  value = local.key
}
