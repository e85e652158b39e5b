variable "project" {}
variable "env" {}
variable "name" {}

variable "handler" {
  type    = string
  default = "index.handler"
}

variable "runtime" {
  type    = string
  default = "nodejs20.x"
}

variable "timeout" {
  default = 10
}

variable "memory" {
  default = 256
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "log_retention" {
  type    = number
  default = null
}
