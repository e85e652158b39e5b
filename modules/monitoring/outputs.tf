output "alarm_arns" {
  description = "ARN of each alarm, by `api KEY ALARM` or `web_acl KEY ALARM`."
  value       = { for key, alarm in aws_cloudwatch_metric_alarm.this : key => alarm.arn }
}

output "alarm_names" {
  description = "Name of each alarm, by `api KEY ALARM` or `web_acl KEY ALARM`."
  value       = { for key, alarm in aws_cloudwatch_metric_alarm.this : key => alarm.alarm_name }
}

output "dashboard_arn" {
  description = "ARN of the dashboard; null where there is none."
  value       = one(aws_cloudwatch_dashboard.this[*].dashboard_arn)
}

output "dashboard_name" {
  description = "Name of the dashboard; null where there is none."
  value       = one(aws_cloudwatch_dashboard.this[*].dashboard_name)
}

output "kms_key_arn" {
  description = "ARN of the key that the module created for its topic; null where there is none."
  value       = one(aws_kms_key.this[*].arn)
}

output "topic_arn" {
  description = "ARN of the topic, once alarms may publish to it; null where `alarm_actions` names others."
  value       = one(aws_sns_topic.this[*].arn)

  depends_on = [aws_sns_topic_policy.this]
}
