output "certificate_arn" {
  description = "ARN of the certificate, once it is issued where `wait_for_validation` says to wait."
  value       = var.wait_for_validation ? aws_acm_certificate_validation.this[0].certificate_arn : aws_acm_certificate.this.arn
}

output "validation_records" {
  description = "Record that proves each name: `name`, `type` and `value`, for whoever keeps the zone."
  value = {
    for name, option in local.validation_options : name => {
      name  = option.resource_record_name
      type  = option.resource_record_type
      value = option.resource_record_value
    }
  }
}
