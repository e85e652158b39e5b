variable "api_id" {
  type = string
}

output "api_id" {
  value = var.api_id
}
