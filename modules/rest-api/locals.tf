# What the service accepts, and the routes as they are made: the caller's with the defaults filled in, and those that
# answer CORS preflight.

locals {
  cache_control_strategies = ["FAIL_WITH_403", "SUCCEED_WITHOUT_RESPONSE_HEADER", "SUCCEED_WITH_RESPONSE_HEADER"]
  cache_sizes              = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"]
  documentation_types = [
    "API", "AUTHORIZER", "METHOD", "MODEL", "PATH_PARAMETER", "QUERY_PARAMETER", "REQUEST_BODY", "REQUEST_HEADER",
    "RESOURCE", "RESPONSE", "RESPONSE_BODY", "RESPONSE_HEADER",
  ]
  documentation_named_types = ["AUTHORIZER", "MODEL", "PATH_PARAMETER", "QUERY_PARAMETER", "REQUEST_HEADER", "RESPONSE_HEADER"]
  gateway_response_types = [
    "ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE",
    "BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN",
    "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "INVALID_API_KEY", "INVALID_SIGNATURE",
    "MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "RESOURCE_NOT_FOUND", "THROTTLED",
    "UNAUTHORIZED", "UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED",
  ]
  # What passes a body by where templates should take it: nothing. A proxy has no templates, and passes every body.
  passthrough_of_type = { AWS = "NEVER", AWS_PROXY = "WHEN_NO_MATCH", HTTP = "WHEN_NO_TEMPLATES", HTTP_PROXY = "WHEN_NO_MATCH", MOCK = "WHEN_NO_TEMPLATES" }
  methods             = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
  retention_days      = [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]

  route_pattern = "^(${join("|", local.methods)}) (/|(/(${local.path_part}))*/(${local.path_part}|\\{[A-Za-z0-9._:-]+\\+\\}))$"
  path_part     = "[A-Za-z0-9._:-]+|\\{[A-Za-z0-9._:-]+\\}"
}

# Paths.
locals {
  route_paths = distinct([for key in keys(var.routes) : split(" ", key)[1]])

  # "/orders/{id}" needs "/orders" too.
  resource_paths = distinct(flatten([
    for path in local.route_paths : [
      for depth in range(1, length(split("/", path))) : join("/", slice(split("/", path), 0, depth + 1))
    ]
  ]))

  resources = {
    for path in local.resource_paths : path => {
      depth  = length(split("/", path)) - 1
      parent = length(split("/", path)) == 2 ? "/" : join("/", slice(split("/", path), 0, length(split("/", path)) - 1))
      part   = element(split("/", path), length(split("/", path)) - 1)
    } if path != "/"
  }

  ambiguous_parents = sort([
    for parent in distinct([for resource in values(local.resources) : resource.parent]) : parent
    if length([for resource in values(local.resources) : 1 if resource.parent == parent && can(regex("^\\{.*[^+]\\}$", resource.part))]) > 1 ||
    length([for resource in values(local.resources) : 1 if resource.parent == parent && can(regex("\\+\\}$", resource.part))]) > 1
  ])

  resource_ids = merge(
    { "/" = aws_api_gateway_rest_api.this.root_resource_id },
    { for path, resource in aws_api_gateway_resource.depth_1 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_2 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_3 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_4 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_5 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_6 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_7 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_8 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_9 : path => resource.id },
    { for path, resource in aws_api_gateway_resource.depth_10 : path => resource.id },
  )
}

# Routes. No value that may hold something unknown goes through try(): its result would be unknown as a whole.
locals {
  authorization_of_type = { COGNITO_USER_POOLS = "COGNITO_USER_POOLS", REQUEST = "CUSTOM", TOKEN = "CUSTOM" }

  # The authorization of a route: its own, or as a whole the default.
  authorizations = {
    for key, route in var.routes : key => (
      route.authorization != null || route.authorizer_key != null ?
      {
        authorizer_id  = route.authorizer_id
        authorizer_key = route.authorizer_key
        scopes         = coalesce(route.authorization_scopes, [])
        type           = route.authorization
      } :
      {
        authorizer_id  = try(var.authorization.authorizer_id, null)
        authorizer_key = try(var.authorization.authorizer_key, null)
        scopes         = coalesce(route.authorization_scopes, try(var.authorization.scopes, []))
        type           = try(var.authorization.type, null)
      }
    )
  }

  caller_routes = {
    for key, route in var.routes : key => {
      api_key_required      = route.api_key_required
      authorization         = local.authorizations[key].authorizer_key == null ? local.authorizations[key].type : local.authorization_of_type[var.authorizers[local.authorizations[key].authorizer_key].type]
      authorization_scopes  = local.authorizations[key].scopes
      authorizer_id         = local.authorizations[key].authorizer_id
      authorizer_key        = local.authorizations[key].authorizer_key
      integration           = local.integrations[route.integration_key]
      method                = split(" ", key)[0]
      operation_name        = route.operation_name
      path                  = split(" ", key)[1]
      request_models        = route.request_models
      request_parameters    = merge({ for name in flatten(regexall("\\{([^}+]+)\\+?\\}", key)) : "method.request.path.${name}" => true }, route.request_parameters)
      request_validator_key = route.request_validator_key
    }
  }

  wrongly_scoped_routes = [
    for key, route in local.caller_routes : key if length(route.authorization_scopes) > 0 && route.authorization != "COGNITO_USER_POOLS"
  ]

  routes = merge(local.cors_routes, local.caller_routes)

  # "GET /orders/{id} 200"
  responses = merge([
    for key, route in local.routes : {
      for status_code, response in route.integration.responses : "${key} ${status_code}" => merge(response, {
        route_key   = key
        status_code = status_code
      })
    }
  ]...)
}

# Integrations.
locals {
  integrations = {
    for key, integration in var.integrations : key => merge(integration, {
      passthrough_behavior = coalesce(integration.passthrough_behavior, local.passthrough_of_type[integration.type])
      responses = {
        for status_code, response in integration.responses : status_code => merge(response, {
          response_parameters = merge(local.cors_response_parameters, response.response_parameters)
          response_templates  = { for type, template in response.response_templates : type => "${local.cors_response_template}${template}" }
        })
      }
    })
  }

  # Functions that are used, and so need a permission.
  function_keys = var.openapi != null ? toset(keys(var.functions)) : toset(concat(
    [for route in values(var.routes) : var.integrations[route.integration_key].function_key if var.integrations[route.integration_key].function_key != null],
    [for authorizer in values(var.authorizers) : authorizer.function_key if authorizer.function_key != null && authorizer.credentials_arn == null],
  ))

  function_uris = {
    for key, function in var.functions : key => format(
      "arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s%s/invocations",
      split(":", function.arn)[1], split(":", function.arn)[3], function.arn, function.qualifier == null ? "" : ":${function.qualifier}",
    )
  }
}

# The body of an API that is given as one.
locals {
  openapi_body = var.openapi == null ? null : can(tostring(var.openapi.body)) ? tostring(var.openapi.body) : jsonencode(var.openapi.body)

  # What it says, whatever its comments, its blanks and the order of its keys.
  openapi_document = var.openapi == null ? null : try(yamldecode(local.openapi_body), local.openapi_body)

  # Inputs that are set and have no meaning beside a body.
  routes_mode_inputs = compact([
    var.authorization == null ? "" : "authorization",
    length(var.authorizers) == 0 ? "" : "authorizers",
    var.cors == null ? "" : "cors",
    length(var.documentation_parts) == 0 ? "" : "documentation_parts",
    length(var.gateway_responses) == 0 ? "" : "gateway_responses",
    length(var.integrations) == 0 ? "" : "integrations",
    length(var.models) == 0 ? "" : "models",
    length(var.request_validators) == 0 ? "" : "request_validators",
    length(var.routes) == 0 ? "" : "routes",
  ])
}
