locals {
  certificate = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "live"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id      = aws_apigatewayv2_api.http.id
  name        = "$default"
  auto_deploy = true
}

# A domain of the first kind, mapped by both kinds of mappings.
resource "aws_api_gateway_domain_name" "api" {
  domain_name              = "api.example.com"
  regional_certificate_arn = local.certificate
  security_policy          = "TLS_1_0"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://truststore/ca.pem"
  }
}

resource "aws_api_gateway_base_path_mapping" "every_stage" {
  api_id      = aws_api_gateway_rest_api.shop.id
  domain_name = aws_api_gateway_domain_name.api.domain_name
}

resource "aws_api_gateway_base_path_mapping" "live" {
  api_id      = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  domain_name = aws_api_gateway_domain_name.api.domain_name
  base_path   = "v1"
}

resource "aws_apigatewayv2_api_mapping" "nested" {
  api_id          = aws_api_gateway_rest_api.shop.id
  stage           = aws_api_gateway_stage.live.stage_name
  domain_name     = aws_api_gateway_domain_name.api.id
  api_mapping_key = "v1/nested"
}

resource "aws_apigatewayv2_api_mapping" "http" {
  api_id          = aws_apigatewayv2_api.http.id
  stage           = aws_apigatewayv2_stage.http.id
  domain_name     = aws_api_gateway_domain_name.api.domain_name
  api_mapping_key = "http"
}

# A domain of the second kind, behind for_each.
resource "aws_apigatewayv2_domain_name" "this" {
  for_each    = toset(["one.example.com", "two.example.com"])
  domain_name = each.key

  domain_name_configuration {
    certificate_arn = local.certificate
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "each" {
  for_each = aws_apigatewayv2_domain_name.this

  api_id      = aws_apigatewayv2_api.http.id
  domain_name = each.value.id
  stage       = aws_apigatewayv2_stage.http.name
}

# Elsewhere: the domain, and the API.
resource "aws_apigatewayv2_api_mapping" "other_domain" {
  api_id      = aws_apigatewayv2_api.http.id
  domain_name = "other.example.com"
  stage       = aws_apigatewayv2_stage.http.name
}

resource "aws_api_gateway_base_path_mapping" "other_api" {
  api_id      = "abc123def4"
  stage_name  = "live"
  domain_name = aws_api_gateway_domain_name.api.domain_name
  base_path   = "other"
}

resource "aws_apigatewayv2_domain_name" "unused" {
  domain_name = "unused.example.com"

  domain_name_configuration {
    certificate_arn = local.certificate
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}
