variable "api" {
  type = object({ id = string, root = string })
}

variable "path" {
  type = string
}

variable "authorizer_id" {
  type    = string
  default = null
}

resource "aws_api_gateway_resource" "this" {
  rest_api_id = var.api.id
  parent_id   = var.api.root
  path_part   = var.path
}

resource "aws_api_gateway_method" "this" {
  rest_api_id   = var.api.id
  resource_id   = aws_api_gateway_resource.this.id
  http_method   = "GET"
  authorization = var.authorizer_id == null ? "NONE" : "COGNITO_USER_POOLS"
  authorizer_id = var.authorizer_id
}
