# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "everything_is_used" {
  assert {
    condition     = alltrue([for key in keys(var.integrations) : contains(local.used_integration_keys, key)])
    error_message = "integrations: ${join(", ", [for key in keys(var.integrations) : key if !contains(local.used_integration_keys, key)])}: no route uses it."
  }

  assert {
    condition     = alltrue([for key in keys(var.authorizers) : contains([for route in values(local.routes) : route.authorizer_key], key)])
    error_message = "authorizers: ${join(", ", [for key in keys(var.authorizers) : key if !contains([for route in values(local.routes) : route.authorizer_key], key)])}: no route uses it."
  }

  assert {
    condition = alltrue([
      for key in keys(var.functions) : var.body != null || contains(concat(values(var.integrations)[*].function_key, values(var.authorizers)[*].function_key), key)
    ])
    error_message = "functions: ${join(", ", [for key in keys(var.functions) : key if var.body == null && !contains(concat(values(var.integrations)[*].function_key, values(var.authorizers)[*].function_key), key)])}: no integration and no authorizer uses it."
  }

  assert {
    condition     = alltrue([for key in keys(var.vpc_links) : contains(values(var.integrations)[*].vpc_link_key, key)])
    error_message = "vpc_links: ${join(", ", [for key in keys(var.vpc_links) : key if !contains(values(var.integrations)[*].vpc_link_key, key)])}: no integration uses it."
  }
}

check "preflight_is_answered" {
  # A catch-all takes OPTIONS too, and a browser sends no credentials with it.
  assert {
    condition = var.cors == null ? true : alltrue([
      for key, route in local.routes : !(key == "$default" || startswith(key, "ANY ")) || route.authorization == "NONE" || anytrue([
        for other in keys(local.routes) : contains(["OPTIONS /{proxy+}", "OPTIONS ${trimprefix(key, "ANY ")}"], other)
      ])
    ])
    error_message = "routes: ${join(", ", [for key, route in local.routes : "\"${key}\"" if(key == "$default" || startswith(key, "ANY ")) && route.authorization != "NONE"])}: takes the preflight requests of browsers too, and refuses them; write a route \"OPTIONS /{proxy+}\" with authorization = \"NONE\"."
  }
}

check "stages_are_protected" {
  assert {
    condition     = alltrue([for stage in values(var.stages) : stage.access_log.enabled])
    error_message = "stages: ${join(", ", [for name, stage in var.stages : name if !stage.access_log.enabled])}: without access logs nobody can tell who called what."
  }
}
