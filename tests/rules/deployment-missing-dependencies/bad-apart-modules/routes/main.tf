variable "api_id" {
  type = string
}

variable "root_id" {
  type = string
}

resource "aws_api_gateway_method" "this" {
  rest_api_id   = var.api_id
  resource_id   = var.root_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "this" {
  rest_api_id = var.api_id
  resource_id = var.root_id
  http_method = aws_api_gateway_method.this.http_method
  type        = "MOCK"
}

output "uri" {
  value = aws_api_gateway_integration.this.id
}
