variable "delegated" {
  description = "Whether the zone above `domain_name` delegates it to `name_servers`: then the certificate is requested and the domain made, and the APIs' own endpoints are turned off."
  type        = bool
  default     = false
  nullable    = false
}

variable "domain_name" {
  description = "Name of the domain, for which a public hosted zone is made. The names below `.test` are reserved for trials and nobody can delegate them."
  type        = string
  default     = "api.custom-domain.test"
  nullable    = false
}

variable "manage_account_logging" {
  description = "Whether to set API Gateway's CloudWatch role, of which an account has one per region. False where it is set already."
  type        = bool
  default     = true
  nullable    = false
}

variable "name" {
  description = "What the names of the APIs and of the function begin with."
  type        = string
  default     = "custom-domain"
  nullable    = false
}
