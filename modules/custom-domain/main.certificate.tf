module "certificate" {
  source = "./certificate"
  count  = local.new && var.certificate == null ? 1 : 0

  domain_name               = var.domain_name
  key_algorithm             = var.certificate_request.key_algorithm
  subject_alternative_names = var.certificate_request.subject_alternative_names
  tags                      = var.tags
  transparency_logging      = var.certificate_request.transparency_logging
  validation_timeout        = var.certificate_request.validation_timeout
  wait_for_validation       = var.certificate_request.wait_for_validation
  zone                      = var.certificate_request.zone == null ? (var.zone == null ? null : { id = var.zone.id }) : var.certificate_request.zone
}

locals {
  certificate_arn = var.certificate == null ? one(module.certificate[*].certificate_arn) : var.certificate.arn
}
