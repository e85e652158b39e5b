resource "aws_api_gateway_rest_api" "this" {
  name                         = var.name
  description                  = var.description
  api_key_source               = local.api_key_source
  binary_media_types           = var.openapi != null && length(var.binary_media_types) == 0 ? null : var.binary_media_types
  body                         = local.openapi_body
  disable_execute_api_endpoint = local.disable_execute_api_endpoint
  fail_on_warnings             = var.openapi == null ? null : var.openapi.fail_on_warnings
  minimum_compression_size     = var.minimum_compression_size == null ? null : tostring(var.minimum_compression_size)
  parameters                   = var.openapi == null ? null : var.openapi.parameters
  policy                       = var.openapi == null || var.resource_policy == null ? null : var.resource_policy.json
  put_rest_api_mode            = var.openapi == null ? null : var.openapi.mode
  tags                         = var.tags

  endpoint_configuration {
    ip_address_type  = var.endpoint.ip_address_type
    types            = [var.endpoint.type]
    vpc_endpoint_ids = var.endpoint.type == "PRIVATE" && length(var.endpoint.vpc_endpoint_ids) > 0 ? var.endpoint.vpc_endpoint_ids : null
  }

  lifecycle {
    precondition {
      condition     = var.openapi == null || length(local.routes_mode_inputs) == 0
      error_message = "openapi: goes without ${join(", ", local.routes_mode_inputs)}: the import replaces what the body does not hold, so all of it belongs there."
    }

    precondition {
      condition     = length(local.ambiguous_parents) == 0
      error_message = "routes: below ${join(", ", local.ambiguous_parents)}: all routes must call a path parameter by one name; the service allows one {name} and one {name+} beside each other."
    }

    precondition {
      condition     = length(local.wrongly_scoped_routes) == 0
      error_message = "routes: ${join(", ", local.wrongly_scoped_routes)}: authorization_scopes are compared by a Cognito authorizer alone (authorization COGNITO_USER_POOLS)."
    }

    precondition {
      condition     = length(local.resources) <= 300
      error_message = "routes: need ${length(local.resources)} resources, the service allows 300 for an API unless the account's quota was raised: join paths by {name} or {name+}, or split the API."
    }
  }
}

resource "aws_api_gateway_rest_api_policy" "this" {
  count = var.resource_policy != null && var.openapi == null ? 1 : 0 # An import would take it away again.

  rest_api_id = aws_api_gateway_rest_api.this.id
  policy      = strcontains(var.resource_policy.json, "\"execute-api:/") ? replace(var.resource_policy.json, "\"execute-api:/", "\"${aws_api_gateway_rest_api.this.execution_arn}/") : var.resource_policy.json
}

# What stages serve. While there are canaries it stays as it was: the hash that it was made of is held.
resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  description = var.stable_deployment_hash == null ? var.deployment_description : var.stable_deployment_description

  triggers = {
    redeployment = var.stable_deployment_hash == null ? local.deployment_hash : var.stable_deployment_hash
  }

  lifecycle {
    create_before_destroy = true
  }

  # A deployment is a copy: everything that it copies must be there first.
  depends_on = [
    aws_api_gateway_authorizer.this,
    aws_api_gateway_gateway_response.this,
    aws_api_gateway_integration.this,
    aws_api_gateway_integration_response.this,
    aws_api_gateway_method.this,
    aws_api_gateway_method_response.this,
    aws_api_gateway_model.this,
    aws_api_gateway_request_validator.this,
    aws_api_gateway_rest_api_policy.this,
  ]
}

# What canaries serve, and the stages that have none.
resource "aws_api_gateway_deployment" "canary" {
  count = var.stable_deployment_hash == null ? 0 : 1

  rest_api_id = aws_api_gateway_rest_api.this.id
  description = var.deployment_description

  triggers = {
    redeployment = local.deployment_hash
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    aws_api_gateway_authorizer.this,
    aws_api_gateway_gateway_response.this,
    aws_api_gateway_integration.this,
    aws_api_gateway_integration_response.this,
    aws_api_gateway_method.this,
    aws_api_gateway_method_response.this,
    aws_api_gateway_model.this,
    aws_api_gateway_request_validator.this,
    aws_api_gateway_rest_api_policy.this,
  ]
}

locals {
  # Left to the body where there is one and the caller says nothing.
  api_key_source = var.api_key_source == null && var.openapi == null ? "HEADER" : var.api_key_source
  disable_execute_api_endpoint = (
    var.disable_execute_api_endpoint != null ? var.disable_execute_api_endpoint : var.custom_domain_attached ? true : var.openapi == null ? false : null
  )

  # Of the inputs that reach the deployment, and of nothing else: the attributes of resources are not known when
  # Terraform plans, and stages, descriptions, documentation and tags need no deployment.
  deployment_hash = sha1(var.openapi == null ? local.routes_deployed : local.body_deployed)

  api_deployed = {
    api_key_source               = local.api_key_source
    binary_media_types           = sort(var.binary_media_types)
    disable_execute_api_endpoint = local.disable_execute_api_endpoint
    endpoint                     = { type = var.endpoint.type, vpc_endpoint_ids = sort(var.endpoint.vpc_endpoint_ids) }
    minimum_compression_size     = var.minimum_compression_size
    resource_policy              = var.resource_policy
  }

  body_deployed = jsonencode({
    api        = local.api_deployed
    body       = local.openapi_document
    mode       = try(var.openapi.mode, null)
    parameters = try(var.openapi.parameters, null)
  })

  routes_deployed = jsonencode({
    api               = local.api_deployed
    authorizers       = var.authorizers
    functions         = { for key in local.function_keys : key => { arn = var.functions[key].arn, qualifier = var.functions[key].qualifier } }
    gateway_responses = local.gateway_responses
    models            = { for name, model in var.models : name => { content_type = model.content_type, schema = model.schema } }
    routes            = local.routes
    validators        = var.request_validators
    vpc_links         = { for key, link in var.vpc_links : key => link.target_arn }
  })
}
