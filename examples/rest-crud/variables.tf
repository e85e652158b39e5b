variable "allowed_origin" {
  description = "Origin of the web application that calls the API from a browser."
  type        = string
  default     = "https://app.example.com"
  nullable    = false
}

variable "cache_enabled" {
  description = "Whether pages of users are cached for a minute. A cache is paid for by the hour."
  type        = bool
  default     = true
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether the table and the user pool refuse to be destroyed. Leave it on for data that somebody needs."
  type        = bool
  default     = false
  nullable    = false
}

variable "manage_account_logging" {
  description = "Whether to set API Gateway's CloudWatch role, of which an account has one per region. False where it is set already."
  type        = bool
  default     = true
  nullable    = false
}

variable "name" {
  description = "Name of the API; everything else is named after it."
  type        = string
  default     = "rest-crud"
  nullable    = false
}

variable "partner_quota_per_day" {
  description = "Requests of one partner in a day."
  type        = number
  default     = 10000
  nullable    = false
}

variable "partners" {
  description = "Partners that have an API key and a group of users: lower case letters, digits and hyphens."
  type        = set(string)
  default     = ["acme"]
  nullable    = false

  validation {
    condition     = alltrue([for partner in var.partners : can(regex("^[a-z0-9-]{1,40}$", partner))])
    error_message = "partners: ${join(", ", var.partners)}: each must be 1 to 40 lower case letters, digits or hyphens."
  }
}

variable "rate_limit_per_address" {
  description = "Requests of one address in five minutes before the web ACL blocks it."
  type        = number
  default     = 1000
  nullable    = false
}

variable "stage_name" {
  description = "Name of the stage, the first part of every path."
  type        = string
  default     = "prod"
  nullable    = false
}
