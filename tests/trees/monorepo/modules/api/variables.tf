variable "project" {}
variable "env" {}

variable "endpoint_type" {
  type    = string
  default = "REGIONAL"

  validation {
    condition     = contains(["REGIONAL", "EDGE"], var.endpoint_type)
    error_message = "The endpoint type must be REGIONAL or EDGE."
  }
}

variable "cors_origin" {
  type    = string
  default = "*"
}

variable "custom_domain" {
  description = "Custom domain of the API; null for none."
  type = object({
    name            = string
    certificate_arn = string
    security_policy = optional(string, "TLS_1_0")
  })
  default = null
}
