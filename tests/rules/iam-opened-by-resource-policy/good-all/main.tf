terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  all = { Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }
  policies = {
    condition = [merge(local.all, { Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } })]
    deny = [local.all, merge(local.all, {
      Effect    = "Deny"
      Condition = { NotIpAddress = { "aws:SourceIp" = ["203.0.113.0/24"] } }
    })]
    named  = [merge(local.all, { Principal = { AWS = "arn:aws:iam::123456789012:role/orders" } })]
    others = [merge(local.all, { Resource = ["execute-api:/*/GET/public", "execute-api:/*/POST/"] })]
  }
}

resource "aws_api_gateway_rest_api" "all" {
  for_each = local.policies

  name   = each.key
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_api_gateway_method" "signed" {
  for_each = aws_api_gateway_rest_api.all

  rest_api_id   = each.value.id
  resource_id   = each.value.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_rest_api" "unsigned" {
  name   = "unsigned"
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.all] })
}

resource "aws_api_gateway_method" "unsigned" {
  rest_api_id   = aws_api_gateway_rest_api.unsigned.id
  resource_id   = aws_api_gateway_rest_api.unsigned.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}
