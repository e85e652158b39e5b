terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_api_key" "partner" {
  name  = "partner"
  value = "notarealkey0123456789"
}

resource "aws_api_gateway_api_key" "several" {
  for_each = toset(["a", "b"])

  name  = each.key
  value = "notarealkey9876543210"
}
