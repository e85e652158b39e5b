output "domain_name" {
  description = "Name of the domain, once its records and mappings are in place; null before it is delegated."
  value       = one(module.domain[*].domain_name)
}

output "name_servers" {
  description = "What the zone above has to delegate the name to: its NS record."
  value       = aws_route53_zone.this.name_servers
}

output "orders_api_id" {
  description = "Id of the REST API."
  value       = module.orders.api_id
}

output "reports_api_id" {
  description = "Id of the HTTP API."
  value       = module.reports.api_id
}

output "target_domain_name" {
  description = "Name that the domain's records point to; null before it is delegated."
  value       = one(module.domain[*].target_domain_name)
}

output "urls" {
  description = "URL of each API: below the domain name, and before it is delegated the API's own."
  value = {
    orders  = var.delegated ? module.domain[0].urls["orders"] : module.orders.stage_invoke_urls["prod"]
    reports = var.delegated ? module.domain[0].urls["reports"] : module.reports.stage_invoke_urls["$default"]
  }
}
