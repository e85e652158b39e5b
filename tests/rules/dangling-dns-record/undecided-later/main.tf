terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "later" {
  input = "x"
}

resource "aws_api_gateway_rest_api" "internal" {
  name = "internal"
}

resource "aws_vpc_endpoint" "arn" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "${aws_api_gateway_rest_api.internal.execution_arn}/*"
      },
    ]
  })
}

resource "aws_vpc_endpoint" "service" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = terraform_data.later.output
  vpc_endpoint_type = "Interface"
}

resource "aws_route53_record" "shop" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "shop.example.com"
  type    = "A"

  alias {
    name                   = "d-zyxwvutsrq.execute-api.eu-central-1.amazonaws.com"
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}

resource "aws_api_gateway_domain_name" "active" {
  domain_name              = "active.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_route53_record" "other_region" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "active.example.com"
  type    = "A"

  set_identifier = "us-east-1"

  latency_routing_policy {
    region = "us-east-1"
  }

  alias {
    name                   = "d-zyxwvutsrq.execute-api.us-east-1.amazonaws.com"
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}
