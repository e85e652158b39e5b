output "api_execution_arn" {
  description = "Execution ARN of the API, for the policies of those who may call it."
  value       = module.api.api_execution_arn
}

output "api_id" {
  description = "Id of the API."
  value       = module.api.api_id
}

output "bucket_name" {
  description = "Name of the bucket that invoices are in."
  value       = aws_s3_bucket.invoices.bucket
}

output "invoke_url" {
  description = "URL that the routes are below."
  value       = module.api.stage_invoke_urls["prod"]
}

output "queue_url" {
  description = "URL of the queue that orders are read from."
  value       = aws_sqs_queue.orders.url
}

output "table_name" {
  description = "Name of the table."
  value       = aws_dynamodb_table.orders.name
}

output "topic_arn" {
  description = "ARN of the topic that events are published to."
  value       = aws_sns_topic.events.arn
}
