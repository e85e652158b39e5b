output "api_key_arns" {
  description = "ARN of each API key, by its key in `keys`."
  value       = { for name, key in aws_api_gateway_api_key.this : name => key.arn }
}

output "api_key_ids" {
  description = "Id of each API key, by its key in `keys`."
  value       = { for name, key in aws_api_gateway_api_key.this : name => key.id }
}

output "api_key_values" {
  description = "Value of each API key, which callers send as `x-api-key`, by its key in `keys`, once it belongs to its plans."
  value       = { for name, key in aws_api_gateway_api_key.this : name => key.value }
  sensitive   = true

  depends_on = [aws_api_gateway_usage_plan_key.this]
}

output "usage_plan_arns" {
  description = "ARN of each usage plan, by its key in `plans`."
  value       = { for key, plan in aws_api_gateway_usage_plan.this : key => plan.arn }
}

output "usage_plan_ids" {
  description = "Id of each usage plan, by its key in `plans`."
  value       = { for key, plan in aws_api_gateway_usage_plan.this : key => plan.id }
}
