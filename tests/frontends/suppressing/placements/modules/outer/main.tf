variable "api_id" {
  type = string
}

variable "routes" {
  type = map(object({ auth = string }))
}

module "inner" {
  source = "./inner"
  api_id = var.api_id
  routes = var.routes
}
