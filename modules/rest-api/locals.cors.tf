# How cross-origin access is answered: preflight by a MOCK integration, the gateway's own errors by gateway responses.

locals {
  cors_origins    = var.cors == null ? [] : var.cors.allow_origins
  cors_one_origin = length(local.cors_origins) == 1

  cors_paths = var.cors == null ? [] : [for path in local.route_paths : path if !contains(keys(var.routes), "OPTIONS ${path}")]

  cors_route_keys = [for path in local.cors_paths : "OPTIONS ${path}"]

  # Of several origins the one that asks is answered, the others are not named. Header names are compared as they come.
  cors_response_template = local.cors_one_origin || var.cors == null ? "" : join("", [
    "#set($origin = $input.params().header.get(\"origin\"))",
    "#if(!$origin || $origin == \"\")#set($origin = $input.params().header.get(\"Origin\"))#end",
    "#if(${join(" || ", [for origin in local.cors_origins : "$origin == \"${origin}\""])})",
    "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)",
    local.cors_credentials ? "#set($context.responseOverride.header.Access-Control-Allow-Credentials = \"true\")" : "",
    "#end",
  ])

  cors_credentials = try(var.cors.allow_credentials, false)

  # Headers that do not depend on who asks.
  cors_response_parameters = var.cors == null ? {} : merge(
    local.cors_one_origin ? { "method.response.header.Access-Control-Allow-Origin" = "'${local.cors_origins[0]}'" } : { "method.response.header.Vary" = "'Origin'" },
    local.cors_one_origin && local.cors_credentials ? { "method.response.header.Access-Control-Allow-Credentials" = "'true'" } : {},
    length(var.cors.expose_headers) > 0 ? { "method.response.header.Access-Control-Expose-Headers" = "'${join(",", var.cors.expose_headers)}'" } : {},
  )

  cors_routes = {
    for path in local.cors_paths : "OPTIONS ${path}" => {
      api_key_required      = false
      authorization         = "NONE"
      authorization_scopes  = []
      authorizer_id         = null
      authorizer_key        = null
      method                = "OPTIONS"
      operation_name        = null
      path                  = path
      request_models        = {}
      request_parameters    = { for name in flatten(regexall("\\{([^}+]+)\\+?\\}", path)) : "method.request.path.${name}" => true }
      request_validator_key = null
      integration = {
        cache_key_parameters = []
        cache_namespace      = null
        content_handling     = null
        credentials_arn      = null
        function_key         = null
        http_method          = null
        insecure_skip_verify = false
        passthrough_behavior = "WHEN_NO_TEMPLATES"
        request_parameters   = {}
        request_templates    = { "application/json" = jsonencode({ statusCode = 204 }) }
        timeout_milliseconds = 29000
        type                 = "MOCK"
        uri                  = null
        vpc_link_id          = null
        vpc_link_key         = null
        responses = {
          "204" = {
            content_handling    = null
            models              = {}
            response_parameters = merge(local.cors_response_parameters, local.cors_preflight_parameters[path])
            response_templates  = local.cors_one_origin ? {} : { "application/json" = local.cors_response_template }
            selection_pattern   = null
          }
        }
      }
    }
  }

  cors_preflight_parameters = {
    for path in local.cors_paths : path => merge(
      {
        "method.response.header.Access-Control-Allow-Headers" = "'${join(",", var.cors.allow_headers)}'"
        "method.response.header.Access-Control-Allow-Methods" = "'${join(",", coalesce(var.cors.allow_methods, local.cors_path_methods[path]))}'"
        "method.response.header.Access-Control-Max-Age"       = "'${var.cors.max_age}'"
      },
    )
  }

  cors_path_methods = {
    for path in local.cors_paths : path => contains(keys(var.routes), "ANY ${path}") ? ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] : sort(concat(
      ["OPTIONS"], [for key in keys(var.routes) : split(" ", key)[0] if split(" ", key)[1] == path]
    ))
  }

  # A gateway response has no logic: where several origins are allowed, it lets the one that asks read the error, without
  # credentials, as "*" would.
  cors_gateway_parameters = var.cors == null ? {} : merge(
    local.cors_one_origin ? { "gatewayresponse.header.Access-Control-Allow-Origin" = "'${local.cors_origins[0]}'" } : {
      "gatewayresponse.header.Access-Control-Allow-Origin"                         = "method.request.header.Origin"
      "gatewayresponse.header.Vary"                                                = "'Origin'"
    },
    local.cors_one_origin && local.cors_credentials ? { "gatewayresponse.header.Access-Control-Allow-Credentials" = "'true'" } : {},
    { "gatewayresponse.header.Access-Control-Allow-Headers" = "'${join(",", var.cors.allow_headers)}'" },
  )

  # What the service writes by itself; a gateway response without a template has no body.
  gateway_response_body = { "application/json" = "{\"message\":$context.error.messageString}" }

  gateway_responses = {
    for type in distinct(concat(var.cors == null ? [] : ["DEFAULT_4XX", "DEFAULT_5XX"], keys(var.gateway_responses))) : type => {
      response_parameters = merge(local.cors_gateway_parameters, contains(keys(var.gateway_responses), type) ? var.gateway_responses[type].response_parameters : {})
      response_templates  = (contains(keys(var.gateway_responses), type) ? length(var.gateway_responses[type].response_templates) : 0) > 0 ? var.gateway_responses[type].response_templates : local.gateway_response_body
      status_code         = contains(keys(var.gateway_responses), type) ? var.gateway_responses[type].status_code : null
    }
  }
}
