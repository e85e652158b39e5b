variable "names" {
  type = list(string)
}
variable "api" {
  type = object({ id = string, name = string, execution_arn = string })
}
module "deep" {
  source   = "./deep"
  for_each = { for i, n in var.names : i => n }
  name     = "${each.key}:${each.value}:${var.api.name}"
  api_id   = var.api.id
}
output "ids" {
  value = { for k, d in module.deep : k => d.name }
}
