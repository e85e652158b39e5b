# Nobody else can answer for the name before the zone above it delegates it to this one.
resource "aws_route53_zone" "this" {
  name    = var.domain_name
  comment = "The APIs of ${var.name}"
}

# The certificate is issued only for a name that is delegated, and a domain takes no other certificate.
module "domain" {
  source = "../../modules/custom-domain"
  count  = var.delegated ? 1 : 0

  domain_name = var.domain_name
  zone        = { id = aws_route53_zone.this.zone_id }

  mappings = {
    orders  = { api_id = module.orders.api_id, api_type = "REST", path = "orders", stage = module.orders.stage_names["prod"] }
    reports = { api_id = module.reports.api_id, api_type = "HTTP", path = "reports/v2", stage = module.reports.stage_names["$default"] }
  }
}
