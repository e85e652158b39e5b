variable "allowed_origin" {
  description = "Origin of the web application that calls the API from a browser."
  type        = string
  default     = "https://app.example.com"
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
  default     = "rest-openapi"
  nullable    = false
}
