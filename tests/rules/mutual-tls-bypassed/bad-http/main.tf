terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name                         = "shop"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = false
}

resource "aws_apigatewayv2_api" "stock" {
  name                         = "stock"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = true
}

resource "aws_apigatewayv2_domain_name" "partners" {
  domain_name = "partners.example.com"

  domain_name_configuration {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  mutual_tls_authentication {
    truststore_uri = "s3://shop-truststore/clients.pem"
  }
}

resource "aws_apigatewayv2_api_mapping" "shop" {
  api_id          = aws_apigatewayv2_api.shop.id
  domain_name     = aws_apigatewayv2_domain_name.partners.id
  stage           = "$default"
  api_mapping_key = "shop"
}

resource "aws_apigatewayv2_api_mapping" "stock" {
  api_id          = aws_apigatewayv2_api.stock.id
  domain_name     = aws_apigatewayv2_domain_name.partners.id
  stage           = "$default"
  api_mapping_key = "stock"
}

# An API of another team, known by its id.
resource "aws_apigatewayv2_api_mapping" "elsewhere" {
  api_id          = "a1b2c3d4e5"
  domain_name     = aws_apigatewayv2_domain_name.partners.id
  stage           = "$default"
  api_mapping_key = "elsewhere"
}
