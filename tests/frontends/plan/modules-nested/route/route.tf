variable "api_id" {
  type = string
}

variable "root_id" {
  type = string
}

variable "method" {
  type = string
}

resource "aws_api_gateway_resource" "this" {
  rest_api_id = var.api_id
  parent_id   = var.root_id
  path_part   = "${lower(var.method)}-items"
}

resource "aws_api_gateway_method" "this" {
  rest_api_id   = var.api_id
  resource_id   = aws_api_gateway_resource.this.id
  http_method   = var.method
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "this" {
  rest_api_id = var.api_id
  resource_id = aws_api_gateway_resource.this.id
  http_method = var.method
  type        = "MOCK"
}
