# What a web ACL is where nothing but its name is written, and what an entry with a key of the preset changes.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name = "orders"
}

run "preset" {
  command = plan

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority } == { core = 600, known_bad_inputs = 700, per_address = 500 }
    error_message = "rules: ${jsonencode({ for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority })}"
  }

  assert {
    condition = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.statement[0].managed_rule_group_statement[0].name if rule.name != "per_address" } == {
      core             = "AWSManagedRulesCommonRuleSet"
      known_bad_inputs = "AWSManagedRulesKnownBadInputsRuleSet"
    }
    error_message = "the groups are the core rule set and the known bad inputs"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : length(rule.action) == 0 && length(rule.override_action[0].none) == 1 && length(rule.override_action[0].count) == 0 if rule.name != "per_address"
    ])
    error_message = "groups act as their vendor meant"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].rate_based_statement[0].limit == 2000,
        rule.statement[0].rate_based_statement[0].evaluation_window_sec == 300,
        rule.statement[0].rate_based_statement[0].aggregate_key_type == "IP",
        length(rule.statement[0].rate_based_statement[0].scope_down_statement) == 0,
        rule.action[0].block[0].custom_response[0].response_code == 429,
        length(rule.override_action) == 0,
      ]) if rule.name == "per_address"
    ])
    error_message = "an address that sends more than 2000 requests in five minutes is blocked with 429"
  }

  assert {
    condition     = aws_wafv2_web_acl.this.scope == "REGIONAL" && length(aws_wafv2_web_acl.this.default_action[0].allow) == 1 && length(aws_wafv2_web_acl.this.default_action[0].block) == 0
    error_message = "regional, and what no rule decides about is allowed"
  }

  assert {
    condition     = alltrue([for visibility in concat(aws_wafv2_web_acl.this.visibility_config, flatten([for rule in aws_wafv2_web_acl.this.rule : rule.visibility_config])) : visibility.cloudwatch_metrics_enabled && visibility.sampled_requests_enabled])
    error_message = "metrics and samples are on for the web ACL and for each rule"
  }

  assert {
    condition     = toset([for rule in aws_wafv2_web_acl.this.rule : rule.visibility_config[0].metric_name]) == toset(["orders-core", "orders-known_bad_inputs", "orders-per_address"]) && toset(values(output.rule_metric_names)) == toset(["orders-core", "orders-known_bad_inputs", "orders-per_address"]) && aws_wafv2_web_acl.this.visibility_config[0].metric_name == output.metric_name
    error_message = "metric names begin with the web ACL's, and the outputs name them"
  }

  assert {
    condition = alltrue([
      one(aws_wafv2_web_acl.this.data_protection_config[0].data_protection).action == "SUBSTITUTION",
      one(aws_wafv2_web_acl.this.data_protection_config[0].data_protection).field[0].field_type == "SINGLE_HEADER",
      one(aws_wafv2_web_acl.this.data_protection_config[0].data_protection).field[0].field_keys == tolist(["authorization", "cookie", "x-api-key"]),
    ])
    error_message = "credentials are substituted wherever AWS WAF keeps requests"
  }

  assert {
    condition     = aws_wafv2_web_acl.this.association_config[0].request_body[0].api_gateway[0].default_size_inspection_limit == "KB_16" && aws_wafv2_web_acl.this.captcha_config[0].immunity_time_property[0].immunity_time == 300 && aws_wafv2_web_acl.this.challenge_config[0].immunity_time_property[0].immunity_time == 300
    error_message = "what the service takes for unset is written out, so that a change elsewhere is seen"
  }
}

run "entries_take_the_place_of_the_preset" {
  command = plan

  variables {
    managed_rule_groups = {
      core = {
        name                  = "AWSManagedRulesCommonRuleSet"
        priority              = 610
        rule_action_overrides = { NoUserAgent_HEADER = "COUNT", SizeRestrictions_BODY = "CHALLENGE" }
        version               = "Version_1.4"
      }
      sqli = { name = "AWSManagedRulesSQLiRuleSet", priority = 800 }
    }
    rate_limits = {
      per_address = { limit = 100, priority = 510, window_seconds = 60, custom_response = { code = 403 } }
    }
  }

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority } == { core = 610, known_bad_inputs = 700, per_address = 510, sqli = 800 }
    error_message = "rules: ${jsonencode({ for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority })}"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].managed_rule_group_statement[0].version == "Version_1.4",
        rule.statement[0].managed_rule_group_statement[0].rule_action_override[*].name == tolist(["NoUserAgent_HEADER", "SizeRestrictions_BODY"]),
        length(rule.statement[0].managed_rule_group_statement[0].rule_action_override[0].action_to_use[0].count) == 1,
        length(rule.statement[0].managed_rule_group_statement[0].rule_action_override[0].action_to_use[0].challenge) == 0,
        length(rule.statement[0].managed_rule_group_statement[0].rule_action_override[1].action_to_use[0].challenge) == 1,
      ]) if rule.name == "core"
    ])
    error_message = "the version is pinned and two rules act otherwise"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[0].limit == 100 && rule.statement[0].rate_based_statement[0].evaluation_window_sec == 60 && rule.action[0].block[0].custom_response[0].response_code == 403 if rule.name == "per_address"
    ])
    error_message = "the caller's limit"
  }
}

run "none" {
  command = plan

  variables {
    preset = "NONE"
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this.rule) == 0
    error_message = "no rule that the caller did not write"
  }

  expect_failures = [check.managed_groups_act, check.rate_is_limited]
}

run "counting_is_advised_against" {
  command = plan

  variables {
    managed_rule_groups = { core = { name = "AWSManagedRulesCommonRuleSet", priority = 600, override_action = "COUNT" } }
  }

  expect_failures = [check.managed_groups_act]
}

run "scoped_down_groups_are_advised_against" {
  command = plan

  variables {
    conditions          = { admin = { byte_match = { positional_constraint = "STARTS_WITH", search_string = "/admin" }, field = { type = "URI_PATH" } } }
    managed_rule_groups = { core = { name = "AWSManagedRulesCommonRuleSet", priority = 600, scope_down = { none_of = ["admin"] } } }
  }

  expect_failures = [check.managed_groups_act]
}

run "a_challenge_is_no_limit" {
  command = plan

  variables {
    rate_limits = { per_address = { limit = 2000, priority = 500, action = "CHALLENGE" } }
  }

  expect_failures = [check.rate_is_limited]
}
