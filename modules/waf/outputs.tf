output "association_arns" {
  description = "ARN of each protected resource, by its key in `associations`, once the web ACL protects it."
  value       = { for key, association in aws_wafv2_web_acl_association.this : key => association.resource_arn }
}

output "ip_set_arns" {
  description = "ARN of each set of addresses, by its key in `ip_sets`."
  value       = { for key, set in aws_wafv2_ip_set.this : key => set.arn }
}

output "log_group_arn" {
  description = "ARN of the log group that the module created; null where the log goes elsewhere."
  value       = one(aws_cloudwatch_log_group.this[*].arn)
}

output "log_group_name" {
  description = "Name of the log group that the module created; null where the log goes elsewhere."
  value       = one(aws_cloudwatch_log_group.this[*].name)
}

output "metric_name" {
  description = "Name of the web ACL in CloudWatch: the value of the dimension `WebACL`."
  value       = var.name
}

output "regex_set_arns" {
  description = "ARN of each set of regular expressions, by its key in `regex_sets`."
  value       = { for key, set in aws_wafv2_regex_pattern_set.this : key => set.arn }
}

output "rule_metric_names" {
  description = "Name of each rule in CloudWatch, by the rule's name: the value of the dimension `Rule`."
  value       = { for name in keys(local.acl_rules) : name => "${var.name}-${name}" }
}

output "web_acl_arn" {
  description = "ARN of the web ACL."
  value       = aws_wafv2_web_acl.this.arn
}

output "web_acl_capacity" {
  description = "Capacity units that the web ACL uses: 1,500 are in its price, 5,000 is the most."
  value       = aws_wafv2_web_acl.this.capacity
}

output "web_acl_id" {
  description = "Id of the web ACL."
  value       = aws_wafv2_web_acl.this.id
}

output "web_acl_name" {
  description = "Name of the web ACL."
  value       = aws_wafv2_web_acl.this.name
}
