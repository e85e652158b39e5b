# A custom domain in front of the API.

resource "aws_api_gateway_domain_name" "this" {
  domain_name              = "api.example.com"
  regional_certificate_arn = aws_acm_certificate.this.arn
  security_policy          = "TLS_1_0" # APIGW-201

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://users-poor-truststore/truststore.pem"
  }
}

# APIGW-607: no stage_name, so every stage is public.
resource "aws_api_gateway_base_path_mapping" "this" {
  api_id      = module.api.api_id
  domain_name = aws_api_gateway_domain_name.this.domain_name
}

resource "aws_acm_certificate" "this" {
  domain_name       = "api.example.com"
  validation_method = "DNS"
}
