variable "api_id" {
  type = string
}

variable "names" {
  type = set(string)
}

resource "aws_cognito_user_pool" "this" {
  for_each = var.names
  name     = each.key
}

resource "aws_api_gateway_authorizer" "this" {
  for_each = aws_cognito_user_pool.this

  rest_api_id   = var.api_id
  name          = each.key
  type          = "COGNITO_USER_POOLS"
  provider_arns = [each.value.arn]
}

output "ids" {
  value = { for name, authorizer in aws_api_gateway_authorizer.this : name => authorizer.id }
}
