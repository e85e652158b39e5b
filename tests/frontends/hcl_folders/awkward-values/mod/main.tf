variable "name" {
  type     = string
  default  = "modname"
  nullable = false
}
variable "opt" {
  type    = string
  default = null
}
output "out" {
  value = { k = var.name, auth = var.opt == null ? "NONE" : var.opt, none = var.opt }
}
output "plain" {
  value = coalesce(var.opt, "c-${var.name}")
}
