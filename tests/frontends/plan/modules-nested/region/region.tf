variable "name" {
  type = string
}

variable "gateways" {
  type = list(string)
}

module "gateway" {
  source = "../gateway"
  count  = length(var.gateways)

  name = "${var.name}-${var.gateways[count.index]}"
}

output "stage_arns" {
  value = module.gateway[*].stage_arn
}
