variable "associations" {
  description = <<-EOT
    What the web ACL protects, by a static key: ARNs of REST API stages, Cognito user pools, load balancers, AppSync APIs,
    App Runner services or Verified Access instances. A stage can be associated here or by `web_acl` of `rest-api`, not by
    both. HTTP and WebSocket APIs cannot have a web ACL.
  EOT
  type = map(object({
    resource_arn = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for association in values(var.associations) : !can(regex("^arn:[^:]+:apigateway:[^:]*::/apis/", association.resource_arn))])
    error_message = "associations: ${join(", ", [for key, association in var.associations : "${key} (${association.resource_arn})" if can(regex("^arn:[^:]+:apigateway:[^:]*::/apis/", association.resource_arn))])}: resource_arn is of an HTTP or WebSocket API, which AWS WAF does not protect; put a REST API or CloudFront in front of it."
  }

  validation {
    condition     = alltrue([for association in values(var.associations) : can(regex("^arn:[^:]+:apigateway:[^:]*::/apis/", association.resource_arn)) || can(regex(local.resource_arn_pattern, association.resource_arn))])
    error_message = "associations: ${join(", ", [for key, association in var.associations : "${key} (${association.resource_arn})" if !can(regex("^arn:[^:]+:apigateway:[^:]*::/apis/", association.resource_arn)) && !can(regex(local.resource_arn_pattern, association.resource_arn))])}: resource_arn must be the ARN of a REST API stage, a Cognito user pool, an Application Load Balancer, an AppSync API, an App Runner service or a Verified Access instance."
  }
}

variable "captcha_immunity_seconds" {
  description = "Seconds for which a solved CAPTCHA is good, where a rule says nothing else: 60 to 259200."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.captcha_immunity_seconds >= 60 && var.captcha_immunity_seconds <= 259200
    error_message = "captcha_immunity_seconds: ${var.captcha_immunity_seconds} must be 60 to 259200."
  }
}

variable "challenge_immunity_seconds" {
  description = "Seconds for which an answered challenge is good, where a rule says nothing else: 300 to 259200."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.challenge_immunity_seconds >= 300 && var.challenge_immunity_seconds <= 259200
    error_message = "challenge_immunity_seconds: ${var.challenge_immunity_seconds} must be 300 to 259200."
  }
}

variable "conditions" {
  description = <<-EOT
    Questions about a request, by the static key that `rules` and `scope_down` combine them by. Each asks exactly one:

    - about the address: `asn`, `geo`, or `ip_set` (one of `ip_sets` by `key`, or another by `arn`); `forwarded_ip` takes
      the address from a header;
    - about a part of the request, which `field` names: `byte_match`, `regex_set` (one of `regex_sets` by `key`, or another by
      `arn`), `size`, `sqli`, `xss`, after `text_transformations`;
    - `label`: whether a rule before put a label on the request, such as one of a managed group.

    `field.type` is ALL_QUERY_ARGUMENTS, BODY, COOKIES, HEADERS, JSON_BODY, METHOD, QUERY_STRING, SINGLE_HEADER,
    SINGLE_QUERY_ARGUMENT (these two with `name`) or URI_PATH. BODY, COOKIES, HEADERS and JSON_BODY need `oversize_handling`
    (CONTINUE, MATCH or NO_MATCH: the answer for a request that is larger than what AWS WAF sees). `included` and `excluded`
    narrow COOKIES and HEADERS by name, `included` narrows JSON_BODY by paths such as /order/note.
  EOT
  type = map(object({
    asn = optional(object({ numbers = list(number) }))
    byte_match = optional(object({
      positional_constraint = string
      search_string         = string
    }))
    field = optional(object({
      excluded                  = optional(list(string), [])
      included                  = optional(list(string), [])
      invalid_fallback_behavior = optional(string, "EVALUATE_AS_STRING")
      match_scope               = optional(string, "ALL")
      name                      = optional(string)
      oversize_handling         = optional(string)
      type                      = string
    }))
    forwarded_ip = optional(object({
      fallback_behavior = optional(string, "NO_MATCH")
      header_name       = optional(string, "X-Forwarded-For")
      position          = optional(string, "FIRST")
    }))
    geo = optional(object({ country_codes = list(string) }))
    ip_set = optional(object({
      arn = optional(string)
      key = optional(string)
    }))
    label = optional(object({
      key   = string
      scope = optional(string, "LABEL")
    }))
    regex_set = optional(object({
      arn = optional(string)
      key = optional(string)
    }))
    size = optional(object({
      comparison_operator = string
      size                = number
    }))
    sqli                 = optional(object({ sensitivity_level = optional(string, "LOW") }))
    text_transformations = optional(list(string), ["NONE"])
    xss                  = optional(object({}))
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.conditions) : can(regex("^[0-9A-Za-z_-]{1,50}$", key))])
    error_message = "conditions: ${join(", ", [for key in keys(var.conditions) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,50}$", key))])}: the key becomes a label and must be 1 to 50 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = length(var.conditions) <= 100
    error_message = "conditions: ${length(var.conditions)} entries, and there is room for 100 below the first priority of a rule."
  }

  validation {
    condition = alltrue([
      for condition in values(var.conditions) : length(compact([condition.asn == null ? "" : "asn", condition.byte_match == null ? "" : "byte_match", condition.geo == null ? "" : "geo", condition.ip_set == null ? "" : "ip_set", condition.label == null ? "" : "label", condition.regex_set == null ? "" : "regex_set", condition.size == null ? "" : "size", condition.sqli == null ? "" : "sqli", condition.xss == null ? "" : "xss"])) == 1
    ])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${join(" and ", compact([condition.asn == null ? "" : "asn", condition.byte_match == null ? "" : "byte_match", condition.geo == null ? "" : "geo", condition.ip_set == null ? "" : "ip_set", condition.label == null ? "" : "label", condition.regex_set == null ? "" : "regex_set", condition.size == null ? "" : "size", condition.sqli == null ? "" : "sqli", condition.xss == null ? "" : "xss"]))})" if length(compact([condition.asn == null ? "" : "asn", condition.byte_match == null ? "" : "byte_match", condition.geo == null ? "" : "geo", condition.ip_set == null ? "" : "ip_set", condition.label == null ? "" : "label", condition.regex_set == null ? "" : "regex_set", condition.size == null ? "" : "size", condition.sqli == null ? "" : "sqli", condition.xss == null ? "" : "xss"])) != 1])}: each must be exactly one of asn, byte_match, geo, ip_set, label, regex_set, size, sqli, xss."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : (condition.field != null) == (condition.byte_match != null || condition.regex_set != null || condition.size != null || condition.sqli != null || condition.xss != null)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : key if(condition.field != null) != (condition.byte_match != null || condition.regex_set != null || condition.size != null || condition.sqli != null || condition.xss != null)])}: field is needed by byte_match, regex_set, size, sqli, xss and refused by asn, geo, ip_set, label."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : contains(local.field_types, condition.field.type)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.type})" if condition.field == null ? false : !contains(local.field_types, condition.field.type)])}: field.type must be one of ${join(", ", local.field_types)}."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : (condition.field.name != null) == contains(local.named_field_types, condition.field.type)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.type})" if condition.field == null ? false : (condition.field.name != null) != contains(local.named_field_types, condition.field.type)])}: field.name is needed with ${join(" and ", local.named_field_types)}, and is refused with every other type."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : condition.field.name == null ? true : lower(condition.field.name) == condition.field.name])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.name})" if condition.field == null ? false : condition.field.name == null ? false : lower(condition.field.name) != condition.field.name])}: field.name must be in lower case."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : (condition.field.oversize_handling != null) == contains(local.sized_field_types, condition.field.type)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.type})" if condition.field == null ? false : (condition.field.oversize_handling != null) != contains(local.sized_field_types, condition.field.type)])}: field.oversize_handling is needed with ${join(", ", local.sized_field_types)} (what is safe hangs on the rule), and is refused with every other type."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : condition.field.oversize_handling == null ? true : contains(["CONTINUE", "MATCH", "NO_MATCH"], condition.field.oversize_handling)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.oversize_handling})" if condition.field == null ? false : condition.field.oversize_handling == null ? false : !contains(["CONTINUE", "MATCH", "NO_MATCH"], condition.field.oversize_handling)])}: field.oversize_handling must be one of CONTINUE, MATCH, NO_MATCH."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : contains(["EVALUATE_AS_STRING", "MATCH", "NO_MATCH"], condition.field.invalid_fallback_behavior)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.invalid_fallback_behavior})" if condition.field == null ? false : !contains(["EVALUATE_AS_STRING", "MATCH", "NO_MATCH"], condition.field.invalid_fallback_behavior)])}: field.invalid_fallback_behavior must be one of EVALUATE_AS_STRING, MATCH, NO_MATCH."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : contains(["ALL", "KEY", "VALUE"], condition.field.match_scope)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.match_scope})" if condition.field == null ? false : !contains(["ALL", "KEY", "VALUE"], condition.field.match_scope)])}: field.match_scope must be one of ALL, KEY, VALUE."
  }

  validation {
    condition = alltrue([
      for condition in values(var.conditions) : condition.field == null ? true : (
        (length(condition.field.included) == 0 || contains(["COOKIES", "HEADERS", "JSON_BODY"], condition.field.type)) &&
        (length(condition.field.excluded) == 0 || (contains(["COOKIES", "HEADERS"], condition.field.type) && length(condition.field.included) == 0))
      )
    ])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.field.type})" if condition.field == null ? false : !((length(condition.field.included) == 0 || contains(["COOKIES", "HEADERS", "JSON_BODY"], condition.field.type)) && (length(condition.field.excluded) == 0 || (contains(["COOKIES", "HEADERS"], condition.field.type) && length(condition.field.included) == 0)))])}: field.included is for COOKIES, HEADERS and JSON_BODY, field.excluded for COOKIES and HEADERS, and not both at once."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.field == null ? true : condition.field.type != "JSON_BODY" || alltrue([for path in condition.field.included : startswith(path, "/")])])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${join(", ", condition.field.included)})" if condition.field == null ? false : condition.field.type == "JSON_BODY" && !alltrue([for path in condition.field.included : startswith(path, "/")])])}: field.included of JSON_BODY must be JSON pointers such as /order/note."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.byte_match == null ? true : contains(["CONTAINS", "CONTAINS_WORD", "ENDS_WITH", "EXACTLY", "STARTS_WITH"], condition.byte_match.positional_constraint)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.byte_match.positional_constraint})" if condition.byte_match == null ? false : !contains(["CONTAINS", "CONTAINS_WORD", "ENDS_WITH", "EXACTLY", "STARTS_WITH"], condition.byte_match.positional_constraint)])}: byte_match.positional_constraint must be one of CONTAINS, CONTAINS_WORD, ENDS_WITH, EXACTLY, STARTS_WITH."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.byte_match == null ? true : length(condition.byte_match.search_string) >= 1 && length(condition.byte_match.search_string) <= 200])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : key if condition.byte_match == null ? false : length(condition.byte_match.search_string) < 1 || length(condition.byte_match.search_string) > 200])}: byte_match.search_string must be 1 to 200 characters."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.geo == null ? true : length(condition.geo.country_codes) > 0 && alltrue([for code in condition.geo.country_codes : can(regex("^[A-Z]{2}$", code))])])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${join(", ", condition.geo.country_codes)})" if condition.geo == null ? false : length(condition.geo.country_codes) == 0 || !alltrue([for code in condition.geo.country_codes : can(regex("^[A-Z]{2}$", code))])])}: geo.country_codes must be one or more codes of two capital letters (ISO 3166), such as DE."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.asn == null ? true : length(condition.asn.numbers) >= 1 && length(condition.asn.numbers) <= 100])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${length(condition.asn.numbers)})" if condition.asn == null ? false : length(condition.asn.numbers) < 1 || length(condition.asn.numbers) > 100])}: asn.numbers must be 1 to 100 numbers."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.ip_set == null ? true : (condition.ip_set.key == null) != (condition.ip_set.arn == null)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : key if condition.ip_set == null ? false : (condition.ip_set.key == null) == (condition.ip_set.arn == null)])}: ip_set takes either key or arn."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.ip_set == null ? true : condition.ip_set.key == null || contains(keys(var.ip_sets), coalesce(condition.ip_set.key, "none"))])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.ip_set.key})" if condition.ip_set == null ? false : condition.ip_set.key != null && !contains(keys(var.ip_sets), coalesce(condition.ip_set.key, "none"))])}: ip_set.key must be a key of ip_sets: ${join(", ", keys(var.ip_sets))}."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.regex_set == null ? true : (condition.regex_set.key == null) != (condition.regex_set.arn == null)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : key if condition.regex_set == null ? false : (condition.regex_set.key == null) == (condition.regex_set.arn == null)])}: regex_set takes either key or arn."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.regex_set == null ? true : condition.regex_set.key == null || contains(keys(var.regex_sets), coalesce(condition.regex_set.key, "none"))])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.regex_set.key})" if condition.regex_set == null ? false : condition.regex_set.key != null && !contains(keys(var.regex_sets), coalesce(condition.regex_set.key, "none"))])}: regex_set.key must be a key of regex_sets: ${join(", ", keys(var.regex_sets))}."
  }

  validation {
    condition = alltrue([
      for condition in values(var.conditions) : condition.forwarded_ip == null ? true : (
        (condition.asn != null || condition.geo != null || condition.ip_set != null) &&
        contains(["MATCH", "NO_MATCH"], condition.forwarded_ip.fallback_behavior) && contains(["ANY", "FIRST", "LAST"], condition.forwarded_ip.position)
      )
    ])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.forwarded_ip.fallback_behavior}, ${condition.forwarded_ip.position})" if condition.forwarded_ip == null ? false : !((condition.asn != null || condition.geo != null || condition.ip_set != null) && contains(["MATCH", "NO_MATCH"], condition.forwarded_ip.fallback_behavior) && contains(["ANY", "FIRST", "LAST"], condition.forwarded_ip.position))])}: forwarded_ip is for asn, geo and ip_set; its fallback_behavior must be one of MATCH, NO_MATCH, its position one of ANY, FIRST, LAST."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.label == null ? true : contains(["LABEL", "NAMESPACE"], condition.label.scope) && can(regex("^[0-9A-Za-z_:-]+$", condition.label.key))])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.label.key}, ${condition.label.scope})" if condition.label == null ? false : !contains(["LABEL", "NAMESPACE"], condition.label.scope) || !can(regex("^[0-9A-Za-z_:-]+$", condition.label.key))])}: label.scope must be one of LABEL, NAMESPACE, label.key names of letters, digits, hyphens or underscores with colons between them."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.size == null ? true : contains(["EQ", "GE", "GT", "LE", "LT", "NE"], condition.size.comparison_operator) && condition.size.size >= 0])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.size.comparison_operator} ${condition.size.size})" if condition.size == null ? false : !contains(["EQ", "GE", "GT", "LE", "LT", "NE"], condition.size.comparison_operator) || condition.size.size < 0])}: size.comparison_operator must be one of EQ, GE, GT, LE, LT, NE, size.size 0 bytes or more."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : condition.sqli == null ? true : contains(["HIGH", "LOW"], condition.sqli.sensitivity_level)])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${condition.sqli.sensitivity_level})" if condition.sqli == null ? false : !contains(["HIGH", "LOW"], condition.sqli.sensitivity_level)])}: sqli.sensitivity_level must be one of HIGH, LOW."
  }

  validation {
    condition     = alltrue([for condition in values(var.conditions) : length(condition.text_transformations) > 0 && alltrue([for type in condition.text_transformations : contains(local.text_transformations, type)])])
    error_message = "conditions: ${join(", ", [for key, condition in var.conditions : "${key} (${join(", ", condition.text_transformations)})" if length(condition.text_transformations) == 0 || !alltrue([for type in condition.text_transformations : contains(local.text_transformations, type)])])}: text_transformations must be one or more of ${join(", ", local.text_transformations)}."
  }
}

variable "custom_response_bodies" {
  description = "Bodies of answers, by the key that `custom_response.body_key` refers to: up to 10,240 characters of TEXT_PLAIN, TEXT_HTML or APPLICATION_JSON."
  type = map(object({
    content      = string
    content_type = optional(string, "APPLICATION_JSON")
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.custom_response_bodies) : can(regex("^[0-9A-Za-z_-]{1,128}$", key))])
    error_message = "custom_response_bodies: ${join(", ", [for key in keys(var.custom_response_bodies) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,128}$", key))])}: the key must be 1 to 128 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for body in values(var.custom_response_bodies) : contains(["APPLICATION_JSON", "TEXT_HTML", "TEXT_PLAIN"], body.content_type)])
    error_message = "custom_response_bodies: ${join(", ", [for key, body in var.custom_response_bodies : "${key} (${body.content_type})" if !contains(["APPLICATION_JSON", "TEXT_HTML", "TEXT_PLAIN"], body.content_type)])}: content_type must be one of APPLICATION_JSON, TEXT_HTML, TEXT_PLAIN."
  }

  validation {
    condition     = alltrue([for body in values(var.custom_response_bodies) : length(body.content) >= 1 && length(body.content) <= 10240])
    error_message = "custom_response_bodies: ${join(", ", [for key, body in var.custom_response_bodies : "${key} (${length(body.content)})" if length(body.content) < 1 || length(body.content) > 10240])}: content must be 1 to 10240 characters."
  }

  validation {
    condition     = alltrue([for body in values(var.custom_response_bodies) : body.content_type != "APPLICATION_JSON" || can(jsondecode(body.content))])
    error_message = "custom_response_bodies: ${join(", ", [for key, body in var.custom_response_bodies : key if body.content_type == "APPLICATION_JSON" && !can(jsondecode(body.content))])}: content is not JSON, as content_type APPLICATION_JSON says."
  }
}

variable "data_protection" {
  description = <<-EOT
    What AWS WAF makes unreadable in everything that it keeps of a request, logs and sampled requests alike, by a static
    key: `field_type` SINGLE_HEADER, SINGLE_COOKIE, SINGLE_QUERY_ARGUMENT, QUERY_STRING or BODY, narrowed to `field_keys`
    where there are any; `action` SUBSTITUTION or HASH.
  EOT
  type = map(object({
    action                     = optional(string, "SUBSTITUTION")
    exclude_rate_based_details = optional(bool, false)
    exclude_rule_match_details = optional(bool, false)
    field_keys                 = optional(list(string), [])
    field_type                 = string
  }))
  default = {
    credentials = { field_type = "SINGLE_HEADER", field_keys = ["authorization", "cookie", "x-api-key"] }
  }
  nullable = false

  validation {
    condition     = alltrue([for protection in values(var.data_protection) : contains(["HASH", "SUBSTITUTION"], protection.action)])
    error_message = "data_protection: ${join(", ", [for key, protection in var.data_protection : "${key} (${protection.action})" if !contains(["HASH", "SUBSTITUTION"], protection.action)])}: action must be one of HASH, SUBSTITUTION."
  }

  validation {
    condition     = alltrue([for protection in values(var.data_protection) : contains(local.protected_field_types, protection.field_type)])
    error_message = "data_protection: ${join(", ", [for key, protection in var.data_protection : "${key} (${protection.field_type})" if !contains(local.protected_field_types, protection.field_type)])}: field_type must be one of ${join(", ", local.protected_field_types)}."
  }

  validation {
    condition     = alltrue([for protection in values(var.data_protection) : length(protection.field_keys) == 0 || startswith(protection.field_type, "SINGLE_")])
    error_message = "data_protection: ${join(", ", [for key, protection in var.data_protection : "${key} (${protection.field_type})" if length(protection.field_keys) > 0 && !startswith(protection.field_type, "SINGLE_")])}: field_keys are for SINGLE_COOKIE, SINGLE_HEADER and SINGLE_QUERY_ARGUMENT."
  }

  validation {
    condition     = length(var.data_protection) <= 26
    error_message = "data_protection: ${length(var.data_protection)} entries, the service allows 26."
  }
}

variable "default_action" {
  description = <<-EOT
    What happens to a request that no rule decides about: `type` ALLOW, or BLOCK with a `custom_response`.
    `insert_headers` go to the API with allowed requests, under names that begin with `x-amzn-waf-`.
  EOT
  type = object({
    custom_response = optional(object({
      body_key = optional(string)
      code     = optional(number, 403)
      headers  = optional(map(string), {})
    }))
    insert_headers = optional(map(string), {})
    type           = optional(string, "ALLOW")
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["ALLOW", "BLOCK"], var.default_action.type)
    error_message = "default_action: type \"${var.default_action.type}\" must be one of ALLOW, BLOCK."
  }

  validation {
    condition     = (var.default_action.type == "BLOCK" || var.default_action.custom_response == null) && (var.default_action.type == "ALLOW" || length(var.default_action.insert_headers) == 0)
    error_message = "default_action: type ${var.default_action.type}: custom_response goes with BLOCK, insert_headers go with ALLOW."
  }

  validation {
    condition     = var.default_action.custom_response == null ? true : contains(local.response_codes, var.default_action.custom_response.code)
    error_message = "default_action: custom_response.code ${var.default_action.custom_response == null ? "" : var.default_action.custom_response.code} must be one of ${join(", ", local.response_codes)}."
  }

  validation {
    condition     = try(var.default_action.custom_response.body_key, null) == null ? true : contains(keys(var.custom_response_bodies), var.default_action.custom_response.body_key)
    error_message = "default_action: custom_response.body_key \"${try(coalesce(var.default_action.custom_response.body_key), "")}\" must be a key of custom_response_bodies: ${join(", ", keys(var.custom_response_bodies))}."
  }
}

variable "description" {
  description = "Description of the web ACL: letters, digits, blanks and the characters _ + = : # @ / - , . with neither end blank."
  type        = string
  default     = null

  validation {
    condition     = var.description == null ? true : can(regex("^[\\w+=:#@/,.-][\\w+=:#@/,.\\s-]{1,254}[\\w+=:#@/,.-]$", var.description))
    error_message = "description: \"${var.description == null ? "" : var.description}\" must be 3 to 256 letters, digits, blanks or the characters _ + = : # @ / - , . with neither end blank."
  }
}

variable "ip_sets" {
  description = "Sets of addresses to create, by the static key that conditions refer to as `ip_set.key`. Every address is a range (203.0.113.7/32), all IPV4 or all IPV6."
  type = map(object({
    addresses   = list(string)
    description = optional(string)
    version     = optional(string, "IPV4")
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.ip_sets) : can(regex("^[0-9A-Za-z_-]{1,60}$", key))])
    error_message = "ip_sets: ${join(", ", [for key in keys(var.ip_sets) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,60}$", key))])}: the key must be 1 to 60 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for set in values(var.ip_sets) : contains(["IPV4", "IPV6"], set.version)])
    error_message = "ip_sets: ${join(", ", [for key, set in var.ip_sets : "${key} (${set.version})" if !contains(["IPV4", "IPV6"], set.version)])}: version must be one of IPV4, IPV6."
  }

  validation {
    condition     = alltrue(flatten([for set in values(var.ip_sets) : [for address in set.addresses : can(cidrhost(address, 0)) && !endswith(address, "/0") && strcontains(address, ":") == (set.version == "IPV6")]]))
    error_message = "ip_sets: ${join(", ", flatten([for key, set in var.ip_sets : [for address in set.addresses : "${key} (${address}, ${set.version})" if !can(cidrhost(address, 0)) || endswith(address, "/0") || strcontains(address, ":") != (set.version == "IPV6")]]))}: addresses must be ranges of the set's version, such as 203.0.113.7/32 or 2001:db8::/32, and not /0."
  }
}

variable "logging" {
  description = <<-EOT
    Log of every request that the web ACL saw. On, into a log group `aws-waf-logs-NAME` that the module creates, or into
    `destination`: the ARN of a log group, a bucket or a Firehose stream whose name begins with `aws-waf-logs-`.

    `redacted_headers` and the `redact_*` switches keep fields out of the log (see `data_protection` too). `filter` keeps
    or drops records by `actions` (ALLOW, BLOCK, CAPTCHA, CHALLENGE, COUNT, EXCLUDED_AS_COUNT) and by `labels`, which are
    fully qualified names.
  EOT
  type = object({
    destination = optional(object({ arn = string }))
    enabled     = optional(bool, true)
    filter = optional(object({
      default_behavior = optional(string, "KEEP")
      filters = map(object({
        actions     = optional(list(string), [])
        behavior    = optional(string, "KEEP")
        labels      = optional(list(string), [])
        requirement = optional(string, "MEETS_ANY")
      }))
    }))
    kms_key_arn         = optional(string)
    redact_method       = optional(bool, false)
    redact_query_string = optional(bool, false)
    redact_uri_path     = optional(bool, false)
    redacted_headers    = optional(list(string), ["authorization", "cookie", "x-api-key"])
    retention_in_days   = optional(number, 365)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.logging.destination == null ? true : can(regex(local.log_destination_pattern, var.logging.destination.arn))
    error_message = "logging: destination.arn \"${var.logging.destination == null ? "" : var.logging.destination.arn}\" must be of a log group, an S3 bucket or a Firehose stream whose name begins with aws-waf-logs-."
  }

  validation {
    condition     = contains(local.retention_days, var.logging.retention_in_days)
    error_message = "logging: retention_in_days ${var.logging.retention_in_days} must be one of ${join(", ", local.retention_days)}."
  }

  validation {
    condition     = alltrue([for name in var.logging.redacted_headers : lower(name) == name])
    error_message = "logging: redacted_headers (${join(", ", [for name in var.logging.redacted_headers : name if lower(name) != name])}) must be in lower case."
  }

  validation {
    condition     = var.logging.filter == null ? true : contains(["DROP", "KEEP"], var.logging.filter.default_behavior)
    error_message = "logging: filter.default_behavior \"${var.logging.filter == null ? "" : var.logging.filter.default_behavior}\" must be one of DROP, KEEP."
  }

  validation {
    condition     = var.logging.filter == null ? true : length(var.logging.filter.filters) > 0 && alltrue([for filter in values(var.logging.filter.filters) : contains(["DROP", "KEEP"], filter.behavior) && contains(["MEETS_ALL", "MEETS_ANY"], filter.requirement)])
    error_message = "logging: filter.filters (${var.logging.filter == null ? "" : join(", ", [for key, filter in var.logging.filter.filters : "${key}: ${filter.behavior}, ${filter.requirement}" if !contains(["DROP", "KEEP"], filter.behavior) || !contains(["MEETS_ALL", "MEETS_ANY"], filter.requirement)])}) must be one or more, behavior one of DROP, KEEP, requirement one of MEETS_ALL, MEETS_ANY."
  }

  validation {
    condition     = var.logging.filter == null ? true : alltrue([for filter in values(var.logging.filter.filters) : length(filter.actions) + length(filter.labels) > 0 && alltrue([for action in filter.actions : contains(local.log_actions, action)])])
    error_message = "logging: filter.filters (${var.logging.filter == null ? "" : join(", ", [for key, filter in var.logging.filter.filters : "${key}: ${join(", ", filter.actions)}" if length(filter.actions) + length(filter.labels) == 0 || !alltrue([for action in filter.actions : contains(local.log_actions, action)])])}) must name actions or labels; actions are of ${join(", ", local.log_actions)}."
  }
}

variable "managed_rule_groups" {
  description = <<-EOT
    Managed rule groups, by the static key that names the rule; `core` and `known_bad_inputs` replace those of the preset.

    - `version` pins one (Version_1.4); unset, the group follows its vendor's default version.
    - `rule_action_overrides` give single rules of the group another action (ALLOW, BLOCK, CAPTCHA, CHALLENGE, COUNT); AWS
      WAF ignores, without a word, a name that the group does not have. `override_action` COUNT makes the whole group count.
    - `scope_down` shows the group only the requests that the conditions match.
    - `bot_control`, `account_takeover` and `account_creation` configure the groups AWSManagedRulesBotControlRuleSet,
      AWSManagedRulesATPRuleSet and AWSManagedRulesACFPRuleSet, which cost extra; fields are JSON pointers or form names.
  EOT
  type = map(object({
    account_creation = optional(object({
      address_fields         = optional(list(string), [])
      creation_path          = string
      email_field            = optional(string)
      enable_regex_in_path   = optional(bool, false)
      password_field         = optional(string)
      payload_type           = optional(string, "JSON")
      phone_number_fields    = optional(list(string), [])
      registration_page_path = string
      username_field         = optional(string)
    }))
    account_takeover = optional(object({
      enable_regex_in_path = optional(bool, false)
      login_path           = string
      password_field       = string
      payload_type         = optional(string, "JSON")
      username_field       = string
    }))
    bot_control = optional(object({
      enable_machine_learning = optional(bool, true)
      inspection_level        = optional(string, "COMMON")
    }))
    name                  = string
    override_action       = optional(string, "NONE")
    priority              = number
    rule_action_overrides = optional(map(string), {})
    scope_down = optional(object({
      all_of  = optional(list(string), [])
      any_of  = optional(list(string), [])
      none_of = optional(list(string), [])
    }))
    vendor_name = optional(string, "AWS")
    version     = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : group.vendor_name != "AWS" || can(regex("^AWSManagedRules[0-9A-Za-z]+(RuleSet|List)$", group.name))])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : "${key} (${group.name})" if group.vendor_name == "AWS" && !can(regex("^AWSManagedRules[0-9A-Za-z]+(RuleSet|List)$", group.name))])}: name of a group by AWS is AWSManagedRules...RuleSet or AWSManagedRules...List, such as AWSManagedRulesSQLiRuleSet."
  }

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : group.version == null ? true : can(regex(group.vendor_name == "AWS" ? "^Version_[0-9]+\\.[0-9]+$" : "^[\\w#:./-]{1,64}$", group.version))])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : "${key} (${group.version})" if group.version == null ? false : !can(regex(group.vendor_name == "AWS" ? "^Version_[0-9]+\\.[0-9]+$" : "^[\\w#:./-]{1,64}$", group.version))])}: version must be one that the vendor published, for AWS such as Version_1.4."
  }

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : contains(["COUNT", "NONE"], group.override_action)])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : "${key} (${group.override_action})" if !contains(["COUNT", "NONE"], group.override_action)])}: override_action must be one of COUNT, NONE."
  }

  validation {
    condition     = alltrue(flatten([for group in values(var.managed_rule_groups) : [for action in values(group.rule_action_overrides) : contains(local.actions, action)]]))
    error_message = "managed_rule_groups: ${join(", ", flatten([for key, group in var.managed_rule_groups : [for rule, action in group.rule_action_overrides : "${key} (${rule}: ${action})" if !contains(local.actions, action)]]))}: rule_action_overrides must be of ${join(", ", local.actions)}."
  }

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : length(group.rule_action_overrides) <= 100])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : "${key} (${length(group.rule_action_overrides)})" if length(group.rule_action_overrides) > 100])}: the service allows 100 rule_action_overrides for a group."
  }

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : (group.bot_control != null) == (group.name == "AWSManagedRulesBotControlRuleSet") && (group.account_takeover != null) == (group.name == "AWSManagedRulesATPRuleSet") && (group.account_creation != null) == (group.name == "AWSManagedRulesACFPRuleSet")])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : "${key} (${group.name})" if !((group.bot_control != null) == (group.name == "AWSManagedRulesBotControlRuleSet") && (group.account_takeover != null) == (group.name == "AWSManagedRulesATPRuleSet") && (group.account_creation != null) == (group.name == "AWSManagedRulesACFPRuleSet"))])}: bot_control goes with AWSManagedRulesBotControlRuleSet, account_takeover with AWSManagedRulesATPRuleSet, account_creation with AWSManagedRulesACFPRuleSet; each needs its own and takes no other."
  }

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : group.bot_control == null ? true : contains(["COMMON", "TARGETED"], group.bot_control.inspection_level)])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : "${key} (${group.bot_control.inspection_level})" if group.bot_control == null ? false : !contains(["COMMON", "TARGETED"], group.bot_control.inspection_level)])}: bot_control.inspection_level must be one of COMMON, TARGETED."
  }

  validation {
    condition     = alltrue(flatten([for group in values(var.managed_rule_groups) : [for type in concat(group.account_takeover[*].payload_type, group.account_creation[*].payload_type) : contains(["FORM_ENCODED", "JSON"], type)]]))
    error_message = "managed_rule_groups: ${join(", ", flatten([for key, group in var.managed_rule_groups : [for type in concat(group.account_takeover[*].payload_type, group.account_creation[*].payload_type) : "${key} (${type})" if !contains(["FORM_ENCODED", "JSON"], type)]]))}: payload_type must be one of FORM_ENCODED, JSON."
  }

  validation {
    condition     = alltrue([for key in keys(var.managed_rule_groups) : can(regex("^[0-9A-Za-z_-]{1,60}$", key)) && !startswith(key, "condition-")])
    error_message = "managed_rule_groups: ${join(", ", [for key in keys(var.managed_rule_groups) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,60}$", key)) || startswith(key, "condition-")])}: the key names the rule and must be 1 to 60 letters, digits, hyphens or underscores, and not begin with condition-."
  }

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : !(group.priority < 100 || group.priority > 9999 || floor(group.priority) != group.priority)])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : "${key} (${group.priority})" if group.priority < 100 || group.priority > 9999 || floor(group.priority) != group.priority])}: priority must be a whole number from 100 to 9999; those below are for conditions."
  }

  validation {
    condition     = alltrue([for group in values(var.managed_rule_groups) : group.scope_down == null ? true : length(group.scope_down.all_of) + length(group.scope_down.any_of) + length(group.scope_down.none_of) > 0])
    error_message = "managed_rule_groups: ${join(", ", [for key, group in var.managed_rule_groups : key if group.scope_down == null ? false : length(group.scope_down.all_of) + length(group.scope_down.any_of) + length(group.scope_down.none_of) == 0])}: scope_down must name at least one condition, in all_of, any_of or none_of."
  }

  validation {
    condition     = alltrue(flatten([for group in values(var.managed_rule_groups) : [for condition in flatten(concat(group.scope_down[*].all_of, group.scope_down[*].any_of, group.scope_down[*].none_of)) : contains(keys(var.conditions), condition)]]))
    error_message = "managed_rule_groups: ${join(", ", flatten([for key, group in var.managed_rule_groups : [for condition in flatten(concat(group.scope_down[*].all_of, group.scope_down[*].any_of, group.scope_down[*].none_of)) : "${key} (${condition})" if !contains(keys(var.conditions), condition)]]))}: scope_down must name keys of conditions: ${join(", ", keys(var.conditions))}."
  }
}

variable "metrics" {
  description = "Whether the web ACL and each of its rules write CloudWatch metrics, and keep samples of requests to look at in the console."
  type = object({
    cloudwatch_enabled       = optional(bool, true)
    sampled_requests_enabled = optional(bool, true)
  })
  default  = {}
  nullable = false
}

variable "name" {
  description = "Name of the web ACL; its metric has the same name, its rules' metrics and its sets begin with it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z_-]{1,60}$", var.name))
    error_message = "name: \"${var.name}\" must be 1 to 60 letters, digits, hyphens or underscores."
  }
}

variable "preset" {
  description = <<-EOT
    Rules to begin with. API: the core rule set (`core`, priority 600) and the known bad inputs (`known_bad_inputs`, 700)
    of AWS, and a limit of 2,000 requests in five minutes for each address (`per_address`, 500) that blocks. An entry of
    `managed_rule_groups` or `rate_limits` with one of these keys takes the place of the preset's. NONE: none.
  EOT
  type        = string
  default     = "API"
  nullable    = false

  validation {
    condition     = contains(["API", "NONE"], var.preset)
    error_message = "preset: \"${var.preset}\" must be one of API, NONE."
  }
}

variable "rate_limits" {
  description = <<-EOT
    Limits of requests, by the static key that names the rule; `per_address` replaces that of the preset.

    - `limit` requests (10 to 2,000,000,000) in `window_seconds` (60, 120, 300 or 600), for each value of `aggregate_by`:
      IP, FORWARDED_IP (with `forwarded_ip`), CONSTANT (all requests that `scope_down` lets through together) or
      CUSTOM_KEYS, the one to five parts of the request in `custom_keys`: COOKIE, HEADER and QUERY_ARGUMENT take a `name`,
      LABEL_NAMESPACE a namespace as `name`; FORWARDED_IP, IP, HTTP_METHOD, QUERY_STRING and URI_PATH take none. An
      address needs a second key.
    - `action` is BLOCK, COUNT, CAPTCHA or CHALLENGE; blocked requests are answered with 429 unless `custom_response` says
      otherwise. `labels` go on the requests above the limit.
    - `scope_down` counts only the requests that the conditions match.
  EOT
  type = map(object({
    action       = optional(string, "BLOCK")
    aggregate_by = optional(string, "IP")
    custom_keys = optional(list(object({
      name                 = optional(string)
      text_transformations = optional(list(string), ["NONE"])
      type                 = string
    })), [])
    custom_response = optional(object({
      body_key = optional(string)
      code     = optional(number, 429)
      headers  = optional(map(string), {})
    }))
    forwarded_ip = optional(object({
      fallback_behavior = optional(string, "MATCH")
      header_name       = optional(string, "X-Forwarded-For")
    }))
    immunity_seconds = optional(number)
    insert_headers   = optional(map(string), {})
    labels           = optional(list(string), [])
    limit            = number
    priority         = number
    scope_down = optional(object({
      all_of  = optional(list(string), [])
      any_of  = optional(list(string), [])
      none_of = optional(list(string), [])
    }))
    window_seconds = optional(number, 300)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : contains(["BLOCK", "CAPTCHA", "CHALLENGE", "COUNT"], limit.action)])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.action})" if !contains(["BLOCK", "CAPTCHA", "CHALLENGE", "COUNT"], limit.action)])}: action must be one of BLOCK, CAPTCHA, CHALLENGE, COUNT."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : limit.limit >= 10 && limit.limit <= 2000000000])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.limit})" if limit.limit < 10 || limit.limit > 2000000000])}: limit must be 10 to 2000000000 requests."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : contains([60, 120, 300, 600], limit.window_seconds)])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.window_seconds})" if !contains([60, 120, 300, 600], limit.window_seconds)])}: window_seconds must be one of 60, 120, 300, 600."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : contains(["CONSTANT", "CUSTOM_KEYS", "FORWARDED_IP", "IP"], limit.aggregate_by)])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.aggregate_by})" if !contains(["CONSTANT", "CUSTOM_KEYS", "FORWARDED_IP", "IP"], limit.aggregate_by)])}: aggregate_by must be one of CONSTANT, CUSTOM_KEYS, FORWARDED_IP, IP."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : limit.aggregate_by != "CONSTANT" || limit.scope_down != null])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : key if limit.aggregate_by == "CONSTANT" && limit.scope_down == null])}: scope_down is needed with aggregate_by CONSTANT."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : (limit.aggregate_by == "CUSTOM_KEYS") == (length(limit.custom_keys) > 0) && length(limit.custom_keys) <= 5])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.aggregate_by}, ${length(limit.custom_keys)})" if !((limit.aggregate_by == "CUSTOM_KEYS") == (length(limit.custom_keys) > 0) && length(limit.custom_keys) <= 5)])}: custom_keys are one to five with aggregate_by CUSTOM_KEYS, and none with another."
  }

  validation {
    condition     = alltrue(flatten([for limit in values(var.rate_limits) : [for custom in limit.custom_keys : contains(local.custom_key_types, custom.type)]]))
    error_message = "rate_limits: ${join(", ", flatten([for key, limit in var.rate_limits : [for custom in limit.custom_keys : "${key} (${custom.type})" if !contains(local.custom_key_types, custom.type)]]))}: type of custom_keys must be one of ${join(", ", local.custom_key_types)}."
  }

  validation {
    condition     = alltrue(flatten([for limit in values(var.rate_limits) : [for custom in limit.custom_keys : (custom.name != null) == contains(local.named_custom_key_types, custom.type)]]))
    error_message = "rate_limits: ${join(", ", flatten([for key, limit in var.rate_limits : [for custom in limit.custom_keys : "${key} (${custom.type})" if(custom.name != null) != contains(local.named_custom_key_types, custom.type)]]))}: name is needed by custom_keys of type ${join(", ", local.named_custom_key_types)}, and refused by the others."
  }

  validation {
    condition     = alltrue(flatten([for limit in values(var.rate_limits) : [for custom in limit.custom_keys : length(custom.text_transformations) > 0 && alltrue([for type in custom.text_transformations : contains(local.text_transformations, type)])]]))
    error_message = "rate_limits: ${join(", ", flatten([for key, limit in var.rate_limits : [for custom in limit.custom_keys : "${key} (${join(", ", custom.text_transformations)})" if length(custom.text_transformations) == 0 || !alltrue([for type in custom.text_transformations : contains(local.text_transformations, type)])]]))}: text_transformations of custom_keys must be one or more of ${join(", ", local.text_transformations)}."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : length(limit.custom_keys) != 1 || !contains(["FORWARDED_IP", "IP"], try(limit.custom_keys[0].type, ""))])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : key if length(limit.custom_keys) == 1 && contains(["FORWARDED_IP", "IP"], try(limit.custom_keys[0].type, ""))])}: an address alone is no custom key; write aggregate_by = \"IP\" or \"FORWARDED_IP\", or add a second of custom_keys."
  }

  validation {
    condition = alltrue([
      for limit in values(var.rate_limits) : (limit.forwarded_ip != null) == (limit.aggregate_by == "FORWARDED_IP" || contains(limit.custom_keys[*].type, "FORWARDED_IP"))
    ])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : key if(limit.forwarded_ip != null) != (limit.aggregate_by == "FORWARDED_IP" || contains(limit.custom_keys[*].type, "FORWARDED_IP"))])}: forwarded_ip is needed where aggregate_by or custom_keys say FORWARDED_IP, and refused elsewhere."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : limit.forwarded_ip == null ? true : contains(["MATCH", "NO_MATCH"], limit.forwarded_ip.fallback_behavior)])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.forwarded_ip.fallback_behavior})" if limit.forwarded_ip == null ? false : !contains(["MATCH", "NO_MATCH"], limit.forwarded_ip.fallback_behavior)])}: forwarded_ip.fallback_behavior must be one of MATCH, NO_MATCH."
  }

  validation {
    condition     = alltrue([for key in keys(var.rate_limits) : can(regex("^[0-9A-Za-z_-]{1,60}$", key)) && !startswith(key, "condition-")])
    error_message = "rate_limits: ${join(", ", [for key in keys(var.rate_limits) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,60}$", key)) || startswith(key, "condition-")])}: the key names the rule and must be 1 to 60 letters, digits, hyphens or underscores, and not begin with condition-."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : !(limit.priority < 100 || limit.priority > 9999 || floor(limit.priority) != limit.priority)])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.priority})" if limit.priority < 100 || limit.priority > 9999 || floor(limit.priority) != limit.priority])}: priority must be a whole number from 100 to 9999; those below are for conditions."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : limit.scope_down == null ? true : length(limit.scope_down.all_of) + length(limit.scope_down.any_of) + length(limit.scope_down.none_of) > 0])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : key if limit.scope_down == null ? false : length(limit.scope_down.all_of) + length(limit.scope_down.any_of) + length(limit.scope_down.none_of) == 0])}: scope_down must name at least one condition, in all_of, any_of or none_of."
  }

  validation {
    condition     = alltrue(flatten([for limit in values(var.rate_limits) : [for condition in flatten(concat(limit.scope_down[*].all_of, limit.scope_down[*].any_of, limit.scope_down[*].none_of)) : contains(keys(var.conditions), condition)]]))
    error_message = "rate_limits: ${join(", ", flatten([for key, limit in var.rate_limits : [for condition in flatten(concat(limit.scope_down[*].all_of, limit.scope_down[*].any_of, limit.scope_down[*].none_of)) : "${key} (${condition})" if !contains(keys(var.conditions), condition)]]))}: scope_down must name keys of conditions: ${join(", ", keys(var.conditions))}."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : limit.custom_response == null || limit.action == "BLOCK"])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.action})" if limit.custom_response != null && limit.action != "BLOCK"])}: custom_response goes with action BLOCK."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : limit.custom_response == null ? true : contains(local.response_codes, limit.custom_response.code)])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.custom_response.code})" if limit.custom_response == null ? false : !contains(local.response_codes, limit.custom_response.code)])}: custom_response.code must be one of ${join(", ", local.response_codes)}."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : limit.custom_response == null ? true : limit.custom_response.body_key == null || contains(keys(var.custom_response_bodies), coalesce(limit.custom_response.body_key, "none"))])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.custom_response.body_key})" if limit.custom_response == null ? false : limit.custom_response.body_key != null && !contains(keys(var.custom_response_bodies), coalesce(limit.custom_response.body_key, "none"))])}: custom_response.body_key must be a key of custom_response_bodies: ${join(", ", keys(var.custom_response_bodies))}."
  }

  validation {
    condition     = alltrue([for limit in values(var.rate_limits) : length(limit.insert_headers) == 0 || limit.action != "BLOCK"])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : key if length(limit.insert_headers) > 0 && limit.action == "BLOCK"])}: insert_headers go with requests that reach the API, not with action BLOCK."
  }

  validation {
    condition = alltrue([
      for limit in values(var.rate_limits) : limit.immunity_seconds == null ? true : contains(["CAPTCHA", "CHALLENGE"], limit.action) && limit.immunity_seconds >= (limit.action == "CHALLENGE" ? 300 : 60) && limit.immunity_seconds <= 259200
    ])
    error_message = "rate_limits: ${join(", ", [for key, limit in var.rate_limits : "${key} (${limit.action}, ${limit.immunity_seconds})" if limit.immunity_seconds == null ? false : !(contains(["CAPTCHA", "CHALLENGE"], limit.action) && limit.immunity_seconds >= (limit.action == "CHALLENGE" ? 300 : 60) && limit.immunity_seconds <= 259200)])}: immunity_seconds is 60 to 259200 with action CAPTCHA, 300 to 259200 with CHALLENGE, and refused with the others."
  }

  validation {
    condition     = alltrue(flatten([for limit in values(var.rate_limits) : [for label in limit.labels : can(regex("^[0-9A-Za-z_:-]+$", label))]]))
    error_message = "rate_limits: ${join(", ", flatten([for key, limit in var.rate_limits : [for label in limit.labels : "${key} (${label})" if !can(regex("^[0-9A-Za-z_:-]+$", label))]]))}: labels must be letters, digits, hyphens or underscores with colons between names."
  }
}

variable "regex_sets" {
  description = "Sets of one to ten regular expressions to create, by the static key that conditions refer to as `regex_set.key`. A request matches a set that matches by one of them."
  type = map(object({
    description = optional(string)
    patterns    = list(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.regex_sets) : can(regex("^[0-9A-Za-z_-]{1,60}$", key))])
    error_message = "regex_sets: ${join(", ", [for key in keys(var.regex_sets) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,60}$", key))])}: the key must be 1 to 60 letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for set in values(var.regex_sets) : length(set.patterns) >= 1 && length(set.patterns) <= 10 && alltrue([for pattern in set.patterns : length(pattern) >= 1 && length(pattern) <= 512])])
    error_message = "regex_sets: ${join(", ", [for key, set in var.regex_sets : key if !(length(set.patterns) >= 1 && length(set.patterns) <= 10 && alltrue([for pattern in set.patterns : length(pattern) >= 1 && length(pattern) <= 512]))])}: patterns must be 1 to 10, of 1 to 512 characters each."
  }
}

variable "request_body_limits" {
  description = "How much of a request's body AWS WAF sees, by what it protects: KB_16, which costs nothing extra, KB_32, KB_48 or KB_64."
  type = object({
    api_gateway       = optional(string, "KB_16")
    cognito_user_pool = optional(string, "KB_16")
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for limit in values(var.request_body_limits) : contains(["KB_16", "KB_32", "KB_48", "KB_64"], limit)])
    error_message = "request_body_limits: ${join(", ", [for key, limit in var.request_body_limits : "${key} (${limit})" if !contains(["KB_16", "KB_32", "KB_48", "KB_64"], limit)])}: must be one of KB_16, KB_32, KB_48, KB_64."
  }
}

variable "rule_groups" {
  description = "Rule groups of your own, by the static key that names the rule. `rule_action_overrides` give single rules another action, `override_action` COUNT makes the whole group count."
  type = map(object({
    arn                   = string
    override_action       = optional(string, "NONE")
    priority              = number
    rule_action_overrides = optional(map(string), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for group in values(var.rule_groups) : can(regex("^arn:[^:]+:wafv2:[^:]+:[0-9]{12}:regional/rulegroup/", group.arn))])
    error_message = "rule_groups: ${join(", ", [for key, group in var.rule_groups : "${key} (${group.arn})" if !can(regex("^arn:[^:]+:wafv2:[^:]+:[0-9]{12}:regional/rulegroup/", group.arn))])}: arn must be of a regional rule group (arn:aws:wafv2:REGION:ACCOUNT:regional/rulegroup/NAME/ID)."
  }

  validation {
    condition     = alltrue([for group in values(var.rule_groups) : contains(["COUNT", "NONE"], group.override_action)])
    error_message = "rule_groups: ${join(", ", [for key, group in var.rule_groups : "${key} (${group.override_action})" if !contains(["COUNT", "NONE"], group.override_action)])}: override_action must be one of COUNT, NONE."
  }

  validation {
    condition     = alltrue(flatten([for group in values(var.rule_groups) : [for action in values(group.rule_action_overrides) : contains(local.actions, action)]]))
    error_message = "rule_groups: ${join(", ", flatten([for key, group in var.rule_groups : [for rule, action in group.rule_action_overrides : "${key} (${rule}: ${action})" if !contains(local.actions, action)]]))}: rule_action_overrides must be of ${join(", ", local.actions)}."
  }

  validation {
    condition     = alltrue([for key in keys(var.rule_groups) : can(regex("^[0-9A-Za-z_-]{1,60}$", key)) && !startswith(key, "condition-")])
    error_message = "rule_groups: ${join(", ", [for key in keys(var.rule_groups) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,60}$", key)) || startswith(key, "condition-")])}: the key names the rule and must be 1 to 60 letters, digits, hyphens or underscores, and not begin with condition-."
  }

  validation {
    condition     = alltrue([for group in values(var.rule_groups) : !(group.priority < 100 || group.priority > 9999 || floor(group.priority) != group.priority)])
    error_message = "rule_groups: ${join(", ", [for key, group in var.rule_groups : "${key} (${group.priority})" if group.priority < 100 || group.priority > 9999 || floor(group.priority) != group.priority])}: priority must be a whole number from 100 to 9999; those below are for conditions."
  }
}

variable "rules" {
  description = <<-EOT
    Rules of your own, by the static key that names the rule.

    - `when` combines conditions by their keys: every one of `all_of`, at least one of `any_of` and none of `none_of`. That
      is one AND, one OR and NOT, which is as deep as it goes; for more, let a rule with `action` COUNT put a label on the
      request, and ask for it by a condition `label` in a later rule.
    - `action`: ALLOW and BLOCK end the evaluation, COUNT does not, CAPTCHA and CHALLENGE only where the client has no
      token, which programs cannot get.
    - `priority` is 100 to 9,999 and unique over `rules`, `rate_limits`, `managed_rule_groups` and `rule_groups`; the lower
      comes first.
    - `labels` go on the requests that match, `insert_headers` to the API, `custom_response` to the blocked caller;
      `immunity_seconds` is for CAPTCHA and CHALLENGE.
  EOT
  type = map(object({
    action = string
    custom_response = optional(object({
      body_key = optional(string)
      code     = optional(number, 403)
      headers  = optional(map(string), {})
    }))
    immunity_seconds = optional(number)
    insert_headers   = optional(map(string), {})
    labels           = optional(list(string), [])
    priority         = number
    when = object({
      all_of  = optional(list(string), [])
      any_of  = optional(list(string), [])
      none_of = optional(list(string), [])
    })
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.rules) : can(regex("^[0-9A-Za-z_-]{1,60}$", key)) && !startswith(key, "condition-")])
    error_message = "rules: ${join(", ", [for key in keys(var.rules) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]{1,60}$", key)) || startswith(key, "condition-")])}: the key names the rule and must be 1 to 60 letters, digits, hyphens or underscores, and not begin with condition-."
  }

  validation {
    condition     = length(distinct(concat(keys(var.rules), local.other_rules[*].key))) == length(var.rules) + length(local.other_rules)
    error_message = "rules: ${join(", ", distinct([for key in concat(keys(var.rules), local.other_rules[*].key) : key if length([for other in concat(keys(var.rules), local.other_rules[*].key) : other if other == key]) > 1]))}: a key names a rule of the web ACL, so it can be in one of rules, rate_limits, managed_rule_groups and rule_groups only."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : !(rule.priority < 100 || rule.priority > 9999 || floor(rule.priority) != rule.priority)])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : "${key} (${rule.priority})" if rule.priority < 100 || rule.priority > 9999 || floor(rule.priority) != rule.priority])}: priority must be a whole number from 100 to 9999; those below are for conditions."
  }

  validation {
    condition     = length(distinct(concat(values(var.rules)[*].priority, local.other_rules[*].priority))) == length(var.rules) + length(local.other_rules)
    error_message = "rules: ${join(", ", [for rule in concat([for key, rule in var.rules : { key = key, priority = rule.priority }], local.other_rules) : "${rule.key} (${rule.priority})" if length([for other in concat(values(var.rules)[*].priority, local.other_rules[*].priority) : other if other == rule.priority]) > 1])}: priority must be unique over rules, rate_limits, managed_rule_groups, rule_groups and the preset."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : contains(local.actions, rule.action)])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : "${key} (${rule.action})" if !contains(local.actions, rule.action)])}: action must be one of ${join(", ", local.actions)}."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : length(rule.when.all_of) + length(rule.when.any_of) + length(rule.when.none_of) > 0])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : key if length(rule.when.all_of) + length(rule.when.any_of) + length(rule.when.none_of) == 0])}: when must name at least one condition, in all_of, any_of or none_of."
  }

  validation {
    condition     = alltrue(flatten([for rule in values(var.rules) : [for condition in flatten(concat(rule.when[*].all_of, rule.when[*].any_of, rule.when[*].none_of)) : contains(keys(var.conditions), condition)]]))
    error_message = "rules: ${join(", ", flatten([for key, rule in var.rules : [for condition in flatten(concat(rule.when[*].all_of, rule.when[*].any_of, rule.when[*].none_of)) : "${key} (${condition})" if !contains(keys(var.conditions), condition)]]))}: when must name keys of conditions: ${join(", ", keys(var.conditions))}."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.custom_response == null || rule.action == "BLOCK"])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : "${key} (${rule.action})" if rule.custom_response != null && rule.action != "BLOCK"])}: custom_response goes with action BLOCK."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.custom_response == null ? true : contains(local.response_codes, rule.custom_response.code)])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : "${key} (${rule.custom_response.code})" if rule.custom_response == null ? false : !contains(local.response_codes, rule.custom_response.code)])}: custom_response.code must be one of ${join(", ", local.response_codes)}."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.custom_response == null ? true : rule.custom_response.body_key == null || contains(keys(var.custom_response_bodies), coalesce(rule.custom_response.body_key, "none"))])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : "${key} (${rule.custom_response.body_key})" if rule.custom_response == null ? false : rule.custom_response.body_key != null && !contains(keys(var.custom_response_bodies), coalesce(rule.custom_response.body_key, "none"))])}: custom_response.body_key must be a key of custom_response_bodies: ${join(", ", keys(var.custom_response_bodies))}."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : length(rule.insert_headers) == 0 || rule.action != "BLOCK"])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : key if length(rule.insert_headers) > 0 && rule.action == "BLOCK"])}: insert_headers go with requests that reach the API, not with action BLOCK."
  }

  validation {
    condition = alltrue([
      for rule in values(var.rules) : rule.immunity_seconds == null ? true : contains(["CAPTCHA", "CHALLENGE"], rule.action) && rule.immunity_seconds >= (rule.action == "CHALLENGE" ? 300 : 60) && rule.immunity_seconds <= 259200
    ])
    error_message = "rules: ${join(", ", [for key, rule in var.rules : "${key} (${rule.action}, ${rule.immunity_seconds})" if rule.immunity_seconds == null ? false : !(contains(["CAPTCHA", "CHALLENGE"], rule.action) && rule.immunity_seconds >= (rule.action == "CHALLENGE" ? 300 : 60) && rule.immunity_seconds <= 259200)])}: immunity_seconds is 60 to 259200 with action CAPTCHA, 300 to 259200 with CHALLENGE, and refused with the others."
  }

  validation {
    condition     = alltrue(flatten([for rule in values(var.rules) : [for label in rule.labels : can(regex("^[0-9A-Za-z_:-]+$", label))]]))
    error_message = "rules: ${join(", ", flatten([for key, rule in var.rules : [for label in rule.labels : "${key} (${label})" if !can(regex("^[0-9A-Za-z_:-]+$", label))]]))}: labels must be letters, digits, hyphens or underscores with colons between names."
  }
}

variable "tags" {
  description = "Tags of the web ACL, its sets and its log group."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "token_domains" {
  description = "Domains whose CAPTCHA and challenge tokens are good here, besides that of the protected resource. No public suffixes."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for domain in var.token_domains : can(regex("^[\\w./-]{1,253}$", domain)) && strcontains(domain, ".")])
    error_message = "token_domains: ${join(", ", [for domain in var.token_domains : "\"${domain}\"" if !can(regex("^[\\w./-]{1,253}$", domain)) || !strcontains(domain, ".")])}: must be domain names such as example.com."
  }
}
