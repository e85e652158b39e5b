output "role_arn" {
  description = "ARN of the role, once the account uses it: whoever takes it waits for the setting."
  value       = aws_api_gateway_account.this.cloudwatch_role_arn
}

output "role_name" {
  description = "Name of the role."
  value       = aws_iam_role.this.name
}
