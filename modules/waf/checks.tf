# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "rate_is_limited" {
  assert {
    condition     = anytrue([for limit in values(local.rate_limits) : limit.action == "BLOCK"])
    error_message = "rate_limits: none blocks, so one caller can use up what the API allows all of them. A CAPTCHA or challenge does not stop a caller that has a token."
  }
}

check "managed_groups_act" {
  assert {
    condition     = alltrue([for name in ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"] : contains([for group in values(local.managed_rule_groups) : group.name if group.scope_down == null], name)])
    error_message = "managed_rule_groups: ${join(", ", [for name in ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"] : name if !contains([for group in values(local.managed_rule_groups) : group.name if group.scope_down == null], name)])} does not look at every request."
  }

  assert {
    condition     = alltrue([for group in values(local.managed_rule_groups) : group.override_action == "NONE"])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in local.managed_rule_groups : key if group.override_action == "COUNT"])} only counts. Once its matches have been looked at, override single rules instead."
  }
}

check "requests_are_logged" {
  assert {
    condition     = var.logging.enabled
    error_message = "logging: without a log nobody can tell what was blocked, and why."
  }

  assert {
    condition     = alltrue([for name in ["authorization", "cookie", "x-api-key"] : contains(var.logging.redacted_headers, name) || contains(flatten([for protection in values(var.data_protection) : protection.field_keys if protection.field_type == "SINGLE_HEADER"]), name)])
    error_message = "logging: ${join(", ", [for name in ["authorization", "cookie", "x-api-key"] : name if !contains(var.logging.redacted_headers, name) && !contains(flatten([for protection in values(var.data_protection) : protection.field_keys if protection.field_type == "SINGLE_HEADER"]), name)])} can be read by whoever reads the log; name it in redacted_headers or data_protection."
  }
}

check "everything_is_used" {
  assert {
    condition     = alltrue([for key in keys(var.conditions) : contains(flatten([for when in values(local.whens) : concat(when.all_of, when.any_of, when.none_of)]), key)])
    error_message = "conditions: ${join(", ", [for key in keys(var.conditions) : key if !contains(flatten([for when in values(local.whens) : concat(when.all_of, when.any_of, when.none_of)]), key)])}: no rule asks for it."
  }

  assert {
    condition     = alltrue([for key in keys(var.ip_sets) : contains([for condition in values(var.conditions) : condition.ip_set.key if condition.ip_set != null], key)])
    error_message = "ip_sets: ${join(", ", [for key in keys(var.ip_sets) : key if !contains([for condition in values(var.conditions) : condition.ip_set.key if condition.ip_set != null], key)])}: no condition refers to it."
  }

  assert {
    condition     = alltrue([for key in keys(var.regex_sets) : contains([for condition in values(var.conditions) : condition.regex_set.key if condition.regex_set != null], key)])
    error_message = "regex_sets: ${join(", ", [for key in keys(var.regex_sets) : key if !contains([for condition in values(var.conditions) : condition.regex_set.key if condition.regex_set != null], key)])}: no condition refers to it."
  }
}
