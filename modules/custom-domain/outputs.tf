output "certificate_arn" {
  description = "ARN of the certificate of a new domain; null where the domain was there already."
  value       = local.certificate_arn
}

output "certificate_validation_records" {
  description = "Record that proves each name of a requested certificate: `name`, `type` and `value`."
  value       = length(module.certificate) > 0 ? module.certificate[0].validation_records : {}
}

output "domain_name" {
  description = "The domain name, once its records and mappings are in place."
  value       = local.domain.domain_name

  depends_on = [aws_api_gateway_base_path_mapping.this, aws_apigatewayv2_api_mapping.this, aws_route53_record.this]
}

output "domain_name_arn" {
  description = "ARN of a new domain; null where it was there already."
  value       = local.domain.arn
}

output "domain_name_id" {
  description = "Id of a PRIVATE domain, whose name is not unique; null for the others."
  value       = local.domain.domain_name_id
}

output "mapping_ids" {
  description = "Id of each mapping, by its key in `mappings`."
  value = merge(
    { for key, mapping in aws_apigatewayv2_api_mapping.this : key => mapping.id },
    { for key, mapping in aws_api_gateway_base_path_mapping.this : key => mapping.id },
  )
}

output "record_fqdns" {
  description = "Name of each alias record, by its type."
  value       = { for type, record in aws_route53_record.this : type => record.fqdn }
}

output "target_domain_name" {
  description = "Name that a record of the domain points to, for whoever keeps the zone."
  value       = local.alias.name
}

output "target_zone_id" {
  description = "Id of the hosted zone of `target_domain_name`, for an alias record."
  value       = local.alias.zone_id
}

output "urls" {
  description = "URL of each mapping, by its key in `mappings`."
  value = {
    for key, mapping in var.mappings : key => format(
      "%s://%s%s", mapping.api_type == "WEBSOCKET" ? "wss" : "https", var.domain_name, mapping.path == "" ? "" : "/${mapping.path}",
    )
  }

  depends_on = [aws_api_gateway_base_path_mapping.this, aws_apigatewayv2_api_mapping.this, aws_route53_record.this]
}
