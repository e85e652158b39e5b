variable "rest_api_id" {
  type = string
}

resource "aws_cognito_user_pool" "this" {
  name = "users"
}

resource "aws_api_gateway_authorizer" "this" {
  rest_api_id   = var.rest_api_id
  name          = "users"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.this.arn]
}

output "authorizer_id" {
  value = aws_api_gateway_authorizer.this.id
}
