variable "project" {}
variable "env" {}
variable "name" {}
variable "rest_api_id" {}
variable "parent_id" {}
variable "execution_arn" {}
variable "authorizer_id" {}
variable "validator_id" {}

variable "settings" {
  description = "The entry of services.yaml."
  type        = any
}

variable "restrict_permission" {
  type    = bool
  default = true
}

variable "log_retention" {
  type    = number
  default = null
}
