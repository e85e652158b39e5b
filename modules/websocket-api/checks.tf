# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "everything_is_used" {
  assert {
    condition     = alltrue([for key in keys(var.integrations) : contains(local.used_integration_keys, key)])
    error_message = "integrations: ${join(", ", [for key in keys(var.integrations) : key if !contains(local.used_integration_keys, key)])}: no route uses it."
  }

  assert {
    condition     = alltrue([for key in keys(var.authorizers) : contains(values(var.routes)[*].authorizer_key, key)])
    error_message = "authorizers: ${join(", ", [for key in keys(var.authorizers) : key if !contains(values(var.routes)[*].authorizer_key, key)])}: no route uses it."
  }

  assert {
    condition     = alltrue([for key in keys(var.functions) : contains(concat(values(var.integrations)[*].function_key, values(var.authorizers)[*].function_key), key)])
    error_message = "functions: ${join(", ", [for key in keys(var.functions) : key if !contains(concat(values(var.integrations)[*].function_key, values(var.authorizers)[*].function_key), key)])}: no integration and no authorizer uses it."
  }
}

check "answers_are_delivered" {
  # What an integration answers is thrown away unless its route is two-way.
  assert {
    condition     = alltrue([for route in values(var.routes) : route.response != null || !contains(keys(local.integrations_with_responses), route.integration_key)])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if route.response == null && contains(keys(local.integrations_with_responses), route.integration_key)])}: the responses of its integration reach nobody without response = {}."
  }
}

check "stages_are_protected" {
  assert {
    condition     = alltrue([for stage in values(var.stages) : stage.access_log.enabled])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if !stage.access_log.enabled])}: without access logs nobody can tell who connected."
  }

  assert {
    condition     = alltrue(flatten([for stage in values(var.stages) : [for traced in concat([stage.default_route_settings.data_trace_enabled], values(stage.route_settings)[*].data_trace_enabled) : !coalesce(traced, false)]]))
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if anytrue([for traced in concat([stage.default_route_settings.data_trace_enabled], values(stage.route_settings)[*].data_trace_enabled) : coalesce(traced, false)])])}: data_trace_enabled writes whole messages, tokens included, to the log."
  }
}

locals {
  # $connect answers the HTTP request itself, and $disconnect nobody.
  integrations_with_responses = {
    for key, integration in var.integrations : key => true
    if length(integration.responses) > 0 && anytrue([for route_key, route in var.routes : route.integration_key == key && !contains(["$connect", "$disconnect"], route_key)])
  }
}
