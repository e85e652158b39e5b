# Computed values that the provider itself checks when another resource takes them, or that the module looks into.

mock_resource "aws_acm_certificate" {
  defaults = {
    arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
    domain_validation_options = [
      {
        domain_name           = "api.example.com"
        resource_record_name  = "_0.api.example.com."
        resource_record_type  = "CNAME"
        resource_record_value = "_1.acm-validations.aws."
      },
    ]
  }
}

mock_resource "aws_acm_certificate_validation" {
  defaults = {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
  }
}

mock_resource "aws_api_gateway_domain_name" {
  defaults = {
    arn                    = "arn:aws:apigateway:eu-central-1::/domainnames/api.example.com+a1b2c3d4e5"
    cloudfront_domain_name = "d111111abcdef8.cloudfront.net"
    cloudfront_zone_id     = "Z2FDTNDATAQYW2"
    domain_name_id         = "a1b2c3d4e5"
    regional_domain_name   = "d-abc.execute-api.eu-central-1.amazonaws.com"
    regional_zone_id       = "Z1U9ULNL0V5AJ3"
  }
}

mock_resource "aws_apigatewayv2_domain_name" {
  defaults = {
    arn = "arn:aws:apigateway:eu-central-1::/domainnames/api.example.com"
  }
}
