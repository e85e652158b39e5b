variable "project" {}
variable "env" {}
variable "rest_api_id" {}

variable "ttl" {
  type    = number
  default = 300
}

variable "token_pattern" {
  type    = string
  default = null
}

variable "environment" {
  type    = map(string)
  default = {}
}
