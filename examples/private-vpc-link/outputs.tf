output "api_id" {
  description = "Id of the API."
  value       = module.api.api_id
}

output "invoke_url" {
  description = "URL that the routes are below."
  value       = module.api.stage_invoke_urls["$default"]
}

output "listener_arn" {
  description = "ARN of the listener that the API calls, to add rules for a service of yours."
  value       = aws_lb_listener.this.arn
}

output "private_subnet_ids" {
  description = "Ids of the private subnets, by availability zone."
  value       = { for suffix, subnet in aws_subnet.private : suffix => subnet.id }
}

output "vpc_link_id" {
  description = "Id of the VPC link."
  value       = module.api.vpc_link_ids["service"]
}
