output "authorizer_id" {
  value = aws_api_gateway_authorizer.token.id
}
