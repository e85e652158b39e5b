# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "validation_is_enforced" {
  assert {
    condition = alltrue([
      for key, route in var.routes : route.request_validator_key != null || (length(route.request_models) == 0 && !anytrue(values(route.request_parameters)))
    ])
    error_message = "routes: ${join(", ", [for key, route in var.routes : "\"${key}\"" if route.request_validator_key == null && (length(route.request_models) > 0 || anytrue(values(route.request_parameters)))])}: request_models and required request_parameters are not enforced without request_validator_key."
  }
}

check "everything_is_used" {
  assert {
    condition     = alltrue([for key in keys(var.integrations) : contains([for route in values(var.routes) : route.integration_key], key)])
    error_message = "integrations: ${join(", ", [for key in keys(var.integrations) : key if !contains([for route in values(var.routes) : route.integration_key], key)])}: no route uses it."
  }

  assert {
    condition     = alltrue([for key in keys(var.authorizers) : contains([for route in values(local.caller_routes) : route.authorizer_key], key)])
    error_message = "authorizers: ${join(", ", [for key in keys(var.authorizers) : key if !contains([for route in values(local.caller_routes) : route.authorizer_key], key)])}: no route uses it."
  }

  assert {
    condition     = alltrue([for key in keys(var.client_certificates) : anytrue([for stage in values(var.stages) : coalesce(stage.client_certificate_key, " ") == key])])
    error_message = "client_certificates: ${join(", ", [for key in keys(var.client_certificates) : key if !anytrue([for stage in values(var.stages) : coalesce(stage.client_certificate_key, " ") == key])])}: no stage uses it."
  }

  assert {
    condition     = alltrue([for key in keys(var.functions) : contains(local.function_keys, key)])
    error_message = "functions: ${join(", ", [for key in keys(var.functions) : key if !contains(local.function_keys, key)])}: no integration of a route and no authorizer uses it."
  }
}

check "stages_are_protected" {
  assert {
    condition     = alltrue([for stage in values(var.stages) : stage.access_log.enabled])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if !stage.access_log.enabled])}: without access logs nobody can tell who called what."
  }

  assert {
    condition     = alltrue([for settings in values(local.method_settings) : !settings.data_trace_enabled])
    error_message = "stages: ${join(", ", [for key, settings in local.method_settings : key if settings.data_trace_enabled])}: data_trace_enabled writes whole requests and answers, tokens included, to the log."
  }

  assert {
    condition     = alltrue([for settings in values(local.method_settings) : settings.throttle.rate_limit > 0])
    error_message = "stages: ${join(", ", [for key, settings in local.method_settings : key if settings.throttle.rate_limit <= 0])}: without a limit one caller can use up what the account allows all its APIs."
  }
}

check "canary_is_of_a_change" {
  assert {
    condition     = var.stable_deployment_hash == null ? true : var.stable_deployment_hash != local.deployment_hash
    error_message = "stable_deployment_hash: is the hash of the present inputs, so the canaries serve what their stages serve."
  }
}

check "documentation_is_published" {
  assert {
    condition     = length(var.documentation_parts) == 0 || length(var.documentation_versions) > 0
    error_message = "documentation_parts: nobody sees them without a version in documentation_versions."
  }
}
