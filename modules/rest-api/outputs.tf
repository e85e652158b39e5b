output "access_log_group_arns" {
  description = "ARN of each log group that the module created, by stage."
  value       = { for name, group in aws_cloudwatch_log_group.access : name => group.arn }
}

output "access_log_group_names" {
  description = "Name of each log group that the module created, by stage."
  value       = { for name, group in aws_cloudwatch_log_group.access : name => group.name }
}

output "api_arn" {
  description = "ARN of the API."
  value       = aws_api_gateway_rest_api.this.arn
}

output "api_execution_arn" {
  description = "Execution ARN of the API: `{api_execution_arn}/STAGE/METHOD/PATH` names a route in a policy."
  value       = aws_api_gateway_rest_api.this.execution_arn
}

output "api_id" {
  description = "Id of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "api_root_resource_id" {
  description = "Id of the resource `/`."
  value       = aws_api_gateway_rest_api.this.root_resource_id
}

output "authorizer_ids" {
  description = "Id of each authorizer, by its key in `authorizers`."
  value       = { for key, authorizer in aws_api_gateway_authorizer.this : key => authorizer.id }
}

output "canary_deployment_id" {
  description = "Id of the deployment that canaries serve; null where there is none."
  value       = one(aws_api_gateway_deployment.canary[*].id)
}

output "client_certificate_ids" {
  description = "Id of each client certificate, by its key in `client_certificates`."
  value       = { for key, certificate in aws_api_gateway_client_certificate.this : key => certificate.id }
}

output "client_certificate_pems" {
  description = "Public part of each client certificate in PEM, for the backends to trust, by its key in `client_certificates`."
  value       = { for key, certificate in aws_api_gateway_client_certificate.this : key => certificate.pem_encoded_certificate }
}

output "deployment_hash" {
  description = "Hash of the inputs that reach the deployment: it redeploys when this changes."
  value       = local.deployment_hash
}

output "deployment_id" {
  description = "Id of the deployment that the stages serve."
  value       = aws_api_gateway_deployment.this.id
}

output "resource_ids" {
  description = "Id of each resource, by its path."
  value       = local.resource_ids
}

output "stage_arns" {
  description = "ARN of each stage, by its name."
  value       = { for name, stage in aws_api_gateway_stage.this : name => stage.arn }
}

output "stage_execution_arns" {
  description = "Execution ARN of each stage, by its name."
  value       = { for name, stage in aws_api_gateway_stage.this : name => stage.execution_arn }
}

output "stage_invoke_urls" {
  description = "URL of each stage, by its name, once its settings and its web ACL are in place."
  value       = { for name, stage in aws_api_gateway_stage.this : name => stage.invoke_url }

  depends_on = [aws_api_gateway_method_settings.this, aws_wafv2_web_acl_association.this]
}

output "stage_names" {
  description = "Names of the stages, once they exist."
  value       = { for name, stage in aws_api_gateway_stage.this : name => stage.stage_name }
}

output "vpc_link_ids" {
  description = "Id of each VPC link, by its key in `vpc_links`."
  value       = { for key, link in aws_api_gateway_vpc_link.this : key => link.id }
}
