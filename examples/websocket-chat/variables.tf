variable "allowed_origin" {
  description = "Origin of the web application whose users connect."
  type        = string
  default     = "https://app.example.com"
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether the user pool refuses to be destroyed. Leave it on for users that somebody needs."
  type        = bool
  default     = false
  nullable    = false
}

variable "issuer" {
  description = "Issuer of the tokens, where they are not the user pool's."
  type        = string
  default     = null
}

variable "manage_account_logging" {
  description = "Whether to set API Gateway's CloudWatch role, of which an account has one per region. False where it is set already."
  type        = bool
  default     = true
  nullable    = false
}

variable "management_endpoint" {
  description = "URL that messages are posted to. Unset: the API's own; with a custom domain alone, the domain's."
  type        = string
  default     = null
}

variable "name" {
  description = "Name of the API; everything else is named after it."
  type        = string
  default     = "websocket-chat"
  nullable    = false
}

variable "stage_name" {
  description = "Name of the stage, the path that clients connect to."
  type        = string
  default     = "prod"
  nullable    = false
}
