terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "shop" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "shop" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.shop.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/"
}

resource "aws_api_gateway_client_certificate" "backend" {
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "abcdef"
  stage_name    = "live"

  client_certificate_id = aws_api_gateway_client_certificate.backend.id
}

# Its backends are functions and services of AWS.
resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths = {
      "/" = {
        get = {
          x-amazon-apigateway-integration = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri        = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:shop/invocations"
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_stage" "body" {
  rest_api_id   = aws_api_gateway_rest_api.body.id
  deployment_id = "abcdef"
  stage_name    = "body"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
  target        = "https://backend.example.com"
}

resource "terraform_data" "later" {
  input = "x"
}

resource "aws_api_gateway_domain_name" "partners" {
  domain_name              = "partners.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri     = "s3://example-truststore/partners.pem"
    truststore_version = "3sL4kqtJlcpXroDTDmJ"
  }
}

resource "aws_api_gateway_domain_name" "later" {
  domain_name              = "later.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri     = "s3://example-truststore/partners.pem"
    truststore_version = terraform_data.later.output
  }
}

resource "aws_api_gateway_domain_name" "edge" {
  domain_name     = "edge.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  endpoint_configuration {
    types = ["EDGE"]
  }
}

# Its certificate makes it edge-optimized.
resource "aws_api_gateway_domain_name" "by_certificate" {
  domain_name     = "by-certificate.example.com"
  security_policy = "TLS_1_2"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
}

resource "aws_api_gateway_domain_name" "private" {
  domain_name     = "private.example.com"
  certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_domain_name" "none" {
  count                    = 0
  domain_name              = "none.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
}

resource "aws_api_gateway_base_path_mapping" "each" {
  for_each = {
    partners = aws_api_gateway_domain_name.partners.domain_name
    later    = aws_api_gateway_domain_name.later.domain_name
    edge     = aws_api_gateway_domain_name.edge.domain_name
  }
  api_id      = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  domain_name = each.value
}

resource "aws_api_gateway_base_path_mapping" "private" {
  api_id         = aws_api_gateway_rest_api.shop.id
  stage_name     = aws_api_gateway_stage.live.stage_name
  domain_name    = aws_api_gateway_domain_name.private.domain_name
  domain_name_id = aws_api_gateway_domain_name.private.domain_name_id
}

# The mapping of a domain that is defined elsewhere.
resource "aws_api_gateway_base_path_mapping" "elsewhere" {
  api_id      = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  domain_name = "elsewhere.example.com"
}
