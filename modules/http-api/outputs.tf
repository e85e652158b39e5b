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
  value       = aws_apigatewayv2_api.this.arn
}

output "api_endpoint" {
  description = "URL of the API, without a stage."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "api_execution_arn" {
  description = "Execution ARN of the API: `{api_execution_arn}/STAGE/METHOD/PATH` names a route in a policy."
  value       = aws_apigatewayv2_api.this.execution_arn
}

output "api_id" {
  description = "Id of the API."
  value       = aws_apigatewayv2_api.this.id
}

output "authorizer_ids" {
  description = "Id of each authorizer, by its key in `authorizers`."
  value       = { for key, authorizer in aws_apigatewayv2_authorizer.this : key => authorizer.id }
}

output "deployment_hash" {
  description = "Hash of the inputs that reach a deployment: stages with `auto_deploy = false` redeploy when this changes."
  value       = local.deployment_hash
}

output "deployment_id" {
  description = "Id of the deployment of the stages with `auto_deploy = false`, or null where there is none."
  value       = one(aws_apigatewayv2_deployment.this[*].id)
}

output "integration_ids" {
  description = "Id of each integration, by its key in `integrations`."
  value       = { for key, integration in aws_apigatewayv2_integration.this : key => integration.id }
}

output "route_ids" {
  description = "Id of each route, by its key in `routes`."
  value       = { for key, route in aws_apigatewayv2_route.this : key => route.id }
}

output "stage_arns" {
  description = "ARN of each stage, by its name."
  value       = { for name, stage in aws_apigatewayv2_stage.this : name => stage.arn }
}

output "stage_execution_arns" {
  description = "Execution ARN of each stage, by its name."
  value       = { for name, stage in aws_apigatewayv2_stage.this : name => stage.execution_arn }
}

output "stage_invoke_urls" {
  description = "URL of each stage, by its name, without a slash at the end, once its routes may call their functions."
  value       = { for name, stage in aws_apigatewayv2_stage.this : name => trimsuffix(stage.invoke_url, "/") }

  depends_on = [aws_apigatewayv2_route.this, aws_lambda_permission.this]
}

output "stage_names" {
  description = "Names of the stages, once they exist."
  value       = { for name, stage in aws_apigatewayv2_stage.this : name => stage.name }
}

output "vpc_link_arns" {
  description = "ARN of each VPC link, by its key in `vpc_links`."
  value       = { for key, link in aws_apigatewayv2_vpc_link.this : key => link.arn }
}

output "vpc_link_ids" {
  description = "Id of each VPC link, by its key in `vpc_links`."
  value       = { for key, link in aws_apigatewayv2_vpc_link.this : key => link.id }
}
