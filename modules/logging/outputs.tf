output "log_group_arns" {
  description = "ARN of each log group, by its key in `log_groups`."
  value       = { for key, group in aws_cloudwatch_log_group.this : key => group.arn }
}

output "log_group_names" {
  description = "Name of each log group, by its key in `log_groups`."
  value       = { for key, group in aws_cloudwatch_log_group.this : key => group.name }
}
