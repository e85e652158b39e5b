variable "api_id" {
  type = string
}

variable "root_id" {
  type = string
}

locals {
  verbs = ["GET", "PUT"]
}

resource "aws_api_gateway_method" "this" {
  for_each = toset(local.verbs)

  rest_api_id   = var.api_id
  resource_id   = var.root_id
  http_method   = each.key
  authorization = "AWS_IAM"
}

output "hash" {
  value = sha1(jsonencode(aws_api_gateway_method.this["GET"]))
}
