output "function_arn" {
  description = "ARN of the function."
  value       = aws_lambda_function.this.arn
}

output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "invoke_arn" {
  description = "URI by which API Gateway invokes the function."
  value       = aws_lambda_function.this.invoke_arn
}

output "log_group_arn" {
  description = "ARN of the function's log group."
  value       = aws_cloudwatch_log_group.this.arn
}

output "log_group_name" {
  description = "Name of the function's log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "role_arn" {
  description = "ARN of the role that the function runs with."
  value       = aws_iam_role.this.arn
}

output "role_name" {
  description = "Name of the role, to attach further policies to."
  value       = aws_iam_role.this.name
}

output "source_hash" {
  description = "Hash of the sources that went into the package."
  value       = local.source_hash
}
