terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  partners = toset(["a", "b"])
}

resource "aws_api_gateway_usage_plan" "gold" {
  name = "gold"
}

resource "aws_api_gateway_api_key" "each" {
  for_each = local.partners

  name = each.key
}

resource "aws_api_gateway_usage_plan_key" "each" {
  for_each = aws_api_gateway_api_key.each

  key_id        = each.value.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.gold.id
}
