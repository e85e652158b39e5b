terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "key" {
  type      = string
  default   = "notarealkey0123456789"
  sensitive = true
}

resource "terraform_data" "made" {
  input = "notarealkey0123456789"
}

resource "aws_api_gateway_api_key" "made_up" {
  name = "made-up"
}

resource "aws_api_gateway_api_key" "variable" {
  name  = "variable"
  value = var.key
}

resource "aws_api_gateway_api_key" "resource" {
  name  = "resource"
  value = terraform_data.made.output
}

resource "aws_api_gateway_api_key" "null" {
  name  = "null"
  value = null
}
