terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate_validation" "shop" {
  certificate_arn = aws_acm_certificate.shop.arn
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "shop.example.com"
  regional_certificate_arn = local.validated
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}

locals {
  validated = aws_acm_certificate_validation.shop.certificate_arn
}

resource "aws_acm_certificate" "imported" {
  private_key      = "example"
  certificate_body = file("${path.module}/2048.pem")
}

resource "aws_api_gateway_domain_name" "imported" {
  domain_name              = "imported.example.com"
  regional_certificate_arn = aws_acm_certificate.imported.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  ownership_verification_certificate_arn = aws_acm_certificate.shop.arn

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}

resource "aws_acm_certificate" "each" {
  for_each          = toset(["a.example.com", "b.example.com"])
  domain_name       = each.key
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_domain_name" "each" {
  for_each    = toset(["a.example.com", "b.example.com"])
  domain_name = each.key

  domain_name_configuration {
    certificate_arn = aws_acm_certificate.each[each.key].arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}

# What is created first makes Terraform create its certificate first.
resource "aws_acm_certificate" "implied" {
  domain_name       = "implied.example.com"
  validation_method = "DNS"
}

resource "aws_api_gateway_domain_name" "implied" {
  domain_name              = "implied.example.com"
  regional_certificate_arn = aws_acm_certificate.implied.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate" "none" {
  count             = 0
  domain_name       = "none.example.com"
  validation_method = "DNS"
}
