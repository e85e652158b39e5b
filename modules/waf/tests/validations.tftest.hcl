# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.
#
# The runs are of tests/variables, which is this module's variables and the locals that they use, by links: without a
# resource Terraform starts no provider, and a run takes a tenth of a second.

variables {
  name = "orders"
}

run "valid" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { admin = { byte_match = { positional_constraint = "STARTS_WITH", search_string = "/admin" }, field = { type = "URI_PATH" } } }
    rules      = { admin = { action = "BLOCK", priority = 100, when = { all_of = ["admin"] } } }
  }
}

run "associations_http_api" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    associations = { http = { resource_arn = "arn:aws:apigateway:eu-central-1::/apis/a1b2c3d4e5/stages/prod" } }
  }

  expect_failures = [var.associations]
}

run "associations_other" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    associations = { bucket = { resource_arn = "arn:aws:s3:::bucket" } }
  }

  expect_failures = [var.associations]
}

run "captcha_immunity" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    captcha_immunity_seconds = 59
  }

  expect_failures = [var.captcha_immunity_seconds]
}

run "challenge_immunity" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    challenge_immunity_seconds = 299
  }

  expect_failures = [var.challenge_immunity_seconds]
}

run "conditions_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { "with blank" = { geo = { country_codes = ["DE"] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_number" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { for number in range(101) : "number-${number}" => { geo = { country_codes = ["AQ"] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_without_question" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = {} }
  }

  expect_failures = [var.conditions]
}

run "conditions_two_questions" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { geo = { country_codes = ["DE"] }, asn = { numbers = [64496] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_field_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_field_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { geo = { country_codes = ["DE"] }, field = { type = "BODY", oversize_handling = "MATCH" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_field_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "JA3_FINGERPRINT" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_field_name_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "SINGLE_HEADER" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_field_name_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "URI_PATH", name = "x" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_field_name_in_capitals" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "SINGLE_HEADER", name = "User-Agent" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_oversize_handling_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "BODY" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_oversize_handling_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "URI_PATH", oversize_handling = "MATCH" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_oversize_handling" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "BODY", oversize_handling = "IGNORE" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_invalid_fallback_behavior" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "JSON_BODY", oversize_handling = "MATCH", invalid_fallback_behavior = "IGNORE" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_match_scope" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "HEADERS", oversize_handling = "MATCH", match_scope = "NAME" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_included_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "URI_PATH", included = ["x"] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_included_and_excluded" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "HEADERS", oversize_handling = "MATCH", included = ["x"], excluded = ["y"] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_excluded_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "JSON_BODY", oversize_handling = "MATCH", excluded = ["/x"] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_json_paths" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "JSON_BODY", oversize_handling = "MATCH", included = ["x"] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_positional_constraint" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "BEGINS", search_string = "x" }, field = { type = "URI_PATH" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_search_string" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "" }, field = { type = "URI_PATH" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_country_codes" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { geo = { country_codes = ["Germany"] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_no_country" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { geo = { country_codes = [] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_asn" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { asn = { numbers = [] } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_ip_set_twice" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { ip_set = { key = "office", arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/x/y" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_ip_set_unnamed" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { ip_set = {} } }
  }

  expect_failures = [var.conditions]
}

run "conditions_ip_set_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { ip_set = { key = "office" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_regex_set_twice" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { regex_set = { key = "x", arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/regexpatternset/x/y" }, field = { type = "URI_PATH" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_regex_set_unnamed" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { regex_set = {}, field = { type = "URI_PATH" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_regex_set_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { regex_set = { key = "x" }, field = { type = "URI_PATH" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_forwarded_ip_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "URI_PATH" }, forwarded_ip = {} } }
  }

  expect_failures = [var.conditions]
}

run "conditions_forwarded_ip_fallback" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { geo = { country_codes = ["DE"] }, forwarded_ip = { fallback_behavior = "IGNORE" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_forwarded_ip_position" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { geo = { country_codes = ["DE"] }, forwarded_ip = { position = "SECOND" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_label_scope" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { label = { key = "x", scope = "PREFIX" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_label_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { label = { key = "with blank" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_size_operator" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { size = { comparison_operator = ">", size = 1 }, field = { type = "QUERY_STRING" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_size" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { size = { comparison_operator = "GT", size = -1 }, field = { type = "QUERY_STRING" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_sqli_sensitivity" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { sqli = { sensitivity_level = "MEDIUM" }, field = { type = "QUERY_STRING" } } }
  }

  expect_failures = [var.conditions]
}

run "conditions_text_transformations" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "URI_PATH" }, text_transformations = ["UPPERCASE"] } }
  }

  expect_failures = [var.conditions]
}

run "conditions_no_text_transformation" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { bad = { byte_match = { positional_constraint = "EXACTLY", search_string = "x" }, field = { type = "URI_PATH" }, text_transformations = [] } }
  }

  expect_failures = [var.conditions]
}

run "custom_response_bodies_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    custom_response_bodies = { "with blank" = { content = "{}" } }
  }

  expect_failures = [var.custom_response_bodies]
}

run "custom_response_bodies_content_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    custom_response_bodies = { bad = { content = "x", content_type = "text/plain" } }
  }

  expect_failures = [var.custom_response_bodies]
}

run "custom_response_bodies_content" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    custom_response_bodies = { bad = { content = "", content_type = "TEXT_PLAIN" } }
  }

  expect_failures = [var.custom_response_bodies]
}

run "custom_response_bodies_json" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    custom_response_bodies = { bad = { content = "not JSON" } }
  }

  expect_failures = [var.custom_response_bodies]
}

run "data_protection_action" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    data_protection = { bad = { field_type = "BODY", action = "REDACT" } }
  }

  expect_failures = [var.data_protection]
}

run "data_protection_field_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    data_protection = { bad = { field_type = "HEADER" } }
  }

  expect_failures = [var.data_protection]
}

run "data_protection_field_keys" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    data_protection = { bad = { field_type = "BODY", field_keys = ["x"] } }
  }

  expect_failures = [var.data_protection]
}

run "data_protection_number" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    data_protection = { for number in range(27) : "header-${number}" => { field_type = "SINGLE_HEADER", field_keys = ["x-${number}"] } }
  }

  expect_failures = [var.data_protection]
}

run "default_action_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    default_action = { type = "COUNT" }
  }

  expect_failures = [var.default_action]
}

run "default_action_response_of_allowed" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    default_action = { custom_response = {} }
  }

  expect_failures = [var.default_action]
}

run "default_action_header_of_blocked" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    default_action = { type = "BLOCK", insert_headers = { x = "y" } }
  }

  expect_failures = [var.default_action]
}

run "default_action_code" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    default_action = { type = "BLOCK", custom_response = { code = 418 } }
  }

  expect_failures = [var.default_action]
}

run "default_action_body_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    default_action = { type = "BLOCK", custom_response = { body_key = "none" } }
  }

  expect_failures = [var.default_action]
}

run "description" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    description = "Orders!"
  }

  expect_failures = [var.description]
}

run "ip_sets_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    ip_sets = { "with blank" = { addresses = [] } }
  }

  expect_failures = [var.ip_sets]
}

run "ip_sets_version" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    ip_sets = { bad = { addresses = [], version = "IPv4" } }
  }

  expect_failures = [var.ip_sets]
}

run "ip_sets_address" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    ip_sets = { bad = { addresses = ["203.0.113.7"] } }
  }

  expect_failures = [var.ip_sets]
}

run "ip_sets_other_version" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    ip_sets = { bad = { addresses = ["2001:db8::/32"] } }
  }

  expect_failures = [var.ip_sets]
}

run "ip_sets_everybody" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    ip_sets = { bad = { addresses = ["0.0.0.0/0"] } }
  }

  expect_failures = [var.ip_sets]
}

run "logging_destination" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { destination = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:orders" } }
  }

  expect_failures = [var.logging]
}

run "logging_retention" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { retention_in_days = 2 }
  }

  expect_failures = [var.logging]
}

run "logging_redacted_headers" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { redacted_headers = ["Authorization"] }
  }

  expect_failures = [var.logging]
}

run "logging_default_behavior" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { filter = { default_behavior = "IGNORE", filters = { blocked = { actions = ["BLOCK"] } } } }
  }

  expect_failures = [var.logging]
}

run "logging_no_filter" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { filter = { filters = {} } }
  }

  expect_failures = [var.logging]
}

run "logging_behavior" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { filter = { filters = { blocked = { actions = ["BLOCK"], behavior = "IGNORE" } } } }
  }

  expect_failures = [var.logging]
}

run "logging_requirement" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { filter = { filters = { blocked = { actions = ["BLOCK"], requirement = "ALL" } } } }
  }

  expect_failures = [var.logging]
}

run "logging_action" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { filter = { filters = { blocked = { actions = ["DENY"] } } } }
  }

  expect_failures = [var.logging]
}

run "logging_empty_filter" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    logging = { filter = { filters = { blocked = {} } } }
  }

  expect_failures = [var.logging]
}

run "managed_rule_groups_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "SQLi" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_version" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesSQLiRuleSet", version = "1.4" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_override_action" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesSQLiRuleSet", override_action = "BLOCK" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_rule_action_override" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesSQLiRuleSet", rule_action_overrides = { SQLi_BODY = "IGNORE" } } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_overrides" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesSQLiRuleSet", rule_action_overrides = { for number in range(101) : "rule-${number}" => "COUNT" } } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_bot_control_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesBotControlRuleSet" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_bot_control_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesSQLiRuleSet", bot_control = {} } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_account_takeover_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesATPRuleSet" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_account_creation_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesACFPRuleSet" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_inspection_level" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesBotControlRuleSet", bot_control = { inspection_level = "FULL" } } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_payload_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesATPRuleSet", account_takeover = { login_path = "/login", username_field = "/user", password_field = "/password", payload_type = "XML" } } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { "condition-x" = { priority = 800, name = "AWSManagedRulesSQLiRuleSet" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_priority" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 99, name = "AWSManagedRulesSQLiRuleSet" } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_empty_scope_down" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesSQLiRuleSet", scope_down = {} } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "managed_rule_groups_scope_down" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    managed_rule_groups = { bad = { priority = 800, name = "AWSManagedRulesSQLiRuleSet", scope_down = { none_of = ["nobody"] } } }
  }

  expect_failures = [var.managed_rule_groups]
}

run "name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    name = "with blank"
  }

  expect_failures = [var.name]
}

run "preset" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    preset = "WEB"
  }

  expect_failures = [var.preset]
}

run "rate_limits_action" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, action = "ALLOW" } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_limit" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 9 } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_window" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, window_seconds = 90 } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_aggregate_by" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "USER" } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_constant" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "CONSTANT" } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_custom_keys_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "CUSTOM_KEYS" } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_custom_keys_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, custom_keys = [{ type = "URI_PATH" }] } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_custom_key_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "CUSTOM_KEYS", custom_keys = [{ type = "JA3_FINGERPRINT" }] } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_custom_key_name_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "CUSTOM_KEYS", custom_keys = [{ type = "HEADER" }] } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_custom_key_name_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "CUSTOM_KEYS", custom_keys = [{ type = "URI_PATH", name = "x" }] } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_custom_key_transformation" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "CUSTOM_KEYS", custom_keys = [{ type = "URI_PATH", text_transformations = ["UPPERCASE"] }] } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_address_alone" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "CUSTOM_KEYS", custom_keys = [{ type = "IP" }] } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_forwarded_ip_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "FORWARDED_IP" } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_forwarded_ip_refused" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, forwarded_ip = {} } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_forwarded_ip_fallback" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, aggregate_by = "FORWARDED_IP", forwarded_ip = { fallback_behavior = "IGNORE" } } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { "with blank" = { priority = 300, limit = 100 } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_priority" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { limit = 100, priority = 10000 } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_empty_scope_down" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, scope_down = {} } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_scope_down" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, scope_down = { all_of = ["nobody"] } } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_response_of_counted" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, action = "COUNT", custom_response = {} } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_response_code" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, custom_response = { code = 418 } } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_body_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, custom_response = { body_key = "none" } } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_header_of_blocked" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, insert_headers = { x = "y" } } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_immunity" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, action = "CHALLENGE", immunity_seconds = 60 } }
  }

  expect_failures = [var.rate_limits]
}

run "rate_limits_label" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rate_limits = { bad = { priority = 300, limit = 100, labels = ["with blank"] } }
  }

  expect_failures = [var.rate_limits]
}

run "regex_sets_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    regex_sets = { "with blank" = { patterns = ["x"] } }
  }

  expect_failures = [var.regex_sets]
}

run "regex_sets_patterns" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    regex_sets = { bad = { patterns = [] } }
  }

  expect_failures = [var.regex_sets]
}

run "request_body_limits" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    request_body_limits = { api_gateway = "KB_8" }
  }

  expect_failures = [var.request_body_limits]
}

run "rule_groups_arn" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rule_groups = { bad = { arn = "arn:aws:wafv2:us-east-1:123456789012:global/rulegroup/own/1", priority = 400 } }
  }

  expect_failures = [var.rule_groups]
}

run "rule_groups_override_action" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rule_groups = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/own/1", priority = 400, override_action = "BLOCK" } }
  }

  expect_failures = [var.rule_groups]
}

run "rule_groups_rule_action_override" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rule_groups = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/own/1", priority = 400, rule_action_overrides = { first = "IGNORE" } } }
  }

  expect_failures = [var.rule_groups]
}

run "rule_groups_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rule_groups = { "with blank" = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/own/1", priority = 400 } }
  }

  expect_failures = [var.rule_groups]
}

run "rule_groups_priority" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    rule_groups = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/own/1", priority = 99 } }
  }

  expect_failures = [var.rule_groups]
}

run "rules_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { "with blank" = { action = "BLOCK", priority = 100, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_key_of_another_rule" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { core = { action = "BLOCK", priority = 100, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_priority" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 99, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_priority_of_another_rule" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 500, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_action" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "DENY", priority = 100, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_empty_when" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 100, when = {} } }
  }

  expect_failures = [var.rules]
}

run "rules_when" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 100, when = { any_of = ["nobody"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_response_of_counted" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "COUNT", priority = 100, custom_response = {}, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_response_code" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 100, custom_response = { code = 418 }, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_body_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 100, custom_response = { body_key = "none" }, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_header_of_blocked" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 100, insert_headers = { x = "y" }, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_immunity_of_blocked" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "BLOCK", priority = 100, immunity_seconds = 600, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_immunity" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "CAPTCHA", priority = 100, immunity_seconds = 59, when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "rules_label" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
    rules      = { bad = { action = "COUNT", priority = 100, labels = ["with blank"], when = { all_of = ["abroad"] } } }
  }

  expect_failures = [var.rules]
}

run "token_domains" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    token_domains = ["localhost"]
  }

  expect_failures = [var.token_domains]
}
