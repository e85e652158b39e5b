# One domain in two shapes: REGIONAL ones are in both versions of the service's interface, EDGE and PRIVATE ones in the
# first alone. Paths of several levels, HTTP and WebSocket APIs are a matter of the mapping, which is of the second version
# for every REGIONAL domain.

resource "aws_apigatewayv2_domain_name" "this" {
  count = local.new && !local.first_version ? 1 : 0

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
  count = local.new && local.first_version ? 1 : 0

  domain_name                            = var.domain_name
  certificate_arn                        = var.endpoint_type == "REGIONAL" ? null : local.certificate_arn
  ownership_verification_certificate_arn = var.mutual_tls == null ? null : var.mutual_tls.ownership_verification_certificate_arn
  policy                                 = local.policy
  regional_certificate_arn               = var.endpoint_type == "REGIONAL" ? local.certificate_arn : null
  security_policy                        = "TLS_1_2"
  tags                                   = var.tags

  endpoint_configuration {
    ip_address_type = var.ip_address_type
    types           = [var.endpoint_type]
  }

  dynamic "mutual_tls_authentication" {
    for_each = var.mutual_tls[*]

    content {
      truststore_uri     = mutual_tls_authentication.value.truststore_uri
      truststore_version = mutual_tls_authentication.value.truststore_version
    }
  }

  lifecycle {
    precondition {
      condition     = var.endpoint_type != "EDGE" || split(":", local.certificate_arn)[3] == "us-east-1"
      error_message = "certificate: an EDGE domain needs a certificate of us-east-1. Request it with the module custom-domain/certificate and a provider of that region, and hand it over as certificate."
    }
  }
}

locals {
  first_version = var.endpoint_type != "REGIONAL" || var.regional_resource == "aws_api_gateway_domain_name"
  new           = var.existing_domain == null

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
    !local.first_version ?
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
      target_domain_name = one(var.endpoint_type == "REGIONAL" ? aws_api_gateway_domain_name.this[*].regional_domain_name : aws_api_gateway_domain_name.this[*].cloudfront_domain_name)
      target_zone_id     = one(var.endpoint_type == "REGIONAL" ? aws_api_gateway_domain_name.this[*].regional_zone_id : aws_api_gateway_domain_name.this[*].cloudfront_zone_id)
    }
  )
}
