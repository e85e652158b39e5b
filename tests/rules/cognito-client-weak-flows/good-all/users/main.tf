resource "aws_cognito_user_pool" "users" {
  name = "users"
}

resource "aws_cognito_user_pool_client" "shop" {
  user_pool_id                  = aws_cognito_user_pool.users.id
  name                          = "shop"
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_cognito_user_pool_client" "machine" {
  user_pool_id        = aws_cognito_user_pool.users.id
  name                = "machine"
  allowed_oauth_flows = ["client_credentials"]
  generate_secret     = true
}

resource "aws_cognito_user_pool_client" "migration" {
  user_pool_id        = aws_cognito_user_pool.users.id
  name                = "migration"
  explicit_auth_flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH"]
}

output "issuer" {
  value = "https://${aws_cognito_user_pool.users.endpoint}"
}

output "client_id" {
  value = aws_cognito_user_pool_client.shop.id
}

output "machine_id" {
  value = aws_cognito_user_pool_client.machine.id
}
