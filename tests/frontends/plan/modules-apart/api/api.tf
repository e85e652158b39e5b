variable "name" {
  type = string
}

resource "aws_api_gateway_rest_api" "this" {
  name = var.name
}

output "api" {
  value = {
    id   = aws_api_gateway_rest_api.this.id
    root = aws_api_gateway_rest_api.this.root_resource_id
    name = var.name
  }
}
