# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "plans_have_quotas" {
  assert {
    condition     = alltrue([for plan in values(var.plans) : plan.quota != null])
    error_message = "plans: ${join(", ", [for key, plan in var.plans : key if plan.quota == null])}: without a quota a key may send what its rate allows day and night."
  }
}

check "plans_are_used" {
  assert {
    condition     = alltrue([for plan in keys(var.plans) : contains(flatten(values(var.keys)[*].plan_keys), plan)])
    error_message = "plans: ${join(", ", [for plan in keys(var.plans) : plan if !contains(flatten(values(var.keys)[*].plan_keys), plan)])}: no key has it. Where keys are made elsewhere, attach them by usage_plan_ids."
  }
}
