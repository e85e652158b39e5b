output "access_log_group_arns" {
  description = "ARN of each access log group that the module created, by stage."
  value       = { for name, group in aws_cloudwatch_log_group.access : name => group.arn }
}

output "access_log_group_names" {
  description = "Name of each access log group that the module created, by stage."
  value       = { for name, group in aws_cloudwatch_log_group.access : name => group.name }
}

output "api_arn" {
  description = "ARN of the API."
  value       = aws_apigatewayv2_api.this.arn
}

output "api_endpoint" {
  description = "URL of the API (`wss://`), without a stage."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "api_execution_arn" {
  description = "Execution ARN of the API: `{api_execution_arn}/STAGE/ROUTE_KEY` names a route in a policy."
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
  description = "Hash of the inputs that reach the deployment: it redeploys when this changes."
  value       = local.deployment_hash
}

output "deployment_id" {
  description = "Id of the deployment that the stages serve."
  value       = aws_apigatewayv2_deployment.this.id
}

output "execution_log_group_names" {
  description = "Name of the group of each stage's execution log, by stage."
  value       = { for name, group in aws_cloudwatch_log_group.execution : name => group.name }
}

output "integration_ids" {
  description = "Id of each integration, by its key in `integrations`."
  value       = { for key, integration in aws_apigatewayv2_integration.this : key => integration.id }
}

output "post_to_connections_arns" {
  description = "What `execute-api:ManageConnections` must be allowed on to post to the connections of a stage, by stage. It depends on no function, so a function's policy may name it."
  value       = { for name in keys(var.stages) : name => "${aws_apigatewayv2_api.this.execution_arn}/${name}/POST/@connections/*" }
}

output "post_to_connections_policies" {
  description = "Policy document (JSON) that lets a function post to the connections of a stage, by stage."
  value = {
    for name in keys(var.stages) : name => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Sid      = "PostToConnections"
        Effect   = "Allow"
        Action   = ["execute-api:ManageConnections"]
        Resource = ["${aws_apigatewayv2_api.this.execution_arn}/${name}/POST/@connections/*"]
      }]
    })
  }
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
  description = "URL that callers connect to (`wss://`) of each stage, by its name, once its routes may call their functions."
  value       = { for name, stage in aws_apigatewayv2_stage.this : name => stage.invoke_url }

  depends_on = [aws_lambda_permission.this]
}

output "stage_management_urls" {
  description = "URL of each stage (`https://`) that the management API takes as its endpoint, to post to connections. It depends on no function, so a function's environment may name it. With the endpoint off, use the custom domain's."
  value       = { for name in keys(var.stages) : name => "${replace(aws_apigatewayv2_api.this.api_endpoint, "/^wss:/", "https:")}/${name}" }
}

output "stage_names" {
  description = "Names of the stages, once they exist."
  value       = { for name, stage in aws_apigatewayv2_stage.this : name => stage.name }
}
