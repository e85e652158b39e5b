resource "aws_cognito_user_pool_domain" "this" {
  count = var.domain == null ? 0 : 1

  domain                = var.domain.custom == null ? var.domain.prefix : var.domain.custom.name
  user_pool_id          = aws_cognito_user_pool.this.id
  certificate_arn       = var.domain.custom == null ? null : var.domain.custom.certificate_arn
  managed_login_version = var.domain.managed_login_version
}

resource "aws_route53_record" "this" {
  for_each = local.domain_zones

  name    = aws_cognito_user_pool_domain.this[0].domain
  type    = "A"
  zone_id = each.value

  alias {
    evaluate_target_health = false
    name                   = aws_cognito_user_pool_domain.this[0].cloudfront_distribution
    zone_id                = aws_cognito_user_pool_domain.this[0].cloudfront_distribution_zone_id
  }
}

locals {
  domain_zones = { for zone in flatten([for domain in var.domain[*] : [for custom in domain.custom[*] : custom.zone[*]]]) : "A" => zone.id }

  # The host of the sign-in pages. The region is told by the pool's ARN.
  domain_host = (
    var.domain == null ? null :
    var.domain.custom == null ? "${var.domain.prefix}.auth.${split(":", aws_cognito_user_pool.this.arn)[3]}.amazoncognito.com" :
    var.domain.custom.name
  )
}
