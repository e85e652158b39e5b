variable "level" {
  type = string
}

variable "metrics" {
  type = bool
}

variable "api_id" {
  type = string
}

variable "stage" {
  type = string
}

module "inner" {
  source = "../inner"

  settings = { level = var.level, metrics = var.metrics }
  api_id   = var.api_id
  stage    = var.stage
}
