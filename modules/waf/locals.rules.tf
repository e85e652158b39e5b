# From the inputs to the rules of the web ACL. Every rule has the same attributes; those that are not for its kind are null.

# The preset, and what stands beside `rules`.
locals {
  managed_rule_groups = merge(
    var.preset != "API" ? {} : {
      core             = merge(local.plain_managed_rule_group, { name = "AWSManagedRulesCommonRuleSet", priority = 600 })
      known_bad_inputs = merge(local.plain_managed_rule_group, { name = "AWSManagedRulesKnownBadInputsRuleSet", priority = 700 })
    },
    var.managed_rule_groups,
  )

  plain_managed_rule_group = {
    account_creation      = null
    account_takeover      = null
    bot_control           = null
    override_action       = "NONE"
    rule_action_overrides = {}
    scope_down            = null
    vendor_name           = "AWS"
    version               = null
  }

  rate_limits = merge(
    var.preset != "API" ? {} : {
      per_address = {
        action           = "BLOCK"
        aggregate_by     = "IP"
        custom_keys      = []
        custom_response  = null
        forwarded_ip     = null
        immunity_seconds = null
        insert_headers   = {}
        labels           = []
        limit            = 2000
        priority         = 500
        scope_down       = null
        window_seconds   = 300
      }
    },
    var.rate_limits,
  )

  other_rules = concat(
    [for key, limit in local.rate_limits : { key = key, priority = limit.priority }],
    [for key, group in local.managed_rule_groups : { key = key, priority = group.priority }],
    [for key, group in var.rule_groups : { key = key, priority = group.priority }],
  )
}

# Conditions. Where several are combined, each is a rule of its own that counts and puts a label on the request, and the
# combination asks for the labels: the provider has no way to write a nested statement once for every place that it may
# stand in. A rule with a single condition holds the statement itself.
locals {
  whens = merge(
    { for key, rule in var.rules : key => rule.when },
    { for key, limit in local.rate_limits : key => limit.scope_down if limit.scope_down != null },
    { for key, group in local.managed_rule_groups : key => group.scope_down if group.scope_down != null },
  )

  # Rules that hold the statement of their only condition.
  conditions_in_place = {
    for key, rule in var.rules : key => concat(rule.when.all_of, rule.when.any_of)[0]
    if length(rule.when.none_of) == 0 && length(concat(rule.when.all_of, rule.when.any_of)) == 1 &&
    alltrue([for condition in concat(rule.when.all_of, rule.when.any_of) : var.conditions[condition].label == null])
  }

  labelled_conditions = sort(distinct(flatten([
    for key, when in local.whens : [
      for condition in concat(when.all_of, when.any_of, when.none_of) : condition if var.conditions[condition].label == null
    ] if !contains(keys(local.conditions_in_place), key)
  ])))

  label_matches = {
    for key, condition in var.conditions : key => {
      key   = condition.label == null ? "condition:${key}" : condition.label.key
      scope = condition.label == null ? "LABEL" : condition.label.scope
    }
  }

  # What is joined by AND: a label, one of several labels, or the absence of a label.
  terms = {
    for key, when in local.whens : key => contains(keys(local.conditions_in_place), key) ? [] : concat(
      [for condition in when.all_of : { negated = false, labels = [local.label_matches[condition]] }],
      [for conditions in [when.any_of] : { negated = false, labels = [for condition in conditions : local.label_matches[condition]] } if length(conditions) > 0],
      [for condition in when.none_of : { negated = true, labels = [local.label_matches[condition]] }],
    )
  }
}

# The rules of the web ACL, by name.
locals {
  plain_rule = {
    action           = null
    condition        = null
    custom_response  = null
    immunity_seconds = null
    insert_headers   = {}
    labels           = []
    managed          = null
    override_action  = null
    own_group        = null
    rate             = null
    terms            = []
  }

  acl_rules = merge(
    {
      for index, key in local.labelled_conditions : "condition-${key}" => merge(local.plain_rule, {
        action    = "COUNT"
        condition = var.conditions[key]
        labels    = ["condition:${key}"]
        priority  = index
      })
    },
    {
      for key, rule in var.rules : key => merge(local.plain_rule, {
        action           = rule.action
        condition        = contains(keys(local.conditions_in_place), key) ? var.conditions[local.conditions_in_place[key]] : null
        custom_response  = rule.custom_response
        immunity_seconds = rule.immunity_seconds
        insert_headers   = rule.insert_headers
        labels           = rule.labels
        priority         = rule.priority
        terms            = local.terms[key]
      })
    },
    {
      for key, limit in local.rate_limits : key => merge(local.plain_rule, {
        action           = limit.action
        custom_response  = limit.action == "BLOCK" && limit.custom_response == null ? { body_key = null, code = 429, headers = {} } : limit.custom_response
        immunity_seconds = limit.immunity_seconds
        insert_headers   = limit.insert_headers
        labels           = limit.labels
        priority         = limit.priority
        rate = {
          aggregate_by   = limit.aggregate_by
          custom_keys    = limit.custom_keys
          forwarded_ip   = limit.forwarded_ip
          limit          = limit.limit
          terms          = limit.scope_down == null ? [] : local.terms[key]
          window_seconds = limit.window_seconds
        }
      })
    },
    {
      for key, group in local.managed_rule_groups : key => merge(local.plain_rule, {
        override_action = group.override_action
        priority        = group.priority
        managed         = merge(group, { terms = group.scope_down == null ? [] : local.terms[key] })
      })
    },
    {
      for key, group in var.rule_groups : key => merge(local.plain_rule, {
        override_action = group.override_action
        own_group       = group
        priority        = group.priority
      })
    },
  )
}
