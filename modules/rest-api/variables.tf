variable "api_key_source" {
  description = "Where an API key is read from: HEADER (x-api-key) or AUTHORIZER (what a Lambda authorizer answers). Unset: HEADER, or what the body of `openapi` says."
  type        = string
  default     = null

  validation {
    condition     = var.api_key_source == null ? true : contains(["HEADER", "AUTHORIZER"], var.api_key_source)
    error_message = "api_key_source: \"${var.api_key_source == null ? "" : var.api_key_source}\" must be one of HEADER, AUTHORIZER."
  }
}

variable "authorization" {
  description = <<-EOT
    Authorization of every route that writes none of its own: `type` is NONE, AWS_IAM, CUSTOM or COGNITO_USER_POOLS and
    follows from the authorizer where `authorizer_key` names one. Unset, every route must write its own.
  EOT
  type = object({
    authorizer_id  = optional(string)
    authorizer_key = optional(string)
    scopes         = optional(list(string), [])
    type           = optional(string)
  })
  default = null

  validation {
    condition     = var.authorization == null ? true : try(var.authorization.authorizer_key, null) != null || try(contains(["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"], var.authorization.type), false)
    error_message = "authorization: type \"${try(coalesce(var.authorization.type), "")}\" must be one of NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS, or authorizer_key must be set. API_KEY is no authorization: see api_key_required of a route."
  }

  validation {
    condition     = try(var.authorization.authorizer_key, null) == null ? true : contains(keys(var.authorizers), var.authorization.authorizer_key)
    error_message = "authorization: authorizer_key \"${try(coalesce(var.authorization.authorizer_key), "")}\" must be a key of authorizers: ${join(", ", keys(var.authorizers))}."
  }
}

variable "authorizers" {
  description = <<-EOT
    Authorizers, by the static key that routes refer to as `authorizer_key`.

    - `type` COGNITO_USER_POOLS takes `provider_arns`, the ARNs of user pools.
    - `type` TOKEN and REQUEST take `function_key`, a key of `functions`. A REQUEST authorizer whose results are cached
      (`result_ttl_in_seconds` above 0) needs `identity_sources`, which are also what the cache distinguishes callers by.
    - `identity_validation_expression` (TOKEN) refuses, before the function is called, a token that does not match.
  EOT
  type = map(object({
    credentials_arn                = optional(string)
    function_key                   = optional(string)
    identity_sources               = optional(list(string))
    identity_validation_expression = optional(string)
    name                           = optional(string)
    provider_arns                  = optional(list(string), [])
    result_ttl_in_seconds          = optional(number, 300)
    type                           = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : contains(["COGNITO_USER_POOLS", "REQUEST", "TOKEN"], authorizer.type)])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.type})" if !contains(["COGNITO_USER_POOLS", "REQUEST", "TOKEN"], authorizer.type)])}: type must be one of COGNITO_USER_POOLS, REQUEST, TOKEN."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.result_ttl_in_seconds >= 0 && authorizer.result_ttl_in_seconds <= 3600])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.result_ttl_in_seconds})" if authorizer.result_ttl_in_seconds < 0 || authorizer.result_ttl_in_seconds > 3600])}: result_ttl_in_seconds must be 0 to 3600."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : (authorizer.type == "COGNITO_USER_POOLS") == (length(authorizer.provider_arns) > 0)])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if(authorizer.type == "COGNITO_USER_POOLS") != (length(authorizer.provider_arns) > 0)])}: provider_arns is needed with type COGNITO_USER_POOLS and is refused with REQUEST and TOKEN."
  }

  validation {
    condition = alltrue([
      for authorizer in values(var.authorizers) : authorizer.type == "COGNITO_USER_POOLS" ? authorizer.function_key == null : try(contains(keys(var.functions), authorizer.function_key), false)
    ])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.function_key == null ? "none" : authorizer.function_key})" if authorizer.type == "COGNITO_USER_POOLS" ? authorizer.function_key != null : !try(contains(keys(var.functions), authorizer.function_key), false)])}: function_key must be a key of functions (${join(", ", keys(var.functions))}) with type REQUEST or TOKEN, and unset with COGNITO_USER_POOLS."
  }

  validation {
    condition = alltrue([
      for authorizer in values(var.authorizers) : authorizer.type != "REQUEST" || authorizer.result_ttl_in_seconds == 0 || length(coalesce(authorizer.identity_sources, [])) > 0
    ])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if authorizer.type == "REQUEST" && authorizer.result_ttl_in_seconds != 0 && length(coalesce(authorizer.identity_sources, [])) == 0])}: identity_sources is needed by type REQUEST while results are cached; write it, or result_ttl_in_seconds = 0."
  }

  validation {
    condition = alltrue(flatten([
      for authorizer in values(var.authorizers) : [
        for source in coalesce(authorizer.identity_sources, []) : can(regex(authorizer.type == "REQUEST" ? "^(method\\.request\\.(header|querystring)\\.[^ ,]+|stageVariables\\.\\w+|context\\.[\\w.]+)$" : "^method\\.request\\.header\\.[^ ,]+$", source))
      ]
    ]))
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if !alltrue([for source in coalesce(authorizer.identity_sources, []) : can(regex(authorizer.type == "REQUEST" ? "^(method\\.request\\.(header|querystring)\\.[^ ,]+|stageVariables\\.\\w+|context\\.[\\w.]+)$" : "^method\\.request\\.header\\.[^ ,]+$", source))])])}: identity_sources must be method.request.header.NAME, and with type REQUEST also method.request.querystring.NAME, stageVariables.NAME or context.NAME."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.type == "REQUEST" || length(coalesce(authorizer.identity_sources, ["one"])) == 1])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if authorizer.type != "REQUEST" && length(coalesce(authorizer.identity_sources, ["one"])) != 1])}: identity_sources must be one header with type TOKEN and COGNITO_USER_POOLS."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.identity_validation_expression == null || authorizer.type == "TOKEN"])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if authorizer.identity_validation_expression != null && authorizer.type != "TOKEN"])}: identity_validation_expression is for type TOKEN."
  }
}

variable "binary_media_types" {
  description = "Media types that are passed as bytes, such as image/png. `*/*` treats every body so."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "client_certificates" {
  description = "Client certificates that the gateway shows to HTTP backends, by the static key that stages refer to as `client_certificate_key`. The service makes them, for a year each."
  type = map(object({
    description = optional(string)
  }))
  default  = {}
  nullable = false
}

variable "cors" {
  description = <<-EOT
    Cross-origin access. Every path gets an OPTIONS method without authorization that a MOCK integration answers with
    204, unless a route for it is written; the responses of non-proxy integrations and the gateway's own errors carry
    the headers too, so that a browser can read a 401. A Lambda or HTTP proxy integration writes its own headers.

    Several origins are answered by a response template that returns the one that asked. Gateway errors cannot choose:
    they then allow the asking origin to read them, never with credentials. `allow_methods` unset: those of the path.
  EOT
  type = object({
    allow_credentials = optional(bool, false)
    allow_headers     = optional(list(string), ["Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Security-Token", "X-Api-Key"])
    allow_methods     = optional(list(string))
    allow_origins     = list(string)
    expose_headers    = optional(list(string), [])
    max_age           = optional(number, 3600)
  })
  default = null

  validation {
    condition     = var.cors == null ? true : length(var.cors.allow_origins) > 0 && alltrue([for origin in var.cors.allow_origins : origin == "*" || can(regex("^[a-z][a-z0-9+.-]*://[^/'\"\\s*]+$", origin))])
    error_message = "cors: allow_origins (${var.cors == null ? "" : join(", ", var.cors.allow_origins)}) must be \"*\" or origins such as https://app.example.com, without a path, a wildcard or a trailing slash."
  }

  validation {
    condition     = var.cors == null ? true : !contains(var.cors.allow_origins, "*") || length(var.cors.allow_origins) == 1
    error_message = "cors: allow_origins must be \"*\" alone or a list of origins, not both."
  }

  validation {
    condition     = var.cors == null ? true : !(var.cors.allow_credentials && anytrue([for value in concat(var.cors.allow_origins, var.cors.allow_headers, coalesce(var.cors.allow_methods, [])) : value == "*"]))
    error_message = "cors: allow_credentials cannot go with \"*\" in allow_origins, allow_headers or allow_methods; name them."
  }

  validation {
    condition     = try(var.cors.allow_methods, null) == null ? true : alltrue([for method in var.cors.allow_methods : contains(["*", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"], method)])
    error_message = "cors: allow_methods (${join(", ", coalesce(try(var.cors.allow_methods, null), []))}) must be of *, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT."
  }

  validation {
    condition     = var.cors == null ? true : alltrue([for header in concat(var.cors.allow_headers, var.cors.expose_headers) : can(regex("^(\\*|[!#$%&*+.^_`|~0-9A-Za-z-]+)$", header))])
    error_message = "cors: allow_headers and expose_headers must be header names (${var.cors == null ? "" : join(", ", [for header in concat(var.cors.allow_headers, var.cors.expose_headers) : "\"${header}\"" if !can(regex("^(\\*|[!#$%&*+.^_`|~0-9A-Za-z-]+)$", header))])})."
  }

  validation {
    condition     = var.cors == null ? true : var.cors.max_age >= 0 && var.cors.max_age <= 86400
    error_message = "cors: max_age ${var.cors == null ? "" : var.cors.max_age} must be 0 to 86400 seconds."
  }
}

variable "custom_domain_attached" {
  description = "True where a custom domain is mapped to the API. The domain depends on the API, so this cannot be found out here."
  type        = bool
  default     = false
  nullable    = false
}

variable "deployment_description" {
  description = <<-EOT
    Description of the deployment that is made of the present inputs, for its history: a release or a commit. Only a change
    of what is deployed makes a new deployment; a new description alone is written to the one that is there.
  EOT
  type        = string
  default     = null
}

variable "description" {
  description = "Description of the API."
  type        = string
  default     = null
}

variable "disable_execute_api_endpoint" {
  description = "Whether the endpoint `https://{id}.execute-api...` is off. Unset: off exactly when a custom domain is attached."
  type        = bool
  default     = null
}

variable "documentation_parts" {
  description = <<-EOT
    Documentation parts, by a static key. `type` and `path`, `method`, `name` and `status_code` say what is documented, as
    far as its type has them; `properties` is a JSON object, such as `{"description": "..."}`. Parts are seen by callers
    only as a version of `documentation_versions` that a stage names; they need no deployment.
  EOT
  type = map(object({
    method      = optional(string)
    name        = optional(string)
    path        = optional(string)
    properties  = string
    status_code = optional(string)
    type        = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for part in values(var.documentation_parts) : contains(local.documentation_types, part.type)])
    error_message = "documentation_parts: ${join(", ", [for key, part in var.documentation_parts : "${key} (${part.type})" if !contains(local.documentation_types, part.type)])}: type must be one of ${join(", ", local.documentation_types)}."
  }

  validation {
    condition     = alltrue([for part in values(var.documentation_parts) : contains(local.documentation_named_types, part.type) == (part.name != null)])
    error_message = "documentation_parts: ${join(", ", [for key, part in var.documentation_parts : "${key} (${part.type})" if contains(local.documentation_named_types, part.type) != (part.name != null)])}: name is needed with type ${join(", ", local.documentation_named_types)}, and is refused with the others."
  }

  validation {
    condition     = alltrue([for part in values(var.documentation_parts) : !contains(["API", "AUTHORIZER", "MODEL"], part.type) || (part.path == null && part.method == null)])
    error_message = "documentation_parts: ${join(", ", [for key, part in var.documentation_parts : "${key} (${part.type})" if contains(["API", "AUTHORIZER", "MODEL"], part.type) && (part.path != null || part.method != null)])}: path and method are refused with type API, AUTHORIZER and MODEL, which have neither."
  }

  validation {
    condition     = alltrue([for part in values(var.documentation_parts) : part.status_code == null ? true : startswith(part.type, "RESPONSE") && can(regex("^([1-5][0-9]{2}|\\*)$", part.status_code))])
    error_message = "documentation_parts: ${join(", ", [for key, part in var.documentation_parts : "${key} (${part.status_code})" if part.status_code == null ? false : !startswith(part.type, "RESPONSE") || !can(regex("^([1-5][0-9]{2}|\\*)$", part.status_code))])}: status_code must be 100 to 599 or *, with type RESPONSE, RESPONSE_BODY or RESPONSE_HEADER."
  }

  validation {
    condition     = alltrue([for part in values(var.documentation_parts) : can(keys(jsondecode(part.properties)))])
    error_message = "documentation_parts: ${join(", ", [for key, part in var.documentation_parts : key if !can(keys(jsondecode(part.properties)))])}: properties must be a JSON object."
  }
}

variable "documentation_versions" {
  description = "Versions of the documentation, by the name that stages refer to as `documentation_version`. One is a copy of the parts as they are when it is made: publish changed parts under a new name."
  type = map(object({
    description = optional(string)
  }))
  default  = {}
  nullable = false
}

variable "endpoint" {
  description = "Endpoint of the API: `type` REGIONAL, EDGE or PRIVATE; a PRIVATE one is reached through `vpc_endpoint_ids` and needs `resource_policy`."
  type = object({
    ip_address_type  = optional(string)
    type             = optional(string, "REGIONAL")
    vpc_endpoint_ids = optional(list(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["EDGE", "PRIVATE", "REGIONAL"], var.endpoint.type)
    error_message = "endpoint: type \"${var.endpoint.type}\" must be one of EDGE, PRIVATE, REGIONAL."
  }

  validation {
    condition     = var.endpoint.ip_address_type == null ? true : contains(["dualstack", "ipv4"], var.endpoint.ip_address_type)
    error_message = "endpoint: ip_address_type \"${var.endpoint.ip_address_type == null ? "" : var.endpoint.ip_address_type}\" must be one of dualstack, ipv4."
  }

  validation {
    condition     = var.endpoint.type == "PRIVATE" || length(var.endpoint.vpc_endpoint_ids) == 0
    error_message = "endpoint: vpc_endpoint_ids is for type PRIVATE, not ${var.endpoint.type}."
  }

  validation {
    condition     = var.endpoint.type != "PRIVATE" || var.resource_policy != null
    error_message = "endpoint: type PRIVATE needs resource_policy; without one nobody can call the API."
  }
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

variable "gateway_responses" {
  description = <<-EOT
    Answers that the gateway gives itself, by response type (DEFAULT_4XX, UNAUTHORIZED, THROTTLED, ...). Parameters are
    written as `gatewayresponse.header.NAME`. The body is `{"message": ...}` in JSON where no template is written.
  EOT
  type = map(object({
    response_parameters = optional(map(string), {})
    response_templates  = optional(map(string), {})
    status_code         = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for type in keys(var.gateway_responses) : contains(local.gateway_response_types, type)])
    error_message = "gateway_responses: ${join(", ", [for type in keys(var.gateway_responses) : type if !contains(local.gateway_response_types, type)])}: the key must be one of ${join(", ", local.gateway_response_types)}."
  }

  validation {
    condition     = alltrue([for response in values(var.gateway_responses) : response.status_code == null ? true : can(regex("^[1-5][0-9]{2}$", response.status_code))])
    error_message = "gateway_responses: ${join(", ", [for type, response in var.gateway_responses : "${type} (${response.status_code})" if response.status_code == null ? false : !can(regex("^[1-5][0-9]{2}$", response.status_code))])}: status_code must be 100 to 599."
  }

  validation {
    condition     = alltrue(flatten([for response in values(var.gateway_responses) : [for name in keys(response.response_parameters) : can(regex("^gatewayresponse\\.(header|path|querystring)\\.", name))]]))
    error_message = "gateway_responses: ${join(", ", [for type, response in var.gateway_responses : type if !alltrue([for name in keys(response.response_parameters) : can(regex("^gatewayresponse\\.(header|path|querystring)\\.", name))])])}: response_parameters must be named gatewayresponse.header.NAME."
  }
}

variable "integrations" {
  description = <<-EOT
    Integrations, by the static key that routes refer to as `integration_key`; one serves any number of routes.

    - AWS_PROXY calls the function of `function_key` with the whole request. AWS calls a function by templates, or the
      AWS service of `uri` (`arn:aws:apigateway:REGION:SERVICE:action/ACTION`) as the role of `credentials_arn`.
    - HTTP_PROXY and HTTP call `uri`, over a VPC link where `vpc_link_key` or `vpc_link_id` says so. `http_method`
      unset: that of the route. MOCK answers from its templates.
    - `responses`, by status code, are the answers of AWS, HTTP and MOCK; the one without `selection_pattern` is the default.
      Parameters are written as `method.response.header.NAME`.
    - `passthrough_behavior` unset: NEVER for AWS and WHEN_NO_TEMPLATES for HTTP and MOCK, so that a body that none of the
      templates takes is refused with 415.
  EOT
  type = map(object({
    cache_key_parameters = optional(list(string), [])
    cache_namespace      = optional(string)
    content_handling     = optional(string)
    credentials_arn      = optional(string)
    function_key         = optional(string)
    http_method          = optional(string)
    insecure_skip_verify = optional(bool, false)
    passthrough_behavior = optional(string)
    request_parameters   = optional(map(string), {})
    request_templates    = optional(map(string), {})
    timeout_milliseconds = optional(number, 29000)
    type                 = string
    uri                  = optional(string)
    vpc_link_id          = optional(string)
    vpc_link_key         = optional(string)
    responses = optional(map(object({
      content_handling    = optional(string)
      models              = optional(map(string), {})
      response_parameters = optional(map(string), {})
      response_templates  = optional(map(string), {})
      selection_pattern   = optional(string)
    })), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"], integration.type)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.type})" if !contains(["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"], integration.type)])}: type must be one of AWS, AWS_PROXY, HTTP, HTTP_PROXY, MOCK."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.function_key == null ? integration.type != "AWS_PROXY" : contains(["AWS", "AWS_PROXY"], integration.type) && contains(keys(var.functions), integration.function_key)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.function_key == null ? "none" : integration.function_key})" if integration.function_key == null ? integration.type == "AWS_PROXY" : !contains(["AWS", "AWS_PROXY"], integration.type) || !contains(keys(var.functions), integration.function_key)])}: function_key must be a key of functions (${join(", ", keys(var.functions))}); it is needed with type AWS_PROXY, allowed with AWS and refused with the others."
  }

  validation {
    condition = alltrue([
      for integration in values(var.integrations) :
      contains(["HTTP", "HTTP_PROXY"], integration.type) ? can(regex("^https?://", integration.uri)) :
      integration.type == "AWS" && integration.function_key == null ? can(regex("^arn:[^:]+:apigateway:[^:]+:[^:]+:(action|path)/", integration.uri)) :
      integration.uri == null
    ])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.uri == null ? "none" : integration.uri})" if !(contains(["HTTP", "HTTP_PROXY"], integration.type) ? can(regex("^https?://", integration.uri)) : integration.type == "AWS" && integration.function_key == null ? can(regex("^arn:[^:]+:apigateway:[^:]+:[^:]+:(action|path)/", integration.uri)) : integration.uri == null)])}: uri must be http(s)://... with type HTTP and HTTP_PROXY, arn:aws:apigateway:REGION:SERVICE:action/ACTION (or path/PATH) with AWS, and unset with a function and with MOCK."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.timeout_milliseconds >= 50 && integration.timeout_milliseconds <= 300000])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.timeout_milliseconds})" if integration.timeout_milliseconds < 50 || integration.timeout_milliseconds > 300000])}: timeout_milliseconds must be 50 to 300000; above 29000 the account needs a larger quota and the endpoint must not be EDGE."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.passthrough_behavior == null ? true : contains(["NEVER", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES"], integration.passthrough_behavior)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.passthrough_behavior})" if integration.passthrough_behavior == null ? false : !contains(["NEVER", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES"], integration.passthrough_behavior)])}: passthrough_behavior must be one of NEVER, WHEN_NO_MATCH, WHEN_NO_TEMPLATES."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for handling in concat([integration.content_handling], [for response in values(integration.responses) : response.content_handling]) : handling == null ? true : contains(["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"], handling)]]))
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if !alltrue([for handling in concat([integration.content_handling], [for response in values(integration.responses) : response.content_handling]) : handling == null ? true : contains(["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"], handling)])])}: content_handling must be one of CONVERT_TO_BINARY, CONVERT_TO_TEXT."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.http_method == null ? true : contains(local.methods, integration.http_method)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.http_method})" if integration.http_method == null ? false : !contains(local.methods, integration.http_method)])}: http_method must be one of ${join(", ", local.methods)}."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(["AWS", "HTTP", "MOCK"], integration.type) == (length(integration.responses) > 0)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.type})" if contains(["AWS", "HTTP", "MOCK"], integration.type) != (length(integration.responses) > 0)])}: responses is needed with type AWS, HTTP and MOCK and is refused with AWS_PROXY and HTTP_PROXY, which pass the backend's answer."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for code in keys(integration.responses) : can(regex("^[1-5][0-9]{2}$", code))]]))
    error_message = "integrations: ${join(", ", flatten([for key, integration in var.integrations : [for code in keys(integration.responses) : "${key} (${code})" if !can(regex("^[1-5][0-9]{2}$", code))]]))}: the keys of responses must be status codes, 100 to 599."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : length([for response in values(integration.responses) : response if response.selection_pattern == null]) <= 1])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if length([for response in values(integration.responses) : response if response.selection_pattern == null]) > 1])}: only one of responses may be the default, the one without selection_pattern."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for response in values(integration.responses) : [for name in keys(response.response_parameters) : can(regex("^method\\.response\\.header\\.", name))]]]))
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if !alltrue(flatten([for response in values(integration.responses) : [for name in keys(response.response_parameters) : can(regex("^method\\.response\\.header\\.", name))]]))])}: response_parameters must be named method.response.header.NAME."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.vpc_link_key == null ? true : contains(["HTTP", "HTTP_PROXY"], integration.type) && contains(keys(var.vpc_links), integration.vpc_link_key)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.vpc_link_key})" if integration.vpc_link_key == null ? false : !contains(["HTTP", "HTTP_PROXY"], integration.type) || !contains(keys(var.vpc_links), integration.vpc_link_key)])}: vpc_link_key must be a key of vpc_links (${join(", ", keys(var.vpc_links))}), with type HTTP or HTTP_PROXY."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : !integration.insecure_skip_verify || contains(["HTTP", "HTTP_PROXY"], integration.type)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.type})" if integration.insecure_skip_verify && !contains(["HTTP", "HTTP_PROXY"], integration.type)])}: insecure_skip_verify is for type HTTP and HTTP_PROXY."
  }
}

variable "minimum_compression_size" {
  description = "Bytes from which on answers are compressed for callers that accept it. Unset: none are."
  type        = number
  default     = null

  validation {
    condition     = var.minimum_compression_size == null ? true : var.minimum_compression_size >= 0 && var.minimum_compression_size <= 10485760
    error_message = "minimum_compression_size: ${var.minimum_compression_size == null ? "" : var.minimum_compression_size} must be 0 to 10485760."
  }
}

variable "models" {
  description = "Models, by name (letters and digits): JSON Schema draft 4 in `schema`, for one `content_type`. Routes and responses refer to them by name."
  type = map(object({
    content_type = optional(string, "application/json")
    description  = optional(string)
    schema       = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.models) : can(regex("^[A-Za-z0-9]+$", name))])
    error_message = "models: ${join(", ", [for name in keys(var.models) : "\"${name}\"" if !can(regex("^[A-Za-z0-9]+$", name))])}: a name is letters and digits only."
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

variable "openapi" {
  description = <<-EOT
    The whole API as an OpenAPI document, 2.0 or 3.0, with the `x-amazon-apigateway-*` extensions, instead of `routes` and
    of what they refer to: an import replaces what it does not hold.

    - `body` is the document: an object, or JSON or YAML as a string, for instance from `templatefile`. The plan shows what
      changes in it where everything in it is known when Terraform plans: build ARNs from known names.
    - `mode` overwrite replaces the API's routes, merge adds to them. A PRIVATE API with `vpc_endpoint_ids` takes merge,
      or names them in the body too: an overwrite detaches them for a moment.
    - `fail_on_warnings` refuses a document that the service does not understand in every part.
    - `parameters` are those of the import, such as `{ basepath = "prepend" }`.

    Arguments of this module that are set go before what the body says of the same: `api_key_source`,
    `binary_media_types`, `disable_execute_api_endpoint`, `endpoint`, `minimum_compression_size`, `resource_policy`.
  EOT
  type = object({
    body             = any
    fail_on_warnings = optional(bool, false)
    mode             = optional(string, "overwrite")
    parameters       = optional(map(string), {})
  })
  default = null

  validation {
    condition = var.openapi == null ? true : anytrue([
      can(var.openapi.body.openapi), can(yamldecode(var.openapi.body).openapi), can(var.openapi.body.swagger), can(yamldecode(var.openapi.body).swagger),
    ])
    error_message = "openapi: body must be an OpenAPI document: an object, or JSON or YAML as a string, with openapi or swagger at its top."
  }

  validation {
    condition     = var.openapi == null ? true : contains(["merge", "overwrite"], var.openapi.mode)
    error_message = "openapi: mode \"${var.openapi == null ? "" : var.openapi.mode}\" must be one of merge, overwrite."
  }
}

variable "request_validators" {
  description = "Request validators, by the static key that routes refer to as `request_validator_key`: check the `body` against the route's models, the required `parameters`, or both."
  type = map(object({
    body       = optional(bool, false)
    parameters = optional(bool, false)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for validator in values(var.request_validators) : validator.body || validator.parameters])
    error_message = "request_validators: ${join(", ", [for key, validator in var.request_validators : key if !validator.body && !validator.parameters])}: body or parameters must be true, a validator of neither checks nothing."
  }
}

variable "resource_policy" {
  description = <<-EOT
    Resource policy of the API, as JSON. `execute-api:/STAGE/METHOD/PATH` stands for this API, as the service reads it;
    it is written out before it is sent, since the service answers with the whole ARN. `"Resource": "*"` keeps the policy
    of a new API readable in the plan. With `openapi` the policy is an argument of the API itself, which cannot know its
    own ARN: write `"Resource": "*"`, or an ARN with `*` for the API's id.
  EOT
  type = object({
    json = string
  })
  default = null

  validation {
    condition     = var.resource_policy == null ? true : can(jsondecode(var.resource_policy.json))
    error_message = "resource_policy: json must be a JSON policy document."
  }

  validation {
    condition     = var.resource_policy == null || var.openapi == null ? true : !strcontains(var.resource_policy.json, "\"execute-api:/")
    error_message = "resource_policy: \"execute-api:/...\" cannot be written out with openapi, and every plan would differ from what the service answers: write \"Resource\": \"*\", or an ARN such as arn:aws:execute-api:REGION:ACCOUNT:*/STAGE/METHOD/PATH."
  }
}

variable "routes" {
  description = <<-EOT
    Routes, by method and path: `"GET /orders/{id}"`. The resources of every parent path follow from them, up to ten
    levels deep. Path parameters are declared by themselves.

    - `authorization` (NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS) follows from the authorizer where `authorizer_key` names
      one, and from the variable `authorization` where a route writes neither. `authorizer_id` names one from elsewhere.
    - `request_models`, by content type, are names of `models` (or Empty, Error); `request_parameters`, such as
      `method.request.querystring.limit`, are true where they must be present. Both are enforced by a validator alone.
  EOT
  type = map(object({
    api_key_required      = optional(bool, false)
    authorization         = optional(string)
    authorization_scopes  = optional(list(string))
    authorizer_id         = optional(string)
    authorizer_key        = optional(string)
    integration_key       = string
    operation_name        = optional(string)
    request_models        = optional(map(string), {})
    request_parameters    = optional(map(bool), {})
    request_validator_key = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length(var.routes) > 0 || var.openapi != null
    error_message = "routes: must not be empty without openapi, an API without a method cannot be deployed."
  }

  validation {
    condition     = alltrue([for key in keys(var.routes) : can(regex(local.route_pattern, key))])
    error_message = "routes: ${join(", ", [for key in keys(var.routes) : "\"${key}\"" if !can(regex(local.route_pattern, key))])}: the key must be \"METHOD /path\": METHOD is one of ${join(", ", local.methods)}; the parts of the path are of the characters A-Z a-z 0-9 . _ : -, or {name}, or {name+} at the end; no slash at the end."
  }

  validation {
    condition     = alltrue([for key in keys(var.routes) : length(split("/", key)) - 1 <= 10])
    error_message = "routes: ${join(", ", [for key in keys(var.routes) : "\"${key}\"" if length(split("/", key)) - 1 > 10])}: a path has at most 10 parts."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : contains(keys(var.integrations), route.integration_key)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.integration_key})" if !contains(keys(var.integrations), route.integration_key)])}: integration_key must be a key of integrations: ${join(", ", keys(var.integrations))}."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorization == null ? true : contains(["AWS_IAM", "COGNITO_USER_POOLS", "CUSTOM", "NONE"], route.authorization)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorization})" if route.authorization == null ? false : !contains(["AWS_IAM", "COGNITO_USER_POOLS", "CUSTOM", "NONE"], route.authorization)])}: authorization must be one of AWS_IAM, COGNITO_USER_POOLS, CUSTOM, NONE. API_KEY is no authorization: see api_key_required."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorization != null || route.authorizer_key != null || var.authorization != null])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if route.authorization == null && route.authorizer_key == null && var.authorization == null])}: write authorization or authorizer_key, or the variable authorization for all routes; a route that anyone may call says authorization = \"NONE\"."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorizer_key == null ? true : contains(keys(var.authorizers), route.authorizer_key)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorizer_key})" if route.authorizer_key == null ? false : !contains(keys(var.authorizers), route.authorizer_key)])}: authorizer_key must be a key of authorizers: ${join(", ", keys(var.authorizers))}."
  }

  validation {
    condition = alltrue([
      for route in values(var.routes) : route.authorization == null || route.authorizer_key == null ? true :
      try(route.authorization == local.authorization_of_type[var.authorizers[route.authorizer_key].type], true)
    ])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorization}, ${route.authorizer_key})" if route.authorization == null || route.authorizer_key == null ? false : try(route.authorization != local.authorization_of_type[var.authorizers[route.authorizer_key].type], false)])}: authorization must be CUSTOM with a TOKEN or REQUEST authorizer, COGNITO_USER_POOLS with one of that type, and goes without authorizer_key otherwise."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorizer_id == null ? true : route.authorizer_key == null && contains(["COGNITO_USER_POOLS", "CUSTOM"], coalesce(route.authorization, "unset"))])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if route.authorizer_id == null ? false : route.authorizer_key != null || !contains(["COGNITO_USER_POOLS", "CUSTOM"], coalesce(route.authorization, "unset"))])}: authorizer_id goes with authorization CUSTOM or COGNITO_USER_POOLS, and without authorizer_key."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : !contains(["COGNITO_USER_POOLS", "CUSTOM"], coalesce(route.authorization, "NONE")) || route.authorizer_key != null || route.authorizer_id != null])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorization})" if contains(["COGNITO_USER_POOLS", "CUSTOM"], coalesce(route.authorization, "NONE")) && route.authorizer_key == null && route.authorizer_id == null])}: authorizer_key or authorizer_id is needed with authorization CUSTOM and COGNITO_USER_POOLS."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.request_validator_key == null ? true : contains(keys(var.request_validators), route.request_validator_key)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.request_validator_key})" if route.request_validator_key == null ? false : !contains(keys(var.request_validators), route.request_validator_key)])}: request_validator_key must be a key of request_validators: ${join(", ", keys(var.request_validators))}."
  }

  validation {
    condition     = alltrue(flatten([for route in values(var.routes) : [for name in values(route.request_models) : contains(concat(["Empty", "Error"], keys(var.models)), name)]]))
    error_message = "routes: ${join(", ", flatten([for key, route in var.routes : [for name in values(route.request_models) : "\"${key}\" (${name})" if !contains(concat(["Empty", "Error"], keys(var.models)), name)]]))}: request_models must be names of models: ${join(", ", concat(["Empty", "Error"], keys(var.models)))}."
  }

  validation {
    condition     = alltrue(flatten([for route in values(var.routes) : [for name in keys(route.request_parameters) : can(regex("^method\\.request\\.(header|path|querystring|multivalueheader|multivaluequerystring)\\.", name))]]))
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if !alltrue([for name in keys(route.request_parameters) : can(regex("^method\\.request\\.(header|path|querystring|multivalueheader|multivaluequerystring)\\.", name))])])}: request_parameters must be named method.request.header.NAME, method.request.querystring.NAME or method.request.path.NAME."
  }
}

variable "stable_deployment_description" {
  description = "While stages have a canary: what `deployment_description` was before the change, for the deployment that `stable_deployment_hash` holds."
  type        = string
  default     = null

  validation {
    condition     = var.stable_deployment_description == null || var.stable_deployment_hash != null
    error_message = "stable_deployment_description: is of the deployment that stable_deployment_hash holds, which is unset; the description of any other is deployment_description."
  }
}

variable "stable_deployment_hash" {
  description = <<-EOT
    While stages have a canary: the output `deployment_hash` as it was before the change. The deployment that was made of
    it then stays, for those stages to serve, and the change goes into a deployment of its own, for their canaries and for
    stages without one. Removing this, and the canaries, promotes the change.
  EOT
  type        = string
  default     = null

  validation {
    condition     = var.stable_deployment_hash == null ? true : can(regex("^[0-9a-f]{40}$", var.stable_deployment_hash))
    error_message = "stable_deployment_hash: \"${var.stable_deployment_hash == null ? "" : var.stable_deployment_hash}\" must be the 40 hexadecimal digits of the output deployment_hash."
  }

  validation {
    condition     = (var.stable_deployment_hash != null) == anytrue([for stage in values(var.stages) : stage.canary != null])
    error_message = "stable_deployment_hash: is needed while a stage has a canary (${join(", ", [for name, stage in var.stages : name if stage.canary != null])}), and must be removed with the last: no change would be deployed otherwise."
  }
}

variable "stages" {
  description = <<-EOT
    Stages, by name.

    - `access_log`: on, in JSON with every field that an investigation needs, into a log group that the module creates
      under `/aws/vendedlogs/apigateway/`, or into `destination` (a log group or a Firehose stream). `format` replaces the
      fields. The account needs its CloudWatch role first: `modules/logging/account`.
    - `cache` makes a cache cluster (`size_gb` 0.5 to 237); methods opt in by `caching_enabled`.
    - `canary` sends `percent_traffic` of the requests to the API as it is now, the rest to what it was: see
      `stable_deployment_hash`.
    - `client_certificate_key` (or `client_certificate_id`, of one from elsewhere) is what HTTP backends are shown.
    - `default_method_settings` hold for every method of the stage (`*/*`), `method_settings` for the routes they are
      keyed by; what one of those leaves unset it takes from the default. Rate (requests a second) and burst are written
      together; -1 for both lifts the stage's limit, and leaves that of the account.
    - `documentation_version` is a key of `documentation_versions`.
    - `execution_log`: the group that the service writes execution logs to, made beforehand so that its retention is set.
    - `web_acl` associates a regional web ACL.
  EOT
  type = map(object({
    access_log = optional(object({
      destination       = optional(object({ arn = string }))
      enabled           = optional(bool, true)
      format            = optional(string)
      kms_key_arn       = optional(string)
      retention_in_days = optional(number, 365)
    }), {})
    cache = optional(object({
      size_gb = optional(string, "0.5")
    }))
    canary = optional(object({
      percent_traffic          = number
      stage_variable_overrides = optional(map(string), {})
      use_stage_cache          = optional(bool, false)
    }))
    client_certificate_id  = optional(string)
    client_certificate_key = optional(string)
    default_method_settings = optional(object({
      cache_data_encrypted                       = optional(bool, true)
      cache_ttl_in_seconds                       = optional(number, 300)
      caching_enabled                            = optional(bool, false)
      data_trace_enabled                         = optional(bool, false)
      logging_level                              = optional(string, "ERROR")
      metrics_enabled                            = optional(bool, true)
      require_authorization_for_cache_control    = optional(bool, true)
      throttle                                   = optional(object({ burst_limit = number, rate_limit = number }), { burst_limit = 200, rate_limit = 100 })
      unauthorized_cache_control_header_strategy = optional(string, "FAIL_WITH_403")
    }), {})
    description           = optional(string)
    documentation_version = optional(string)
    execution_log = optional(object({
      enabled           = optional(bool, true)
      kms_key_arn       = optional(string)
      retention_in_days = optional(number, 365)
    }), {})
    method_settings = optional(map(object({
      cache_data_encrypted                       = optional(bool)
      cache_ttl_in_seconds                       = optional(number)
      caching_enabled                            = optional(bool)
      data_trace_enabled                         = optional(bool)
      logging_level                              = optional(string)
      metrics_enabled                            = optional(bool)
      require_authorization_for_cache_control    = optional(bool)
      throttle                                   = optional(object({ burst_limit = number, rate_limit = number }))
      unauthorized_cache_control_header_strategy = optional(string)
    })), {})
    tags                 = optional(map(string), {})
    variables            = optional(map(string), {})
    web_acl              = optional(object({ arn = string }))
    xray_tracing_enabled = optional(bool, true)
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.stages) : can(regex("^[A-Za-z0-9_-]{1,128}$", name))])
    error_message = "stages: ${join(", ", [for name in keys(var.stages) : "\"${name}\"" if !can(regex("^[A-Za-z0-9_-]{1,128}$", name))])}: a name is 1 to 128 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.canary == null ? true : stage.canary.percent_traffic >= 0 && stage.canary.percent_traffic <= 100])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : "${name} (${stage.canary.percent_traffic})" if stage.canary == null ? false : stage.canary.percent_traffic < 0 || stage.canary.percent_traffic > 100])}: canary.percent_traffic must be 0 to 100."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.client_certificate_key == null ? true : stage.client_certificate_id == null && contains(keys(var.client_certificates), stage.client_certificate_key)])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : "${name} (${stage.client_certificate_key})" if stage.client_certificate_key == null ? false : stage.client_certificate_id != null || !contains(keys(var.client_certificates), stage.client_certificate_key)])}: client_certificate_key must be a key of client_certificates (${join(", ", keys(var.client_certificates))}), and goes without client_certificate_id."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.documentation_version == null ? true : contains(keys(var.documentation_versions), stage.documentation_version)])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : "${name} (${stage.documentation_version})" if stage.documentation_version == null ? false : !contains(keys(var.documentation_versions), stage.documentation_version)])}: documentation_version must be a key of documentation_versions: ${join(", ", keys(var.documentation_versions))}."
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
    condition     = alltrue([for stage in values(var.stages) : stage.cache == null ? true : contains(local.cache_sizes, stage.cache.size_gb)])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : "${name} (${stage.cache.size_gb})" if stage.cache == null ? false : !contains(local.cache_sizes, stage.cache.size_gb)])}: cache.size_gb must be one of ${join(", ", local.cache_sizes)}."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for settings in concat([stage.default_method_settings], values(stage.method_settings)) : stage.cache != null || !coalesce(settings.caching_enabled, false)]]))
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.cache == null && anytrue([for settings in concat([stage.default_method_settings], values(stage.method_settings)) : coalesce(settings.caching_enabled, false)])])}: caching_enabled needs cache, there is no cluster to cache in."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for route in keys(stage.method_settings) : contains(concat(keys(var.routes), local.cors_route_keys), route) || (var.openapi != null && can(regex(local.route_pattern, route)))]]))
    error_message = "stages: ${join(", ", flatten([for name, stage in var.stages : [for route in keys(stage.method_settings) : "${name} (\"${route}\")" if !(contains(concat(keys(var.routes), local.cors_route_keys), route) || (var.openapi != null && can(regex(local.route_pattern, route))))]]))}: the keys of method_settings must be keys of routes (with openapi \"METHOD /path\"); settings of every method are default_method_settings."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for settings in concat([stage.default_method_settings], values(stage.method_settings)) : settings.logging_level == null ? true : contains(["ERROR", "INFO", "OFF"], settings.logging_level)]]))
    error_message = "stages: ${join(", ", flatten([for name, stage in var.stages : [for key, settings in merge({ "*/*" = stage.default_method_settings }, stage.method_settings) : "${name} (${key}: ${settings.logging_level})" if settings.logging_level == null ? false : !contains(["ERROR", "INFO", "OFF"], settings.logging_level)]]))}: logging_level must be one of ERROR, INFO, OFF."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for settings in concat([stage.default_method_settings], values(stage.method_settings)) : settings.unauthorized_cache_control_header_strategy == null ? true : contains(local.cache_control_strategies, settings.unauthorized_cache_control_header_strategy)]]))
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if !alltrue([for settings in concat([stage.default_method_settings], values(stage.method_settings)) : settings.unauthorized_cache_control_header_strategy == null ? true : contains(local.cache_control_strategies, settings.unauthorized_cache_control_header_strategy)])])}: unauthorized_cache_control_header_strategy must be one of ${join(", ", local.cache_control_strategies)}."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for settings in concat([stage.default_method_settings], values(stage.method_settings)) : settings.cache_ttl_in_seconds == null ? true : settings.cache_ttl_in_seconds >= 0 && settings.cache_ttl_in_seconds <= 3600]]))
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if !alltrue([for settings in concat([stage.default_method_settings], values(stage.method_settings)) : settings.cache_ttl_in_seconds == null ? true : settings.cache_ttl_in_seconds >= 0 && settings.cache_ttl_in_seconds <= 3600])])}: cache_ttl_in_seconds must be 0 to 3600."
  }

  validation {
    condition = alltrue(flatten([
      for stage in values(var.stages) : [
        for settings in concat([stage.default_method_settings], values(stage.method_settings)) : settings.throttle == null ? true : (
          (settings.throttle.rate_limit > 0 && settings.throttle.burst_limit > 0) || (settings.throttle.rate_limit == -1 && settings.throttle.burst_limit == -1)
        )
      ]
    ]))
    error_message = "stages: ${join(", ", flatten([for name, stage in var.stages : [for key, settings in merge({ "*/*" = stage.default_method_settings }, stage.method_settings) : "${name} (${key}: ${settings.throttle.rate_limit}, ${settings.throttle.burst_limit})" if settings.throttle == null ? false : !((settings.throttle.rate_limit > 0 && settings.throttle.burst_limit > 0) || (settings.throttle.rate_limit == -1 && settings.throttle.burst_limit == -1))]]))}: throttle.rate_limit and throttle.burst_limit must both be above 0 (0 refuses every request), or both -1 for no limit of the stage's own."
  }
}

variable "tags" {
  description = "Tags of the API, its stages and its log groups."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "vpc_links" {
  description = "VPC links to Network Load Balancers, by the static key that integrations refer to as `vpc_link_key`."
  type = map(object({
    description = optional(string)
    name        = optional(string)
    target_arn  = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for link in values(var.vpc_links) : can(regex("^arn:[^:]+:elasticloadbalancing:[^:]+:[^:]*:loadbalancer/net/", link.target_arn))])
    error_message = "vpc_links: ${join(", ", [for key, link in var.vpc_links : "${key} (${link.target_arn})" if !can(regex("^arn:[^:]+:elasticloadbalancing:[^:]+:[^:]*:loadbalancer/net/", link.target_arn))])}: target_arn must be the ARN of a Network Load Balancer."
  }
}
