variable "stage_arn" {
  type = string
}

variable "api_id" {
  type = string
}

output "everything" {
  value = { arn = var.stage_arn, api = var.api_id }
}

output "api_id" {
  value = var.api_id
}
