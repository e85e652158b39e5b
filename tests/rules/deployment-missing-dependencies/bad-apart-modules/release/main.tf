variable "api_id" {
  type = string
}

variable "routes" {
  type    = string
  default = null
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = var.api_id
  triggers    = { routes = var.routes }
}
