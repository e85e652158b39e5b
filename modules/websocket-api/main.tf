# Nothing here depends on a function, so that a function may be given the API's id and the URL that it posts to.
resource "aws_apigatewayv2_api" "this" {
  name                         = var.name
  api_key_selection_expression = var.api_key_selection_expression
  description                  = var.description
  disable_execute_api_endpoint = local.execute_api_endpoint_disabled
  ip_address_type              = var.ip_address_type
  protocol_type                = "WEBSOCKET"
  route_selection_expression   = var.route_selection_expression
  tags                         = var.tags
  version                      = var.api_version
}

resource "aws_apigatewayv2_deployment" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  description = "Inputs ${substr(local.deployment_hash, 0, 12)}"

  triggers = {
    redeployment = local.deployment_hash
  }

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = length(var.routes) <= 300 && length(var.integrations) <= 300 && length(var.authorizers) <= 10
      error_message = "routes, integrations, authorizers: ${length(var.routes)}, ${length(var.integrations)} and ${length(var.authorizers)}; the service allows 300, 300 and 10 for an API unless the account's quota was raised."
    }
  }

  # A deployment is a copy: everything that it copies must be there first.
  depends_on = [
    aws_apigatewayv2_authorizer.this,
    aws_apigatewayv2_integration.this,
    aws_apigatewayv2_integration_response.this,
    aws_apigatewayv2_model.this,
    aws_apigatewayv2_route.this,
    aws_apigatewayv2_route_response.this,
  ]
}

# Of the inputs that reach the deployment, and of nothing else: the attributes of resources are not known when Terraform
# plans, and stages, descriptions and tags need no deployment.
locals {
  execute_api_endpoint_disabled = coalesce(var.disable_execute_api_endpoint, var.custom_domain_attached)
  used_integration_keys         = distinct([for route in values(var.routes) : route.integration_key])

  deployment_hash = sha1(jsonencode({
    api = {
      api_key_selection_expression = var.api_key_selection_expression
      disable_execute_api_endpoint = local.execute_api_endpoint_disabled
      route_selection_expression   = var.route_selection_expression
    }
    authorizers = var.authorizers
    functions   = { for key in local.function_keys : key => { arn = var.functions[key].arn, qualifier = var.functions[key].qualifier } }
    integrations = {
      for key in local.used_integration_keys : key => { for name, value in var.integrations[key] : name => value if name != "description" }
    }
    models = { for name, model in var.models : name => { content_type = model.content_type, schema = model.schema } }
    routes = var.routes
  }))
}
