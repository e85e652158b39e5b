variable "allowed_origin" {
  description = "Origin of the web application that calls the API from a browser."
  type        = string
  default     = "https://app.example.com"
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether the table and the user pool refuse to be destroyed. Leave it on for data that somebody needs."
  type        = bool
  default     = false
  nullable    = false
}

variable "issuer" {
  description = "Issuer of the tokens, where they are not the user pool's."
  type        = string
  default     = null
}

variable "name" {
  description = "Name of the API; everything else is named after it."
  type        = string
  default     = "http-jwt"
  nullable    = false
}
