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

resource "aws_api_gateway_domain_name" "elsewhere" {
  domain_name              = "elsewhere.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}

resource "aws_acm_certificate" "body" {
  private_key      = "example"
  certificate_body = terraform_data.later.output
}

resource "aws_api_gateway_domain_name" "body" {
  domain_name              = "body.example.com"
  regional_certificate_arn = aws_acm_certificate.body.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

data "aws_acm_certificate" "found" {
  domain = terraform_data.later.output
}

resource "aws_api_gateway_domain_name" "found" {
  domain_name              = "found.example.com"
  regional_certificate_arn = data.aws_acm_certificate.found.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}

resource "aws_acm_certificate" "log" {
  domain_name       = "log.example.com"
  validation_method = "DNS"

  options {
    certificate_transparency_logging_preference = terraform_data.later.output
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_domain_name" "log" {
  domain_name              = "log.example.com"
  regional_certificate_arn = aws_acm_certificate.log.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
