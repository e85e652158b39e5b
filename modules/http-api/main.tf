locals {
  execute_api_endpoint_disabled = coalesce(var.disable_execute_api_endpoint, var.custom_domain_attached)
}

resource "aws_apigatewayv2_api" "this" {
  name                         = var.name
  body                         = local.body
  description                  = local.description
  disable_execute_api_endpoint = local.execute_api_endpoint_disabled
  fail_on_warnings             = var.body == null ? null : var.fail_on_warnings
  ip_address_type              = var.ip_address_type
  protocol_type                = "HTTP"
  tags                         = var.tags
  version                      = local.api_version

  dynamic "cors_configuration" {
    for_each = var.cors == null ? [] : [var.cors]

    content {
      allow_credentials = cors_configuration.value.allow_credentials
      allow_headers     = cors_configuration.value.allow_headers
      allow_methods     = cors_configuration.value.allow_methods == null ? local.cors_methods : cors_configuration.value.allow_methods
      allow_origins     = cors_configuration.value.allow_origins
      expose_headers    = cors_configuration.value.expose_headers
      max_age           = cors_configuration.value.max_age
    }
  }

  lifecycle {
    precondition {
      condition     = length(local.wrongly_scoped_routes) == 0
      error_message = "routes: ${join(", ", local.wrongly_scoped_routes)}: authorization_scopes are compared by a JWT authorizer alone."
    }

    precondition {
      condition     = length(var.integrations) <= 300 && length(local.route_keys) <= 300
      error_message = "routes, integrations: ${length(local.route_keys)} routes and ${length(var.integrations)} integrations, the service allows 300 of each for an API unless the account's quota was raised. One integration can serve many routes."
    }

    precondition {
      condition     = length(var.authorizers) <= 10
      error_message = "authorizers: ${length(var.authorizers)}, the service allows 10 for an API."
    }
  }
}

locals {
  # The methods that the API has, as a browser asks for them.
  cors_methods = sort(distinct(flatten([
    for key in local.route_keys : key == "$default" || startswith(key, "ANY ") ? ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] : [split(" ", key)[0]]
  ])))
}

# Only for stages that do not deploy by themselves.
resource "aws_apigatewayv2_deployment" "this" {
  count = alltrue([for stage in values(var.stages) : stage.auto_deploy]) ? 0 : 1

  api_id      = aws_apigatewayv2_api.this.id
  description = "Inputs ${substr(local.deployment_hash, 0, 12)}"

  triggers = {
    redeployment = local.deployment_hash
  }

  lifecycle {
    create_before_destroy = true
  }

  # A deployment is a copy: everything that it copies must be there first.
  depends_on = [
    aws_apigatewayv2_authorizer.this,
    aws_apigatewayv2_integration.this,
    aws_apigatewayv2_route.this,
  ]
}

# Of the inputs that reach the deployment, and of nothing else: the attributes of resources are not known when Terraform
# plans, and stages, descriptions and tags need no deployment.
locals {
  used_integration_keys = distinct([for route in values(local.routes) : route.integration_key])

  deployment_hash = sha1(jsonencode({
    api = {
      body                         = var.body
      cors                         = var.cors
      disable_execute_api_endpoint = local.execute_api_endpoint_disabled
    }
    authorizers = var.authorizers
    functions   = { for key in local.function_keys : key => { arn = var.functions[key].arn, qualifier = var.functions[key].qualifier } }
    integrations = {
      for key in local.used_integration_keys : key => { for name, value in var.integrations[key] : name => value if name != "description" }
    }
    routes    = local.routes
    vpc_links = { for key, link in var.vpc_links : key => { security_group_ids = sort(link.security_group_ids), subnet_ids = sort(link.subnet_ids) } }
  }))
}
