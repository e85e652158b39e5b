variable "permissions_boundary_arn" {
  description = "ARN of the policy that bounds the role's permissions."
  type        = string
  default     = null
}

variable "role_name" {
  description = "Name of the role that API Gateway assumes to write execution and access logs."
  type        = string
  default     = "apigateway-cloudwatch-logs"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.role_name))
    error_message = "role_name: \"${var.role_name}\" must be 1 to 64 letters, digits or the characters _ + = , . @ -."
  }
}

variable "role_path" {
  description = "Path of the role."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = can(regex("^/([!-~]+/)?$", var.role_path))
    error_message = "role_path: \"${var.role_path}\" must begin and end with a slash."
  }
}

variable "tags" {
  description = "Tags of the role."
  type        = map(string)
  default     = {}
  nullable    = false
}
