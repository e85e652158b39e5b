variable "api_id" {
  type = string
}

variable "types" {
  type = set(string)
}

resource "aws_api_gateway_gateway_response" "this" {
  for_each = var.types

  rest_api_id   = var.api_id
  response_type = each.key
}
