# One domain in two shapes: the second version of the service's interface knows REGIONAL domains, with paths of several
# levels and all three kinds of APIs; EDGE and PRIVATE ones are in the first version alone.

resource "aws_apigatewayv2_domain_name" "this" {
  count = local.new && var.endpoint_type == "REGIONAL" ? 1 : 0

  domain_name = var.domain_name
  tags        = var.tags

  domain_name_configuration {
    certificate_arn                        = local.certificate_arn
    endpoint_type                          = "REGIONAL"
    ip_address_type                        = var.ip_address_type
    ownership_verification_certificate_arn = var.mutual_tls == null ? null : var.mutual_tls.ownership_verification_certificate_arn
    security_policy                        = "TLS_1_2"
  }

  dynamic "mutual_tls_authentication" {
    for_each = var.mutual_tls[*]

    content {
      truststore_uri     = mutual_tls_authentication.value.truststore_uri
      truststore_version = mutual_tls_authentication.value.truststore_version
    }
  }
}

resource "aws_api_gateway_domain_name" "this" {
  count = local.new && var.endpoint_type != "REGIONAL" ? 1 : 0

  domain_name     = var.domain_name
  certificate_arn = local.certificate_arn
  policy          = local.policy
  security_policy = "TLS_1_2"
  tags            = var.tags

  endpoint_configuration {
    ip_address_type = var.ip_address_type
    types           = [var.endpoint_type]
  }

  lifecycle {
    precondition {
      condition     = var.endpoint_type != "EDGE" || split(":", local.certificate_arn)[3] == "us-east-1"
      error_message = "certificate: an EDGE domain needs a certificate of us-east-1. Request it with the module custom-domain/certificate and a provider of that region, and hand it over as certificate."
    }
  }
}

locals {
  new = var.existing_domain == null

  # What the rest of the module and its callers need to know of the domain, in whichever shape it is.
  domain = (
    !local.new ?
    {
      arn                = null
      domain_name        = var.domain_name
      domain_name_id     = var.existing_domain.domain_name_id
      target_domain_name = var.existing_domain.target_domain_name
      target_zone_id     = var.existing_domain.target_zone_id
    } :
    var.endpoint_type == "REGIONAL" ?
    {
      arn                = one(aws_apigatewayv2_domain_name.this[*].arn)
      domain_name        = one(aws_apigatewayv2_domain_name.this[*].domain_name)
      domain_name_id     = null
      target_domain_name = one(aws_apigatewayv2_domain_name.this[*].domain_name_configuration[0].target_domain_name)
      target_zone_id     = one(aws_apigatewayv2_domain_name.this[*].domain_name_configuration[0].hosted_zone_id)
    } :
    {
      arn                = one(aws_api_gateway_domain_name.this[*].arn)
      domain_name        = one(aws_api_gateway_domain_name.this[*].domain_name)
      domain_name_id     = var.endpoint_type == "PRIVATE" ? one(aws_api_gateway_domain_name.this[*].domain_name_id) : null
      target_domain_name = one(aws_api_gateway_domain_name.this[*].cloudfront_domain_name)
      target_zone_id     = one(aws_api_gateway_domain_name.this[*].cloudfront_zone_id)
    }
  )
}
