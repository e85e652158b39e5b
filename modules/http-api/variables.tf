variable "api_key_source" {
  description = "Not for HTTP APIs: they have no API keys and no usage plans. Refused, so that a move from `rest-api` is noticed."
  type        = string
  default     = null

  validation {
    condition     = var.api_key_source == null
    error_message = "api_key_source: \"${var.api_key_source == null ? "" : var.api_key_source}\": HTTP APIs have no API keys; use a JWT or Lambda authorizer, or the module rest-api with usage-plan."
  }
}

variable "api_version" {
  description = "Version of the API, as its document states it. Unset: `info.version` of `body`."
  type        = string
  default     = null

  validation {
    condition     = var.api_version == null ? true : length(var.api_version) >= 1 && length(var.api_version) <= 64
    error_message = "api_version: \"${var.api_version == null ? "" : var.api_version}\" must be 1 to 64 characters."
  }
}

variable "authorization" {
  description = <<-EOT
    Authorization of every route that writes none of its own: `type` is NONE, AWS_IAM, CUSTOM or JWT and follows from the
    authorizer where `authorizer_key` names one. Unset, every route must write its own. With `body`, only `type = "NONE"`
    may be written: it lets operations of the document stand without `security`.
  EOT
  type = object({
    authorizer_id  = optional(string)
    authorizer_key = optional(string)
    scopes         = optional(list(string), [])
    type           = optional(string)
  })
  default = null

  validation {
    condition     = var.authorization == null ? true : var.authorization.authorizer_key != null || contains(["AWS_IAM", "CUSTOM", "JWT", "NONE"], var.authorization.type == null ? "" : var.authorization.type)
    error_message = "authorization: type \"${try(coalesce(var.authorization.type), "")}\" must be one of AWS_IAM, CUSTOM, JWT, NONE, or authorizer_key must be set. HTTP APIs have no API keys."
  }

  validation {
    condition     = try(var.authorization.authorizer_key, null) == null ? true : contains(keys(var.authorizers), var.authorization.authorizer_key)
    error_message = "authorization: authorizer_key \"${try(coalesce(var.authorization.authorizer_key), "")}\" must be a key of authorizers: ${join(", ", keys(var.authorizers))}."
  }

  validation {
    condition     = !contains(["CUSTOM", "JWT"], try(coalesce(var.authorization.type), "NONE")) || try(var.authorization.authorizer_key, null) != null || try(var.authorization.authorizer_id, null) != null
    error_message = "authorization: authorizer_key or authorizer_id is needed with type ${try(coalesce(var.authorization.type), "")}, as with every type but AWS_IAM and NONE."
  }

  validation {
    condition     = var.body == null || var.authorization == null ? true : var.authorization.type == "NONE" && var.authorization.authorizer_key == null
    error_message = "authorization: with body only type = \"NONE\" may be written; authorizers are part of the document."
  }

  validation {
    condition     = var.authorization != null || length(local.open_document_routes) == 0
    error_message = "authorization: ${join(", ", local.open_document_routes)} of body: no security and no x-amazon-apigateway-auth, so anyone may call it; name a scheme in the operation (HTTP APIs look there, not at the root of the document), or write authorization = { type = \"NONE\" }."
  }
}

variable "authorizers" {
  description = <<-EOT
    Authorizers, by the static key that routes refer to as `authorizer_key`.

    - `type` JWT takes `issuer` and `audience`, one of which must be the token's `aud` or `client_id`.
    - `type` REQUEST takes `function_key`, a key of `functions`. Its answer is cached by `identity_sources`, which are the
      route and the Authorization header unless written: without the route, what opens one route opens all.
    - `enable_simple_responses`: the function answers `{"isAuthorized": true}` instead of a policy (payload 2.0 only).
  EOT
  type = map(object({
    audience                = optional(list(string), [])
    credentials_arn         = optional(string)
    enable_simple_responses = optional(bool, true)
    function_key            = optional(string)
    identity_sources        = optional(list(string))
    issuer                  = optional(string)
    name                    = optional(string)
    payload_format_version  = optional(string, "2.0")
    result_ttl_in_seconds   = optional(number, 300)
    type                    = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : contains(["JWT", "REQUEST"], authorizer.type)])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.type})" if !contains(["JWT", "REQUEST"], authorizer.type)])}: type must be one of JWT, REQUEST."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.type == "JWT" ? authorizer.issuer != null && length(authorizer.audience) > 0 : authorizer.issuer == null && length(authorizer.audience) == 0])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if !(authorizer.type == "JWT" ? authorizer.issuer != null && length(authorizer.audience) > 0 : authorizer.issuer == null && length(authorizer.audience) == 0)])}: issuer and audience are needed with type JWT (without an audience every token of the issuer opens the API) and are refused with REQUEST."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.issuer == null ? true : can(regex("^(https://|http://(127\\.0\\.0\\.1|localhost)[:/])", authorizer.issuer))])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.issuer})" if authorizer.issuer == null ? false : !can(regex("^(https://|http://(127\\.0\\.0\\.1|localhost)[:/])", authorizer.issuer))])}: issuer must be an https:// URL; http:// is for loopback alone, where no token of the network is taken."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.type == "JWT" ? authorizer.function_key == null : contains(keys(var.functions), authorizer.function_key == null ? "" : authorizer.function_key)])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.function_key == null ? "none" : authorizer.function_key})" if authorizer.type == "JWT" ? authorizer.function_key != null : !contains(keys(var.functions), authorizer.function_key == null ? "" : authorizer.function_key)])}: function_key must be a key of functions (${join(", ", keys(var.functions))}) with type REQUEST, and unset with JWT."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : contains(["1.0", "2.0"], authorizer.payload_format_version)])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.payload_format_version})" if !contains(["1.0", "2.0"], authorizer.payload_format_version)])}: payload_format_version must be one of 1.0, 2.0."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.result_ttl_in_seconds >= 0 && authorizer.result_ttl_in_seconds <= 3600])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : "${key} (${authorizer.result_ttl_in_seconds})" if authorizer.result_ttl_in_seconds < 0 || authorizer.result_ttl_in_seconds > 3600])}: result_ttl_in_seconds must be 0 to 3600."
  }

  validation {
    condition = alltrue(flatten([
      for authorizer in values(var.authorizers) : [
        for source in coalesce(authorizer.identity_sources, []) : can(regex("^\\$(request\\.(header|querystring)\\.[^ ,]+|context\\.[\\w.]+|stageVariables\\.\\w+)$", source))
      ]
    ]))
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if !alltrue([for source in coalesce(authorizer.identity_sources, []) : can(regex("^\\$(request\\.(header|querystring)\\.[^ ,]+|context\\.[\\w.]+|stageVariables\\.\\w+)$", source))])])}: identity_sources must be $request.header.NAME, $request.querystring.NAME, $context.NAME or $stageVariables.NAME."
  }

  validation {
    condition     = alltrue([for authorizer in values(var.authorizers) : authorizer.identity_sources == null ? true : authorizer.type == "JWT" ? length(authorizer.identity_sources) == 1 : authorizer.result_ttl_in_seconds == 0 || length(authorizer.identity_sources) > 0])
    error_message = "authorizers: ${join(", ", [for key, authorizer in var.authorizers : key if authorizer.identity_sources == null ? false : !(authorizer.type == "JWT" ? length(authorizer.identity_sources) == 1 : authorizer.result_ttl_in_seconds == 0 || length(authorizer.identity_sources) > 0)])}: identity_sources must be exactly one with type JWT, and at least one with REQUEST while results are cached."
  }

  validation {
    condition     = var.body == null || length(var.authorizers) == 0
    error_message = "authorizers: ${join(", ", keys(var.authorizers))}: with body, authorizers are part of the document (x-amazon-apigateway-authorizer)."
  }
}

variable "body" {
  description = <<-EOT
    OpenAPI 3.0 document, as an object (`yamldecode(file("openapi.yaml"))`), instead of `routes`, `integrations` and
    `authorizers`. Its `info` takes the module's `name`, and `api_version` and `description` where they are written. Each
    operation needs `security`, unless `authorization = { type = "NONE" }`; OPTIONS may go without. Every function in
    `functions` gets its permission.
  EOT
  type        = any
  default     = null

  validation {
    condition     = var.body == null ? true : can(keys(var.body.paths)) && can(regex("^3\\.0", var.body.openapi))
    error_message = "body: must be an object, with openapi = \"3.0.x\" and paths; HTTP APIs import no other version. A text is decoded by yamldecode() or jsondecode()."
  }

  validation {
    condition     = !contains(try(keys(var.body), []), "x-amazon-apigateway-cors")
    error_message = "body: x-amazon-apigateway-cors is deleted again by the provider; write the variable cors."
  }
}

variable "cors" {
  description = <<-EOT
    Cross-origin access. The API answers preflight requests itself and adds the headers to every answer, those that a
    function writes being replaced. `allow_methods` unset: those of the routes.
  EOT
  type = object({
    allow_credentials = optional(bool, false)
    allow_headers     = optional(list(string), ["authorization", "content-type"])
    allow_methods     = optional(list(string))
    allow_origins     = list(string)
    expose_headers    = optional(list(string), [])
    max_age           = optional(number, 3600)
  })
  default = null

  validation {
    condition     = var.cors == null ? true : length(var.cors.allow_origins) > 0 && alltrue([for origin in var.cors.allow_origins : contains(["*", "http://*", "https://*"], origin) || can(regex("^[a-z][a-z0-9+.-]*://[^/'\"\\s*]+$", origin))])
    error_message = "cors: allow_origins (${var.cors == null ? "" : join(", ", var.cors.allow_origins)}) must be \"*\", \"https://*\", \"http://*\" or origins such as https://app.example.com, without a path or a trailing slash."
  }

  validation {
    condition     = var.cors == null ? true : !(var.cors.allow_credentials && anytrue([for value in concat(var.cors.allow_origins, var.cors.allow_headers, var.cors.expose_headers, coalesce(var.cors.allow_methods, [])) : strcontains(value, "*")]))
    error_message = "cors: allow_credentials cannot go with \"*\" in allow_origins, allow_headers, allow_methods or expose_headers; name them."
  }

  validation {
    condition     = var.cors == null ? true : alltrue([for method in coalesce(var.cors.allow_methods, []) : contains(["*", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"], method)])
    error_message = "cors: allow_methods (${join(", ", coalesce(try(var.cors.allow_methods, null), []))}) must be of *, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT."
  }

  validation {
    condition     = var.cors == null ? true : alltrue([for header in concat(var.cors.allow_headers, var.cors.expose_headers) : can(regex("^(\\*|[!#$%&*+.^_`|~0-9A-Za-z-]+)$", header))])
    error_message = "cors: allow_headers and expose_headers must be header names (${var.cors == null ? "" : join(", ", [for header in concat(var.cors.allow_headers, var.cors.expose_headers) : "\"${header}\"" if !can(regex("^(\\*|[!#$%&*+.^_`|~0-9A-Za-z-]+)$", header))])})."
  }

  validation {
    condition     = var.cors == null ? true : var.cors.max_age >= -1 && var.cors.max_age <= 86400
    error_message = "cors: max_age ${var.cors == null ? "" : var.cors.max_age} must be 0 to 86400 seconds, or -1 for none."
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
  description = "Whether the endpoint `https://{id}.execute-api...` is off. Unset: off exactly when a custom domain is attached."
  type        = bool
  default     = null
}

variable "fail_on_warnings" {
  description = "Whether an import of `body` that the service warns of fails."
  type        = bool
  default     = true
  nullable    = false
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

    - AWS_PROXY calls the function of `function_key` with the whole request (payload 2.0 unless
      `payload_format_version` says 1.0), or the AWS service of `subtype` (SQS-SendMessage, ...) as the role of
      `credentials_arn`, with the parameters of that service in `request_parameters`.
    - HTTP_PROXY calls `uri`, by the caller's method unless `http_method` names one; over a VPC link, where `uri` is the
      ARN of a listener or of a Cloud Map service, and `server_name_to_verify` the name in the backend's certificate.
    - `request_parameters` of the others, and `response_parameters` by status code, change headers, query strings, path and
      status: `"append:header.x-tenant" = "$context.authorizer.claims.tenant"`.
  EOT
  type = map(object({
    credentials_arn        = optional(string)
    description            = optional(string)
    function_key           = optional(string)
    http_method            = optional(string, "ANY")
    payload_format_version = optional(string, "2.0")
    request_parameters     = optional(map(string), {})
    response_parameters    = optional(map(map(string)), {})
    server_name_to_verify  = optional(string)
    subtype                = optional(string)
    timeout_milliseconds   = optional(number, 30000)
    type                   = string
    uri                    = optional(string)
    vpc_link_id            = optional(string)
    vpc_link_key           = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(["AWS_PROXY", "HTTP_PROXY"], integration.type)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.type})" if !contains(["AWS_PROXY", "HTTP_PROXY"], integration.type)])}: type must be one of AWS_PROXY, HTTP_PROXY; HTTP APIs have no templates, so no AWS, HTTP and MOCK."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : (integration.type == "AWS_PROXY") == ((integration.function_key == null) != (integration.subtype == null)) && !(integration.type == "HTTP_PROXY" && integration.function_key != null)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if !((integration.type == "AWS_PROXY") == ((integration.function_key == null) != (integration.subtype == null)) && !(integration.type == "HTTP_PROXY" && integration.function_key != null))])}: type AWS_PROXY needs function_key or subtype, and not both; HTTP_PROXY takes neither."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.function_key == null ? true : contains(keys(var.functions), integration.function_key)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.function_key})" if integration.function_key == null ? false : !contains(keys(var.functions), integration.function_key)])}: function_key must be a key of functions: ${join(", ", keys(var.functions))}."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.subtype == null ? true : contains(keys(local.subtypes), integration.subtype)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.subtype})" if integration.subtype == null ? false : !contains(keys(local.subtypes), integration.subtype)])}: subtype must be one of ${join(", ", keys(local.subtypes))}."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.subtype == null ? true : integration.credentials_arn != null && length(setsubtract(try(local.subtypes[integration.subtype], []), keys(integration.request_parameters))) == 0])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${join(", ", concat(integration.credentials_arn == null ? ["credentials_arn"] : [], tolist(setsubtract(try(local.subtypes[integration.subtype], []), keys(integration.request_parameters)))))})" if integration.subtype == null ? false : integration.credentials_arn == null || length(setsubtract(try(local.subtypes[integration.subtype], []), keys(integration.request_parameters))) > 0])}: a subtype needs credentials_arn, and in request_parameters what the service cannot do without."
  }

  validation {
    condition = alltrue([
      for integration in values(var.integrations) :
      integration.type != "HTTP_PROXY" ? integration.uri == null :
      integration.uri == null ? false :
      integration.vpc_link_key == null && integration.vpc_link_id == null ? can(regex("^https?://", integration.uri)) : can(regex("^arn:[^:]+:(elasticloadbalancing:.*:listener/|servicediscovery:.*:service/)", integration.uri))
    ])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.uri == null ? "none" : integration.uri})" if !(integration.type != "HTTP_PROXY" ? integration.uri == null : integration.uri == null ? false : integration.vpc_link_key == null && integration.vpc_link_id == null ? can(regex("^https?://", integration.uri)) : can(regex("^arn:[^:]+:(elasticloadbalancing:.*:listener/|servicediscovery:.*:service/)", integration.uri)))])}: uri must be http(s)://... with type HTTP_PROXY, the ARN of a listener or of a Cloud Map service over a VPC link, and unset with AWS_PROXY."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.vpc_link_key == null ? integration.vpc_link_id == null || integration.type == "HTTP_PROXY" : integration.vpc_link_id == null && integration.type == "HTTP_PROXY" && contains(keys(var.vpc_links), integration.vpc_link_key)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if !(integration.vpc_link_key == null ? integration.vpc_link_id == null || integration.type == "HTTP_PROXY" : integration.vpc_link_id == null && integration.type == "HTTP_PROXY" && contains(keys(var.vpc_links), integration.vpc_link_key))])}: vpc_link_key must be a key of vpc_links (${join(", ", keys(var.vpc_links))}), goes without vpc_link_id, and either is for type HTTP_PROXY."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.server_name_to_verify == null || integration.vpc_link_key != null || integration.vpc_link_id != null])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : key if integration.server_name_to_verify != null && integration.vpc_link_key == null && integration.vpc_link_id == null])}: server_name_to_verify is for a VPC link; elsewhere the host of uri is verified."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(local.http_methods, integration.http_method)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.http_method})" if !contains(local.http_methods, integration.http_method)])}: http_method must be one of ${join(", ", local.http_methods)}."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : contains(["1.0", "2.0"], integration.payload_format_version)])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.payload_format_version})" if !contains(["1.0", "2.0"], integration.payload_format_version)])}: payload_format_version must be one of 1.0, 2.0."
  }

  validation {
    condition     = alltrue([for integration in values(var.integrations) : integration.timeout_milliseconds >= 50 && integration.timeout_milliseconds <= 30000])
    error_message = "integrations: ${join(", ", [for key, integration in var.integrations : "${key} (${integration.timeout_milliseconds})" if integration.timeout_milliseconds < 50 || integration.timeout_milliseconds > 30000])}: timeout_milliseconds must be 50 to 30000."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for name in keys(integration.request_parameters) : integration.subtype != null || can(regex("^(append|overwrite|remove):(header|querystring)\\..+$|^overwrite:path$", name))]]))
    error_message = "integrations: ${join(", ", flatten([for key, integration in var.integrations : [for name in keys(integration.request_parameters) : "${key} (${name})" if integration.subtype == null && !can(regex("^(append|overwrite|remove):(header|querystring)\\..+$|^overwrite:path$", name))]]))}: request_parameters must be named append:, overwrite: or remove: and header.NAME or querystring.NAME, or overwrite:path."
  }

  validation {
    condition     = alltrue(flatten([for integration in values(var.integrations) : [for status, mappings in integration.response_parameters : can(regex("^[2-5][0-9]{2}$", status)) && length(mappings) > 0 && alltrue([for name in keys(mappings) : can(regex("^(append|overwrite|remove):header\\..+$|^overwrite:statuscode$", name))])]]))
    error_message = "integrations: ${join(", ", flatten([for key, integration in var.integrations : [for status, mappings in integration.response_parameters : "${key} (${status})" if !(can(regex("^[2-5][0-9]{2}$", status)) && length(mappings) > 0 && alltrue([for name in keys(mappings) : can(regex("^(append|overwrite|remove):header\\..+$|^overwrite:statuscode$", name))]))]]))}: response_parameters are by status code, 200 to 599, and named append:, overwrite: or remove: and header.NAME, or overwrite:statuscode."
  }

  validation {
    condition     = var.body == null || length(var.integrations) == 0
    error_message = "integrations: ${join(", ", keys(var.integrations))}: with body, integrations are part of the document (x-amazon-apigateway-integration)."
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

variable "name" {
  description = "Name of the API."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name) >= 1 && length(var.name) <= 128
    error_message = "name: \"${var.name}\" must be 1 to 128 characters."
  }
}

variable "request_validators" {
  description = "Not for HTTP APIs: the backend validates. Refused, so that a move from `rest-api` is noticed."
  type = map(object({
    body       = optional(bool, false)
    parameters = optional(bool, false)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length(var.request_validators) == 0
    error_message = "request_validators: ${join(", ", keys(var.request_validators))}: HTTP APIs have no request validators; validate in the backend, or use the module rest-api."
  }
}

variable "resource_policy" {
  description = "Not for HTTP APIs: they are public and decide by authorizers. Refused, so that a move from `rest-api` is noticed."
  type = object({
    json = string
  })
  default = null

  validation {
    condition     = var.resource_policy == null
    error_message = "resource_policy: HTTP APIs have no resource policies; use AWS_IAM or an authorizer, or the module rest-api."
  }
}

variable "routes" {
  description = <<-EOT
    Routes, by method and path: `"GET /orders/{id}"`, `"ANY /{proxy+}"`; `"$default"` takes what no other does.

    - `authorization` (NONE, AWS_IAM, CUSTOM, JWT) follows from the authorizer where `authorizer_key` names one, and from
      the variable `authorization` where a route writes neither. `authorizer_id` names one from elsewhere.
    - `authorization_scopes` are of a JWT authorizer: the token must have one of them.
    - `api_key_required`, `request_models` and `request_validator_key` are refused: HTTP APIs have none of these.
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
    request_validator_key = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = (var.body == null) == (length(var.routes) > 0)
    error_message = "routes: ${length(var.routes) == 0 ? "must not be empty without body" : "must be empty with body, whose document holds the routes"}."
  }

  validation {
    condition     = alltrue([for key in keys(var.routes) : can(regex(local.route_pattern, key))])
    error_message = "routes: ${join(", ", [for key in keys(var.routes) : "\"${key}\"" if !can(regex(local.route_pattern, key))])}: the key must be \"METHOD /path\" or \"$default\": METHOD is one of ${join(", ", local.http_methods)}; the parts of the path are of the characters A-Z a-z 0-9 . _ ~ : -, or {name}, or {name+} at the end; no slash at the end."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : contains(keys(var.integrations), route.integration_key)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.integration_key})" if !contains(keys(var.integrations), route.integration_key)])}: integration_key must be a key of integrations: ${join(", ", keys(var.integrations))}."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorization == null ? true : contains(["AWS_IAM", "CUSTOM", "JWT", "NONE"], route.authorization)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorization})" if route.authorization == null ? false : !contains(["AWS_IAM", "CUSTOM", "JWT", "NONE"], route.authorization)])}: authorization must be one of AWS_IAM, CUSTOM, JWT, NONE. A Cognito user pool is the issuer of a JWT authorizer."
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
      for route in values(var.routes) : route.authorization == null || route.authorizer_key == null || !contains(keys(var.authorizers), route.authorizer_key == null ? "" : route.authorizer_key) ? true :
      route.authorization == (var.authorizers[route.authorizer_key].type == "JWT" ? "JWT" : "CUSTOM")
    ])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorization}, ${route.authorizer_key})" if route.authorization == null || route.authorizer_key == null ? false : try(route.authorization != (var.authorizers[route.authorizer_key].type == "JWT" ? "JWT" : "CUSTOM"), false)])}: authorization must be JWT with a JWT authorizer, CUSTOM with a REQUEST authorizer, and goes without authorizer_key otherwise."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.authorizer_id == null ? true : route.authorizer_key == null && contains(["CUSTOM", "JWT"], route.authorization == null ? "" : route.authorization)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if route.authorizer_id == null ? false : route.authorizer_key != null || !contains(["CUSTOM", "JWT"], route.authorization == null ? "" : route.authorization)])}: authorizer_id goes with authorization CUSTOM or JWT, and without authorizer_key."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : !contains(["CUSTOM", "JWT"], route.authorization == null ? "" : route.authorization) || route.authorizer_key != null || route.authorizer_id != null])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\" (${route.authorization})" if contains(["CUSTOM", "JWT"], route.authorization == null ? "" : route.authorization) && route.authorizer_key == null && route.authorizer_id == null])}: authorizer_key or authorizer_id is needed with authorization CUSTOM and JWT."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : !route.api_key_required])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if route.api_key_required])}: api_key_required: HTTP APIs have no API keys; use a JWT or Lambda authorizer, or the module rest-api with usage-plan."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : length(route.request_models) == 0 && route.request_validator_key == null])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if length(route.request_models) > 0 || route.request_validator_key != null])}: request_models, request_validator_key: HTTP APIs have no request validators; validate in the backend, or use the module rest-api."
  }
}

variable "stages" {
  description = <<-EOT
    Stages, by name; `"$default"` is served without a stage in the path.

    - `access_log`: on, in JSON with every field that an investigation needs, into a log group that the module creates
      under `/aws/vendedlogs/apigateway/`, or into `destination`. `format` replaces the fields.
    - `auto_deploy`: every change is served at once. False: the module's deployment is, whose trigger is a hash of the
      inputs.
    - `default_route_settings` hold for every route, `route_settings` for the routes they are keyed by; what one of those
      leaves unset it takes from the default. Rate (requests a second) and burst are written together.
    - `cache`, `execution_log`, `web_acl` and `xray_tracing_enabled` are refused: HTTP APIs have none of these.
  EOT
  type = map(object({
    access_log = optional(object({
      destination       = optional(object({ arn = string }))
      enabled           = optional(bool, true)
      format            = optional(string)
      kms_key_arn       = optional(string)
      retention_in_days = optional(number, 365)
    }), {})
    auto_deploy = optional(bool, true)
    cache       = optional(object({ size_gb = optional(string) }))
    default_route_settings = optional(object({
      detailed_metrics_enabled = optional(bool, true)
      throttle                 = optional(object({ burst_limit = number, rate_limit = number }), { burst_limit = 200, rate_limit = 100 })
    }), {})
    description   = optional(string)
    execution_log = optional(object({ enabled = optional(bool, true) }))
    route_settings = optional(map(object({
      detailed_metrics_enabled = optional(bool)
      throttle                 = optional(object({ burst_limit = number, rate_limit = number }))
    })), {})
    tags                 = optional(map(string), {})
    variables            = optional(map(string), {})
    web_acl              = optional(object({ arn = string }))
    xray_tracing_enabled = optional(bool, false)
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.stages) : can(regex("^(\\$default|[A-Za-z0-9_-]{1,128})$", name))])
    error_message = "stages: ${join(", ", [for name in keys(var.stages) : "\"${name}\"" if !can(regex("^(\\$default|[A-Za-z0-9_-]{1,128})$", name))])}: a name is \"$default\", or 1 to 128 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = !(contains(keys(var.stages), "$default") && contains(keys(var.stages), "default"))
    error_message = "stages: \"$default\" and \"default\" would write to one log group; call the second one differently."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.access_log.format == null ? true : strcontains(stage.access_log.format, "$context.requestId") || strcontains(stage.access_log.format, "$context.extendedRequestId")])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.access_log.format == null ? false : !strcontains(stage.access_log.format, "$context.requestId") && !strcontains(stage.access_log.format, "$context.extendedRequestId")])}: access_log.format must hold $context.requestId or $context.extendedRequestId."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : contains(local.retention_days, stage.access_log.retention_in_days)])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : "${name} (${stage.access_log.retention_in_days})" if !contains(local.retention_days, stage.access_log.retention_in_days)])}: access_log.retention_in_days must be one of ${join(", ", local.retention_days)}."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for route in keys(stage.route_settings) : contains(local.route_keys, route)]]))
    error_message = "stages: ${join(", ", flatten([for name, stage in var.stages : [for route in keys(stage.route_settings) : "${name} (\"${route}\")" if !contains(local.route_keys, route)]]))}: the keys of route_settings must be keys of routes (${join(", ", local.route_keys)}); settings of every route are default_route_settings."
  }

  validation {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for throttle in concat([stage.default_route_settings.throttle], values(stage.route_settings)[*].throttle) : throttle == null ? true : throttle.rate_limit > 0 && throttle.burst_limit > 0]]))
    error_message = "stages: ${join(", ", flatten([for name, stage in var.stages : [for key, throttle in merge({ default = stage.default_route_settings.throttle }, { for route, settings in stage.route_settings : route => settings.throttle }) : "${name} (${key}: ${throttle.rate_limit}, ${throttle.burst_limit})" if throttle == null ? false : throttle.rate_limit <= 0 || throttle.burst_limit <= 0]]))}: throttle.rate_limit and throttle.burst_limit must both be above 0 (0 refuses every request; -1, no limit, is for REST APIs)."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.web_acl == null])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.web_acl != null])}: web_acl: AWS WAF does not protect HTTP APIs; put CloudFront with a web ACL in front, or use the module rest-api."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : !stage.xray_tracing_enabled])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.xray_tracing_enabled])}: xray_tracing_enabled: HTTP APIs send no traces to X-Ray; trace in the function, or use the module rest-api."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.cache == null])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.cache != null])}: cache: HTTP APIs have no cache; put CloudFront in front, or use the module rest-api."
  }

  validation {
    condition     = alltrue([for stage in values(var.stages) : stage.execution_log == null])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if stage.execution_log != null])}: execution_log: HTTP APIs have no execution logs; access_log holds the errors of integrations and authorizers."
  }
}

variable "tags" {
  description = "Tags of the API, its stages, its VPC links and its log groups."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "vpc_links" {
  description = "VPC links, by the static key that integrations refer to as `vpc_link_key`: the subnets that they reach into, and the security groups of their interfaces."
  type = map(object({
    name               = optional(string)
    security_group_ids = list(string)
    subnet_ids         = list(string)
    tags               = optional(map(string), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for link in values(var.vpc_links) : length(link.subnet_ids) >= 2])
    error_message = "vpc_links: ${join(", ", [for key, link in var.vpc_links : key if length(link.subnet_ids) < 2])}: subnet_ids must be two or more, in different availability zones."
  }

  validation {
    condition     = alltrue([for link in values(var.vpc_links) : length(link.security_group_ids) >= 1])
    error_message = "vpc_links: ${join(", ", [for key, link in var.vpc_links : key if length(link.security_group_ids) < 1])}: security_group_ids must not be empty, what the link may reach would be for others to decide."
  }
}
