# One REST API for all services of an environment.

resource "aws_api_gateway_rest_api" "this" {
  name        = "${var.project}-${var.env}"
  description = "Managed by Terraform"

  disable_execute_api_endpoint = var.custom_domain != null

  endpoint_configuration {
    types = [var.endpoint_type]
  }
}

resource "aws_api_gateway_gateway_response" "errors" {
  for_each = toset(["DEFAULT_4XX", "DEFAULT_5XX"])

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.key

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'${var.cors_origin}'"
  }

  response_templates = {
    "application/json" = "{\"message\": $context.error.messageString}"
  }
}

resource "aws_api_gateway_request_validator" "all" {
  name                        = "all"
  rest_api_id                 = aws_api_gateway_rest_api.this.id
  validate_request_body       = true
  validate_request_parameters = true
}

resource "aws_api_gateway_domain_name" "this" {
  count = var.custom_domain == null ? 0 : 1

  domain_name              = var.custom_domain.name
  regional_certificate_arn = var.custom_domain.certificate_arn
  security_policy          = var.custom_domain.security_policy

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
