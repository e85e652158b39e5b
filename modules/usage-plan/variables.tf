variable "key_values" {
  description = <<-EOT
    Values of API keys, by their key in `keys`, of 20 to 128 letters, digits or hyphens: for keys that callers have already. Unset,
    the service makes them up. They are stored in the state either way; never write one into a file that is committed.
  EOT
  type        = map(string)
  default     = {}
  nullable    = false
  sensitive   = true

  validation {
    condition     = alltrue([for key in nonsensitive(keys(var.key_values)) : contains(keys(var.keys), key)])
    error_message = "key_values: ${join(", ", [for key in nonsensitive(keys(var.key_values)) : key if !contains(keys(var.keys), key)])}: must be a key of keys: ${join(", ", keys(var.keys))}."
  }

  validation {
    condition     = alltrue([for value in values(var.key_values) : can(regex("^[0-9A-Za-z-]{20,128}$", value))])
    error_message = "key_values: ${join(", ", [for key in nonsensitive(keys(var.key_values)) : key if !nonsensitive(can(regex("^[0-9A-Za-z-]{20,128}$", var.key_values[key])))])}: must be 20 to 128 letters, digits or hyphens."
  }

  validation {
    condition     = length(distinct(values(var.key_values))) == length(var.key_values)
    error_message = "key_values: two of ${join(", ", nonsensitive(keys(var.key_values)))} have the same value; the service takes them for one key."
  }
}

variable "keys" {
  description = <<-EOT
    API keys, one for each caller, by a static key. `plan_keys` are the `plans` that the caller has. A key tells callers
    apart and counts their requests; it does not prove who they are: routes need an authorization beside it.
  EOT
  type = map(object({
    customer_id = optional(string)
    description = optional(string)
    enabled     = optional(bool, true)
    name        = optional(string)
    plan_keys   = list(string)
    tags        = optional(map(string), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue(flatten([for key in values(var.keys) : [for plan in key.plan_keys : contains(keys(var.plans), plan)]]))
    error_message = "keys: ${join(", ", flatten([for name, key in var.keys : [for plan in key.plan_keys : "${name} (${plan})" if !contains(keys(var.plans), plan)]]))}: plan_keys must be keys of plans: ${join(", ", keys(var.plans))}."
  }

  validation {
    condition     = alltrue([for key in values(var.keys) : length(key.plan_keys) > 0 && length(distinct(key.plan_keys)) == length(key.plan_keys)])
    error_message = "keys: ${join(", ", [for name, key in var.keys : name if length(key.plan_keys) == 0 || length(distinct(key.plan_keys)) != length(key.plan_keys)])}: plan_keys must name at least one plan, and each once; without a plan a key opens nothing."
  }

  validation {
    condition     = alltrue([for name, key in var.keys : length(coalesce(key.name, name)) <= 1024])
    error_message = "keys: ${join(", ", [for name, key in var.keys : name if length(coalesce(key.name, name)) > 1024])}: name must be at most 1024 characters."
  }
}

variable "name" {
  description = "What the names of plans and keys begin with, where they have no `name` of their own."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name) > 0
    error_message = "name: \"${var.name}\" must not be empty."
  }
}

variable "plans" {
  description = <<-EOT
    Usage plans, by the static key that `keys` refer to in `plan_keys`.

    - `stages`, by static keys, are the stages of REST APIs that the plan opens: `api_id` and the name of the `stage`.
      `throttle` limits single routes of it, keyed as in `rest-api`: `"GET /orders/{id}"`.
    - `throttle` limits each key of the plan: `rate_limit` requests a second, `burst_limit` at once.
    - `quota` limits each key to `limit` requests in a DAY, WEEK or MONTH. `offset` (0 with DAY, 0 to 6 with WEEK, 0 to 27
      with MONTH) is described by AWS in two ways: as the day on which the period begins (with WEEK 0 is Sunday), and as
      requests taken off the first period's limit. Leave it at 0 where the difference matters.
    - `product_code` is that of a product in the AWS Marketplace.
  EOT
  type = map(object({
    description  = optional(string)
    name         = optional(string)
    product_code = optional(string)
    quota = optional(object({
      limit  = number
      offset = optional(number, 0)
      period = string
    }))
    stages = map(object({
      api_id   = string
      stage    = string
      throttle = optional(map(object({ burst_limit = number, rate_limit = number })), {})
    }))
    tags     = optional(map(string), {})
    throttle = optional(object({ burst_limit = number, rate_limit = number }), { burst_limit = 20, rate_limit = 10 })
  }))
  nullable = false

  validation {
    condition     = alltrue([for plan in values(var.plans) : length(plan.stages) > 0])
    error_message = "plans: ${join(", ", [for key, plan in var.plans : key if length(plan.stages) == 0])}: stages must name at least one; the keys of a plan without stages open nothing."
  }

  validation {
    condition     = alltrue([for plan in values(var.plans) : plan.throttle.rate_limit > 0 && plan.throttle.burst_limit > 0 && floor(plan.throttle.burst_limit) == plan.throttle.burst_limit])
    error_message = "plans: ${join(", ", [for key, plan in var.plans : "${key} (${plan.throttle.rate_limit}, ${plan.throttle.burst_limit})" if !(plan.throttle.rate_limit > 0 && plan.throttle.burst_limit > 0 && floor(plan.throttle.burst_limit) == plan.throttle.burst_limit)])}: throttle.rate_limit and throttle.burst_limit must be above 0, the latter a whole number; 0 refuses every request."
  }

  validation {
    condition     = alltrue(flatten([for plan in values(var.plans) : [for stage in values(plan.stages) : [for route in keys(stage.throttle) : can(regex("^(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /", route))]]]))
    error_message = "plans: ${join(", ", flatten([for key, plan in var.plans : [for name, stage in plan.stages : [for route in keys(stage.throttle) : "${key} (${name}: \"${route}\")" if !can(regex("^(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /", route))]]]))}: the keys of throttle must be routes such as \"GET /orders/{id}\", with one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT."
  }

  validation {
    condition     = alltrue(flatten([for plan in values(var.plans) : [for stage in values(plan.stages) : [for throttle in values(stage.throttle) : throttle.rate_limit > 0 && throttle.burst_limit > 0 && floor(throttle.burst_limit) == throttle.burst_limit]]]))
    error_message = "plans: ${join(", ", flatten([for key, plan in var.plans : [for name, stage in plan.stages : [for route, throttle in stage.throttle : "${key} (${name}: \"${route}\" ${throttle.rate_limit}, ${throttle.burst_limit})" if !(throttle.rate_limit > 0 && throttle.burst_limit > 0 && floor(throttle.burst_limit) == throttle.burst_limit)]]]))}: rate_limit and burst_limit of a route must be above 0, the latter a whole number; 0 refuses every request."
  }

  validation {
    condition     = alltrue([for plan in values(var.plans) : plan.quota == null ? true : contains(["DAY", "MONTH", "WEEK"], plan.quota.period)])
    error_message = "plans: ${join(", ", [for key, plan in var.plans : "${key} (${plan.quota.period})" if plan.quota == null ? false : !contains(["DAY", "MONTH", "WEEK"], plan.quota.period)])}: quota.period must be one of DAY, MONTH, WEEK."
  }

  validation {
    condition     = alltrue([for plan in values(var.plans) : plan.quota == null ? true : plan.quota.limit >= 1 && floor(plan.quota.limit) == plan.quota.limit])
    error_message = "plans: ${join(", ", [for key, plan in var.plans : "${key} (${plan.quota.limit})" if plan.quota == null ? false : plan.quota.limit < 1 || floor(plan.quota.limit) != plan.quota.limit])}: quota.limit must be a whole number above 0."
  }

  validation {
    condition     = alltrue([for plan in values(var.plans) : plan.quota == null ? true : plan.quota.offset >= 0 && plan.quota.offset <= lookup(local.greatest_offset, plan.quota.period, 27)])
    error_message = "plans: ${join(", ", [for key, plan in var.plans : "${key} (${plan.quota.period}, ${plan.quota.offset})" if plan.quota == null ? false : plan.quota.offset < 0 || plan.quota.offset > lookup(local.greatest_offset, plan.quota.period, 27)])}: quota.offset must be 0 with DAY, 0 to 6 with WEEK, 0 to 27 with MONTH."
  }
}

variable "tags" {
  description = "Tags of every plan and every key."
  type        = map(string)
  default     = {}
  nullable    = false
}
