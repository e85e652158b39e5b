resource "aws_acm_certificate" "this" {
  domain_name               = var.domain_name
  key_algorithm             = var.key_algorithm
  subject_alternative_names = length(var.subject_alternative_names) > 0 ? keys(var.subject_alternative_names) : null
  tags                      = var.tags
  validation_method         = "DNS"

  options {
    certificate_transparency_logging_preference = var.transparency_logging ? "ENABLED" : "DISABLED"
  }

  # The domain name uses the old one until there is a new one.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  for_each = local.zone_ids

  name    = local.validation_options[each.key].resource_record_name
  type    = local.validation_options[each.key].resource_record_type
  zone_id = each.value
  # The record of a name is the same for every certificate of an account: another region's may have made it.
  allow_overwrite = true
  records         = [local.validation_options[each.key].resource_record_value]
  ttl             = 300
}

resource "aws_acm_certificate_validation" "this" {
  count = var.wait_for_validation ? 1 : 0

  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = length(local.zone_ids) == length(local.proven_names) ? [for record in aws_route53_record.validation : record.fqdn] : null

  timeouts {
    create = var.validation_timeout
  }
}

locals {
  validation_options = {
    for name in local.proven_names : name => one(distinct([
      for option in aws_acm_certificate.this.domain_validation_options : {
        resource_record_name  = option.resource_record_name
        resource_record_type  = option.resource_record_type
        resource_record_value = option.resource_record_value
      } if trimprefix(option.domain_name, "*.") == name
    ]))
  }
}
