resource "aws_route53_record" "this" {
  for_each = local.alias_types

  name    = local.domain.domain_name
  type    = each.key
  zone_id = var.zone.id

  alias {
    evaluate_target_health = var.zone.evaluate_target_health
    name                   = local.alias.name
    zone_id                = local.alias.zone_id
  }
}

locals {
  private_alias = one([for endpoint in values(var.vpc_endpoints) : endpoint.alias if endpoint.alias != null])

  # A PRIVATE domain is reached through a VPC endpoint, whose addresses its name is to be.
  alias = var.endpoint_type == "PRIVATE" ? {
    name    = local.private_alias == null ? null : local.private_alias.name
    zone_id = local.private_alias == null ? null : local.private_alias.zone_id
    } : {
    name    = local.domain.target_domain_name
    zone_id = local.domain.target_zone_id
  }

  # Without IPv6 addresses behind it, an AAAA record would be an answer that leads nowhere.
  alias_types = toset(concat(
    [for zone in var.zone[*] : "A" if zone.alias],
    [for zone in var.zone[*] : "AAAA" if zone.alias && (var.endpoint_type == "PRIVATE" ? (local.private_alias == null ? false : local.private_alias.ipv6) : var.ip_address_type == "dualstack")],
  ))
}
