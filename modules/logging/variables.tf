variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts every log group without a key of its own. Unset, CloudWatch Logs encrypts with a key of the service."
  type        = string
  default     = null
}

variable "log_groups" {
  description = <<-EOT
    Log groups to create, by a static key that the outputs use again. Names of access logs should start with
    `/aws/vendedlogs/apigateway/`, those of a web ACL must start with `aws-waf-logs-`. `kms_key_arn` and
    `retention_in_days` take the module's values where they are not set; a retention of 0 keeps events for ever.
  EOT
  type = map(object({
    class             = optional(string)
    kms_key_arn       = optional(string)
    name              = string
    retention_in_days = optional(number)
    skip_destroy      = optional(bool, false)
    tags              = optional(map(string), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for group in values(var.log_groups) : can(regex("^[A-Za-z0-9_/.#-]{1,512}$", group.name))])
    error_message = "log_groups: ${join(", ", [for key, group in var.log_groups : key if !can(regex("^[A-Za-z0-9_/.#-]{1,512}$", group.name))])}: name must be 1 to 512 of the characters A-Z a-z 0-9 _ / . # -."
  }

  validation {
    condition     = length(distinct([for group in values(var.log_groups) : group.name])) == length(var.log_groups)
    error_message = "log_groups: two entries have the same name: ${join(", ", [for key, group in var.log_groups : "${key} (${group.name})"])}."
  }

  validation {
    condition     = alltrue([for group in values(var.log_groups) : group.class == null ? true : contains(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], group.class)])
    error_message = "log_groups: ${join(", ", [for key, group in var.log_groups : "${key} (${group.class})" if group.class == null ? false : !contains(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], group.class)])}: class must be one of STANDARD, INFREQUENT_ACCESS, DELIVERY."
  }

  validation {
    condition = alltrue([
      for group in values(var.log_groups) : group.retention_in_days == null ? true : contains(local.retention_days, group.retention_in_days)
    ])
    error_message = "log_groups: ${join(", ", [for key, group in var.log_groups : "${key} (${group.retention_in_days})" if group.retention_in_days == null ? false : !contains(local.retention_days, group.retention_in_days)])}: retention_in_days must be one of ${join(", ", local.retention_days)}."
  }
}

variable "retention_in_days" {
  description = "Days to keep events in every log group without a retention of its own. 0 keeps them for ever."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains(local.retention_days, var.retention_in_days)
    error_message = "retention_in_days: ${var.retention_in_days} must be one of ${join(", ", local.retention_days)}."
  }
}

variable "tags" {
  description = "Tags of every log group."
  type        = map(string)
  default     = {}
  nullable    = false
}
