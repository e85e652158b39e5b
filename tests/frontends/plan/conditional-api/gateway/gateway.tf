variable "create" {
  type = bool
}

variable "existing" {
  type    = object({ id = string, root = string })
  default = null
}

variable "name" {
  type = string
}

resource "aws_api_gateway_rest_api" "this" {
  count = var.create ? 1 : 0
  name  = var.name
}

locals {
  id = var.create ? one(aws_api_gateway_rest_api.this[*].id) : var.existing.id
}

resource "aws_api_gateway_method" "direct" {
  rest_api_id   = var.create ? aws_api_gateway_rest_api.this[0].id : var.existing.id
  resource_id   = var.create ? aws_api_gateway_rest_api.this[0].root_resource_id : var.existing.root
  http_method   = var.name == "shared" ? "POST" : "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "try" {
  rest_api_id   = try(aws_api_gateway_rest_api.this[0].id, var.existing.id)
  resource_id   = try(aws_api_gateway_rest_api.this[0].root_resource_id, var.existing.root)
  http_method   = var.name == "shared" ? "PATCH" : "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = local.id
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = local.id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = var.name
}

output "id" {
  value = local.id
}

output "root" {
  value = var.create ? aws_api_gateway_rest_api.this[0].root_resource_id : var.existing.root
}
