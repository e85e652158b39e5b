variable "api_key_selection_expression" {
  description = "Where the API key of a route with `api_key_required` is read from: the header x-api-key, or what the authorizer answers."
  type        = string
  default     = "$request.header.x-api-key"
  nullable    = false

  validation {
    condition     = contains(["$context.authorizer.usageIdentifierKey", "$request.header.x-api-key"], var.api_key_selection_expression)
    error_message = "api_key_selection_expression: \"${var.api_key_selection_expression}\" must be one of $context.authorizer.usageIdentifierKey, $request.header.x-api-key."
  }
}

variable "api_version" {
  description = "Version of the API, as its clients know it."
  type        = string
  default     = null

  validation {
    condition     = var.api_version == null ? true : length(var.api_version) >= 1 && length(var.api_version) <= 64
    error_message = "api_version: \"${var.api_version == null ? "" : var.api_version}\" must be 1 to 64 characters."
  }
}

variable "authorizers" {
  description = <<-EOT
    Lambda authorizers, by the static key that the route `$connect` refers to as `authorizer_key`. `function_key` is a key
    of `functions`. A request that lacks one of `identity_sources` is refused before the function is called; a browser
    cannot write headers, and sends a query string instead.
  EOT
  type = map(object({
    credentials_arn  = optional(string)
    function_key     = string
    identity_sources = optional(list(string), ["route.request.header.Authorization"])
    name             = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : contains(keys(var.functions), authorizer.function_key)])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.function_key})" if !contains(keys(var.functions), authorizer.function_key)])}: function_key must be a key of functions: ${join(", ", keys(var.functions))}."
  }

  validation {
    condition = alltrue([
      for authorizer in values(var.authorizers) : length(authorizer.identity_sources) > 0 && alltrue([
        for source in authorizer.identity_sources : can(regex("^(route\\.request\\.(header|querystring)\\.[^ ,]+|context\\.[\\w.]+|stageVariables\\.\\w+)$", source))
      ])
    ])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${join(", ", authorizer.identity_sources)})" if !(length(authorizer.identity_sources) > 0 && alltrue([for source in authorizer.identity_sources : can(regex("^(route\\.request\\.(header|querystring)\\.[^ ,]+|context\\.[\\w.]+|stageVariables\\.\\w+)$", source))]))])}: identity_sources must be at least one of route.request.header.NAME, route.request.querystring.NAME, context.NAME, stageVariables.NAME."
  }
}

variable "custom_domain_attached" {
  description = "True where a custom domain is mapped to the API. The domain depends on the API, so this cannot be found out here."
  type        = bool
  default     = false
  nullable    = false
}

variable "description" {
  description = "Description of the API."
  type        = string
  default     = null
}

variable "disable_execute_api_endpoint" {
  description = "Whether the endpoint `wss://{id}.execute-api...` is off. Unset: off exactly when a custom domain is attached."
  type        = bool
  default     = null
}

variable "functions" {
  description = <<-EOT
    Lambda functions, by the static key that integrations and authorizers refer to as `function_key`. `arn` is the
    function's, without a qualifier; `qualifier` names a version or an alias. Each function that is used gets one
    permission, pinned to this API, unless `permission` is false.
  EOT
  type = map(object({
    arn        = string
    permission = optional(bool, true)
    qualifier  = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for function in values(var.functions) : can(regex("^arn:[^:]+:lambda:[^:]+:[0-9]{12}:function:[^:]+$", function.arn))])
    error_message = "functions: ${join(", ", [for key, function in var.functions : "${key} (${function.arn})" if !can(regex("^arn:[^:]+:lambda:[^:]+:[0-9]{12}:function:[^:]+$", function.arn))])}: arn must be arn:aws:lambda:REGION:ACCOUNT:function:NAME; a version or an alias goes into qualifier."
  }
}

variable "integrations" {
  description = <<-EOT
    Integrations, by the static key that routes refer to as `integration_key`; one serves any number of routes.

    - AWS_PROXY calls the function of `function_key` with the whole message. AWS calls a function by templates, or the AWS
      service of `uri` (`arn:aws:apigateway:REGION:SERVICE:action/ACTION`) as the role of `credentials_arn`.
    - HTTP_PROXY and HTTP call `uri` by `http_method`. MOCK answers from its templates.
    - `request_templates` are by the result of `template_selection_expression`.
    - `responses` are the answers of AWS, HTTP and MOCK, by response key: `$default`, or a pattern of status codes
      (`/4\\d{2}/`). They reach the caller of a two-way route.
    - `passthrough_behavior` unset: NEVER for AWS and WHEN_NO_TEMPLATES for HTTP and MOCK, so that a message that no template
      takes is refused.
  EOT
  type = map(object({
    content_handling_strategy = optional(string)
    credentials_arn           = optional(string)
    description               = optional(string)
    function_key              = optional(string)
    http_method               = optional(string, "POST")
    passthrough_behavior      = optional(string)
    request_parameters        = optional(map(string), {})
    request_templates         = optional(map(string), {})
    responses = optional(map(object({
      content_handling_strategy     = optional(string)
      response_templates            = optional(map(string), {})
      template_selection_expression = optional(string)
    })), {})
    template_selection_expression = optional(string)
    timeout_milliseconds          = optional(number, 29000)
    type                          = string
    uri                           = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(keys(local.passthrough_of_type), integration.type)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.type})" if !contains(keys(local.passthrough_of_type), integration.type)])}: type must be one of ${join(", ", keys(local.passthrough_of_type))}."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.function_key == null ? integration.type != "AWS_PROXY" : contains(["AWS", "AWS_PROXY"], integration.type) && contains(keys(var.functions), integration.function_key)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.function_key == null ? "none" : integration.function_key})" if integration.function_key == null ? integration.type == "AWS_PROXY" : !contains(["AWS", "AWS_PROXY"], integration.type) || !contains(keys(var.functions), integration.function_key)])}: function_key must be a key of functions (${join(", ", keys(var.functions))}); it is needed with type AWS_PROXY, allowed with AWS and refused with the others."
  }

  validation {
    condition = alltrue([
      for integration in values(var.integrations) :
      contains(["HTTP", "HTTP_PROXY"], integration.type) ? integration.uri == null ? false : can(regex("^https?://", integration.uri)) :
      integration.type == "AWS" && integration.function_key == null ? integration.uri == null || integration.credentials_arn == null ? false : can(regex("^arn:[^:]+:apigateway:[^:]+:[^:]+:(action|path)/", integration.uri)) :
      integration.uri == null
    ])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.uri == null ? "none" : integration.uri})" if !(contains(["HTTP", "HTTP_PROXY"], integration.type) ? integration.uri == null ? false : can(regex("^https?://", integration.uri)) : integration.type == "AWS" && integration.function_key == null ? integration.uri == null || integration.credentials_arn == null ? false : can(regex("^arn:[^:]+:apigateway:[^:]+:[^:]+:(action|path)/", integration.uri)) : integration.uri == null)])}: uri must be http(s)://... with type HTTP and HTTP_PROXY, arn:aws:apigateway:REGION:SERVICE:action/ACTION (or path/PATH) and credentials_arn with AWS, and unset with a function and with MOCK."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(local.http_methods, integration.http_method)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.http_method})" if !contains(local.http_methods, integration.http_method)])}: http_method must be one of ${join(", ", local.http_methods)}."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.timeout_milliseconds >= 50 && integration.timeout_milliseconds <= 29000])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.timeout_milliseconds})" if integration.timeout_milliseconds < 50 || integration.timeout_milliseconds > 29000])}: timeout_milliseconds must be 50 to 29000."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.passthrough_behavior == null ? true : contains(["NEVER", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES"], integration.passthrough_behavior)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.passthrough_behavior})" if integration.passthrough_behavior == null ? false : !contains(["NEVER", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES"], integration.passthrough_behavior)])}: passthrough_behavior must be one of NEVER, WHEN_NO_MATCH, WHEN_NO_TEMPLATES."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for strategy in concat([integration.content_handling_strategy], values(integration.responses)[*].content_handling_strategy) : strategy == null ? true : contains(["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"], strategy)]]))
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if !alltrue([for strategy in concat([integration.content_handling_strategy], values(integration.responses)[*].content_handling_strategy) : strategy == null ? true : contains(["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"], strategy)])])}: content_handling_strategy must be one of CONVERT_TO_BINARY, CONVERT_TO_TEXT."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for name in keys(integration.request_parameters) : can(regex("^integration\\.request\\.(header|path|querystring)\\.", name))]]))
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if !alltrue([for name in keys(integration.request_parameters) : can(regex("^integration\\.request\\.(header|path|querystring)\\.", name))])])}: request_parameters must be named integration.request.header.NAME, integration.request.path.NAME or integration.request.querystring.NAME."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : length(integration.responses) == 0 || contains(["AWS", "HTTP", "MOCK"], integration.type)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.type})" if length(integration.responses) > 0 && !contains(["AWS", "HTTP", "MOCK"], integration.type)])}: responses are for type AWS, HTTP and MOCK; AWS_PROXY and HTTP_PROXY pass the backend's answer."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for key in keys(integration.responses) : can(regex("^(\\$default|/.+/)$", key))]]))
    error_message = "integrations: ${join(", ", flatten([for name, integration in var.integrations : [for key in keys(integration.responses) : "${name} (${key})" if !can(regex("^(\\$default|/.+/)$", key))]]))}: the keys of responses must be \"$default\" or a pattern of status codes such as \"/4\\\\d{2}/\"."
  }
}

variable "ip_address_type" {
  description = "Addresses that the API is called by: ipv4 or dualstack. Unset: what the service makes of it, ipv4."
  type        = string
  default     = null

  validation {
    condition     = var.ip_address_type == null ? true : contains(["dualstack", "ipv4"], var.ip_address_type)
    error_message = "ip_address_type: \"${var.ip_address_type == null ? "" : var.ip_address_type}\" must be one of dualstack, ipv4."
  }
}

variable "models" {
  description = "Models, by name (letters and digits): JSON Schema draft 4 in `schema`, for one `content_type`. Routes refer to them by name."
  type = map(object({
    content_type = optional(string, "application/json")
    description  = optional(string)
    schema       = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.models) : can(regex("^[A-Za-z0-9]{1,128}$", name))])
    error_message = "models: ${join(", ", [for name in keys(var.models) : "\"${name}\"" if !can(regex("^[A-Za-z0-9]{1,128}$", name))])}: a name is 1 to 128 letters and digits."
  }

  validation {
    condition     = alltrue([for model in values(var.models) : can(jsondecode(model.schema))])
    error_message = "models: ${join(", ", [for name, model in var.models : name if !can(jsondecode(model.schema))])}: schema must be JSON."
  }
}

variable "name" {
  description = "Name of the API."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name) >= 1 && length(var.name) <= 128
    error_message = "name: \"${var.name}\" must be 1 to 128 characters."
  }
}

variable "route_selection_expression" {
  description = "What of a message names its route: `$request.body.action` is the attribute `action` of a JSON message."
  type        = string
  default     = "$request.body.action"
  nullable    = false

  validation {
    condition     = can(regex("^\\$(\\{request\\.body\\..+\\}|request\\.body\\..+)", var.route_selection_expression))
    error_message = "route_selection_expression: \"${var.route_selection_expression}\" must be made of $request.body.NAME or $${request.body.NAME}."
  }
}

variable "routes" {
  description = <<-EOT
    Routes, by route key: `$connect`, `$disconnect`, `$default`, or a value of `route_selection_expression`.

    - `$connect` must be there: it decides who may connect. `authorizer_key` names an authorizer, `authorizer_id` (with
      `authorization = "CUSTOM"`) one from elsewhere; otherwise `authorization` is AWS_IAM or, for anyone, NONE. No other
      route has an authorization.
    - `response` makes the route two-way: the answer of its integration is sent back on the connection. `models` are by the
      result of `model_selection_expression`.
    - `request_models`, by the result of `model_selection_expression`, are names of `models`; a message that fits none is
      refused. `request_parameters`, such as `route.request.querystring.token`, are true where they must be present.
  EOT
  type = map(object({
    api_key_required           = optional(bool, false)
    authorization              = optional(string)
    authorizer_id              = optional(string)
    authorizer_key             = optional(string)
    integration_key            = string
    model_selection_expression = optional(string)
    operation_name             = optional(string)
    request_models             = optional(map(string), {})
    request_parameters         = optional(map(bool), {})
    response = optional(object({
      model_selection_expression = optional(string)
      models                     = optional(map(string), {})
    }))
  }))
  nullable = false

  validation {
    condition     = contains(keys(var.routes), "$connect")
    error_message = "routes: \"$connect\" must be there, with an authorizer_key or an authorization; without it anyone may connect."
  }

  validation {
    condition     = alltrue([for key in keys(var.routes) : contains(["$connect", "$default", "$disconnect"], key) || can(regex("^[^$\\s][^\\s]{0,127}$", key))])
    error_message = "routes: ${join(", ", [for key in keys(var.routes) : "\"${key}\"" if !(contains(["$connect", "$default", "$disconnect"], key) || can(regex("^[^$\\s][^\\s]{0,127}$", key)))])}: the key must be $connect, $default, $disconnect, or 1 to 128 characters without spaces that do not begin with $."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : contains(keys(var.integrations), route.integration_key)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.integration_key})" if !contains(keys(var.integrations), route.integration_key)])}: integration_key must be a key of integrations: ${join(", ", keys(var.integrations))}."
  }

  validation {
    condition     = alltrue([for key, route in var.routes : key == "$connect" || (route.authorization == null && route.authorizer_key == null && route.authorizer_id == null)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if key != "$connect" && (route.authorization != null || route.authorizer_key != null || route.authorizer_id != null)])}: authorization, authorizer_key and authorizer_id are for $connect; who has connected is the caller of every message."
  }

  validation {
    condition     = alltrue([for key, route in var.routes : key != "$connect" || route.authorization != null || route.authorizer_key != null])
    error_message = "routes: \"$connect\": write authorizer_key or authorization; an API that anyone may connect to says authorization = \"NONE\"."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorization == null ? true : contains(["AWS_IAM", "CUSTOM", "NONE"], route.authorization)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorization})" if route.authorization == null ? false : !contains(["AWS_IAM", "CUSTOM", "NONE"], route.authorization)])}: authorization must be one of AWS_IAM, CUSTOM, NONE; JWT is for HTTP APIs, and API_KEY is no authorization."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorizer_key == null ? true : route.authorizer_id == null && contains(["", "CUSTOM"], route.authorization == null ? "" : route.authorization) && contains(keys(var.authorizers), route.authorizer_key)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorizer_key})" if route.authorizer_key == null ? false : !(route.authorizer_id == null && contains(["", "CUSTOM"], route.authorization == null ? "" : route.authorization) && contains(keys(var.authorizers), route.authorizer_key))])}: authorizer_key must be a key of authorizers (${join(", ", keys(var.authorizers))}), and goes with authorization CUSTOM or none, and without authorizer_id."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorizer_key != null || (route.authorizer_id != null) == contains(["CUSTOM"], route.authorization == null ? "" : route.authorization)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if route.authorizer_key == null && (route.authorizer_id != null) != contains(["CUSTOM"], route.authorization == null ? "" : route.authorization)])}: authorization CUSTOM needs authorizer_key or authorizer_id, and authorizer_id needs authorization CUSTOM."
  }

  validation {
    condition     = alltrue(flatten([for route in values(var.routes) : [for name in concat(values(route.request_models), route.response == null ? [] : values(route.response.models)) : contains(keys(var.models), name)]]))
    error_message = "routes: ${join(", ", flatten([for key, route in var.routes : [for name in concat(values(route.request_models), route.response == null ? [] : values(route.response.models)) : "\"${key}\" (${name})" if !contains(keys(var.models), name)]]))}: request_models and response.models must be names of models: ${join(", ", keys(var.models))}."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : length(route.request_models) == 0 || route.model_selection_expression != null])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if length(route.request_models) > 0 && route.model_selection_expression == null])}: request_models need model_selection_expression, which says which of them a message must fit."
  }

  validation {
    condition     = alltrue(flatten([for route in values(var.routes) : [for name in keys(route.request_parameters) : can(regex("^route\\.request\\.(header|querystring)\\.", name))]]))
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if !alltrue([for name in keys(route.request_parameters) : can(regex("^route\\.request\\.(header|querystring)\\.", name))])])}: request_parameters must be named route.request.header.NAME or route.request.querystring.NAME."
  }

  validation {
    condition     = alltrue([for key, route in var.routes : key != "$disconnect" || route.response == null])
    error_message = "routes: \"$disconnect\": response: there is nobody left to answer."
  }
}

variable "stages" {
  description = <<-EOT
    Stages, by name.

    - `access_log`: on, in JSON with every field that an investigation needs, into a log group that the module creates
      under `/aws/vendedlogs/apigateway/`, or into `destination`. `format` replaces the fields.
    - `default_route_settings` hold for every route, `route_settings` for the routes they are keyed by; what one of those
      leaves unset it takes from the default. Rate (messages a second) and burst are written together. Logging needs the
      account's CloudWatch role first: `modules/logging/account`.
    - `execution_log`: the group that the service writes execution logs to, made beforehand so that its retention is set.
    - `web_acl` and `xray_tracing_enabled` are refused: WebSocket APIs have neither.
  EOT
  type = map(object({
    access_log = optional(object({
      destination       = optional(object({ arn = string }))
      enabled           = optional(bool, true)
      format            = optional(string)
      kms_key_arn       = optional(string)
      retention_in_days = optional(number, 365)
    }), {})
    client_certificate_id = optional(string)
    default_route_settings = optional(object({
      data_trace_enabled       = optional(bool, false)
      detailed_metrics_enabled = optional(bool, true)
      logging_level            = optional(string, "ERROR")
      throttle                 = optional(object({ burst_limit = number, rate_limit = number }), { burst_limit = 200, rate_limit = 100 })
    }), {})
    description = optional(string)
    execution_log = optional(object({
      enabled           = optional(bool, true)
      kms_key_arn       = optional(string)
      retention_in_days = optional(number, 365)
    }), {})
    route_settings = optional(map(object({
      data_trace_enabled       = optional(bool)
      detailed_metrics_enabled = optional(bool)
      logging_level            = optional(string)
      throttle                 = optional(object({ burst_limit = number, rate_limit = number }))
    })), {})
    tags                 = optional(map(string), {})
    variables            = optional(map(string), {})
    web_acl              = optional(object({ arn = string }))
    xray_tracing_enabled = optional(bool, false)
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.stages) : can(regex("^[A-Za-z0-9_-]{1,128}$", name))])
    error_message = "stages: ${join(", ", [for name in keys(var.stages) : "\"${name}\"" if !can(regex("^[A-Za-z0-9_-]{1,128}$", name))])}: a name is 1 to 128 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.access_log.format == null ? true : strcontains(stage.access_log.format, "$context.requestId") || strcontains(stage.access_log.format, "$context.extendedRequestId")])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.access_log.format == null ? false : !strcontains(stage.access_log.format, "$context.requestId") && !strcontains(stage.access_log.format, "$context.extendedRequestId")])}: access_log.format must hold $context.requestId or $context.extendedRequestId."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : contains(local.retention_days, stage.access_log.retention_in_days) && contains(local.retention_days, stage.execution_log.retention_in_days)])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : "${name} (${stage.access_log.retention_in_days}, ${stage.execution_log.retention_in_days})" if !contains(local.retention_days, stage.access_log.retention_in_days) || !contains(local.retention_days, stage.execution_log.retention_in_days)])}: retention_in_days of access_log and of execution_log must be one of ${join(", ", local.retention_days)}."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for level in concat([stage.default_route_settings.logging_level], values(stage.route_settings)[*].logging_level) : level == null ? true : contains(local.logging_levels, level)]]))
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if !alltrue([for level in concat([stage.default_route_settings.logging_level], values(stage.route_settings)[*].logging_level) : level == null ? true : contains(local.logging_levels, level)])])}: logging_level must be one of ${join(", ", local.logging_levels)}."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for throttle in concat([stage.default_route_settings.throttle], values(stage.route_settings)[*].throttle) : throttle == null ? true : throttle.rate_limit > 0 && throttle.burst_limit > 0]]))
    error_message = "stages: ${join(", ", flatten([for name, stage in var.stages : [for key, throttle in merge({ default = stage.default_route_settings.throttle }, { for route, settings in stage.route_settings : route => settings.throttle }) : "${name} (${key}: ${throttle.rate_limit}, ${throttle.burst_limit})" if throttle == null ? false : throttle.rate_limit <= 0 || throttle.burst_limit <= 0]]))}: throttle.rate_limit and throttle.burst_limit must both be above 0 (0 refuses every message; -1, no limit, is for REST APIs)."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.web_acl == null])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.web_acl != null])}: web_acl: AWS WAF does not protect WebSocket APIs; refuse callers in the authorizer of $connect, or put CloudFront with a web ACL in front."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : !stage.xray_tracing_enabled])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.xray_tracing_enabled])}: xray_tracing_enabled: WebSocket APIs send no traces to X-Ray; trace in the function."
  }
}

variable "tags" {
  description = "Tags of the API, its stages and its log groups."
  type        = map(string)
  default     = {}
  nullable    = false
}
