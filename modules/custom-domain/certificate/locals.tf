locals {
  domain_pattern = "^(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"

  # A name and its wildcard are proven by one record.
  proven_names = distinct([for name in concat([var.domain_name], keys(var.subject_alternative_names)) : trimprefix(name, "*.")])

  # Whether there is a zone is known when Terraform plans, its id need not be.
  zone_ids = merge(
    { for name, alternative in var.subject_alternative_names : trimprefix(name, "*.") => alternative.zone == null ? var.zone.id : alternative.zone.id if alternative.zone != null || var.zone != null },
    { for zone in var.zone[*] : trimprefix(var.domain_name, "*.") => zone.id },
  )
}
