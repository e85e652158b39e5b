variable "domain_name" {
  description = "Name that the certificate is for."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex(local.domain_pattern, var.domain_name)) && length(var.domain_name) <= 64
    error_message = "domain_name: \"${var.domain_name}\" must be a domain name in lower case of at most 64 characters, such as api.example.com or *.example.com."
  }
}

variable "key_algorithm" {
  description = "Key of the certificate: RSA_2048, or EC_prime256v1 or EC_secp384r1 where every caller can do elliptic curves."
  type        = string
  default     = "RSA_2048"
  nullable    = false

  validation {
    condition     = contains(["EC_prime256v1", "EC_secp384r1", "RSA_2048"], var.key_algorithm)
    error_message = "key_algorithm: \"${var.key_algorithm}\" must be one of EC_prime256v1, EC_secp384r1, RSA_2048."
  }
}

variable "subject_alternative_names" {
  description = "Further names that the certificate is for, each with the hosted zone that proves it (`zone.id`) where that is another than `zone`."
  type = map(object({
    zone = optional(object({ id = string }))
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.subject_alternative_names) : can(regex(local.domain_pattern, name)) && length(name) <= 253])
    error_message = "subject_alternative_names: ${join(", ", [for name in keys(var.subject_alternative_names) : "\"${name}\"" if !can(regex(local.domain_pattern, name)) || length(name) > 253])}: the key must be a domain name in lower case, such as api.example.com or *.example.com."
  }

  validation {
    condition     = length(var.subject_alternative_names) <= 99 && !contains(keys(var.subject_alternative_names), var.domain_name)
    error_message = "subject_alternative_names: ${length(var.subject_alternative_names)} names: the service allows 99 beside domain_name (${var.domain_name}), which is no key here."
  }
}

variable "tags" {
  description = "Tags of the certificate."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "transparency_logging" {
  description = "Whether the certificate is put into public transparency logs, as browsers demand."
  type        = bool
  default     = true
  nullable    = false
}

variable "validation_timeout" {
  description = "How long to wait for the certificate to be issued, such as 45m."
  type        = string
  default     = "45m"
  nullable    = false

  validation {
    condition     = can(regex("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$", var.validation_timeout)) && var.validation_timeout != ""
    error_message = "validation_timeout: \"${var.validation_timeout}\" must be a duration such as 45m or 1h30m."
  }
}

variable "wait_for_validation" {
  description = "Whether to wait until the certificate is issued. API Gateway takes no other, so false is for a first apply whose records somebody else creates."
  type        = bool
  default     = true
  nullable    = false
}

variable "zone" {
  description = "Public hosted zone in which the records that prove the names are created. Unset: nowhere, see the output `validation_records`."
  type = object({
    id = string
  })
  default = null
}
