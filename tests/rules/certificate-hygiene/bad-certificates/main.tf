terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_acm_certificate" "old" {
  private_key      = "example"
  certificate_body = file("${path.module}/1024.pem")
}

resource "aws_api_gateway_domain_name" "old" {
  domain_name              = "old.example.com"
  regional_certificate_arn = aws_acm_certificate.old.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}

resource "aws_acm_certificate" "plain" {
  domain_name       = "plain.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "plain" {
  certificate_arn = aws_acm_certificate.plain.arn
}

resource "aws_api_gateway_domain_name" "plain" {
  domain_name              = "plain.example.com"
  regional_certificate_arn = aws_acm_certificate_validation.plain.certificate_arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_acm_certificate" "dark" {
  domain_name       = "dark.example.com"
  validation_method = "DNS"

  options {
    certificate_transparency_logging_preference = "DISABLED"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_domain_name" "dark" {
  domain_name              = "dark.example.com"
  regional_certificate_arn = aws_acm_certificate.dark.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_acm_certificate" "internal" {
  domain_name               = "internal.example.com"
  certificate_authority_arn = "arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/11111111-2222-3333-4444-555555555555"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_domain_name" "internal" {
  domain_name = "internal.example.com"

  domain_name_configuration {
    certificate_arn = aws_acm_certificate.internal.arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}
