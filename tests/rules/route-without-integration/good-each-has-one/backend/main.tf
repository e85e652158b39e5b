variable "method" {
  type = object({ rest_api_id = string, resource_id = string, http_method = string })
}

resource "aws_api_gateway_integration" "this" {
  rest_api_id = var.method.rest_api_id
  resource_id = var.method.resource_id
  http_method = var.method.http_method
  type        = "MOCK"
}
