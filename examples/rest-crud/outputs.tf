output "alarm_topic_arn" {
  description = "ARN of the topic that alarms are published to."
  value       = module.monitoring.topic_arn
}

output "api_id" {
  description = "Id of the API."
  value       = module.api.api_id
}

output "client_id" {
  description = "Id of the application's client in the user pool."
  value       = module.identity.client_ids["app"]
}

output "invoke_url" {
  description = "URL that the routes are below."
  value       = module.api.stage_invoke_urls[var.stage_name]
}

output "partner_api_key_ids" {
  description = "Id of the API key of each partner; `aws apigateway get-api-key --include-value` shows the key."
  value       = module.usage.api_key_ids
}

output "table_name" {
  description = "Name of the table."
  value       = aws_dynamodb_table.users.name
}

output "user_pool_id" {
  description = "Id of the user pool."
  value       = module.identity.user_pool_id
}
