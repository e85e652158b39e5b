terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  function = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "both" {
  for_each = { default = null, minute = 60, off = 0 }

  rest_api_id                      = aws_api_gateway_rest_api.shop.id
  name                             = each.key
  authorizer_uri                   = local.function
  authorizer_result_ttl_in_seconds = each.value
}

resource "aws_api_gateway_method" "shop" {
  for_each = { GET = "default", PUT = "default", ANY = "minute", POST = "off", PATCH = "off" }

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = each.key
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.both[each.value].id
}
