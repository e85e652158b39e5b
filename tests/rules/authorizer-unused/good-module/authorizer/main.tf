variable "api_id" {
  type = string
}

resource "aws_apigatewayv2_authorizer" "users" {
  api_id           = var.api_id
  name             = "users"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["shop"]
  }
}

output "ids" {
  value = { users = aws_apigatewayv2_authorizer.users.id }
}
