variable "force_destroy" {
  description = "Whether the bucket is destroyed with the invoices in it. Leave it off for invoices that somebody needs."
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
  default     = "rest-services"
  nullable    = false
}
