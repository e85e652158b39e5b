variable "names" {}

module "function" {
  source   = "../function"
  for_each = toset(var.names)

  name = each.key
}

output "arns" {
  value = { for name, function in module.function : name => function.arns.invoke }
}
