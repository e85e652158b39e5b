# From conditions and rules to statements: what stands in place, what is combined by labels, and how deep it goes.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name = "orders"

  conditions = {
    abroad     = { geo = { country_codes = ["AQ", "BV"] }, forwarded_ip = {} }
    admin      = { byte_match = { positional_constraint = "STARTS_WITH", search_string = "/admin" }, field = { type = "URI_PATH" }, text_transformations = ["URL_DECODE", "LOWERCASE"] }
    bot        = { label = { key = "awswaf:managed:aws:bot-control:bot:category", scope = "NAMESPACE" } }
    hosting    = { asn = { numbers = [64496, 64511] } }
    large      = { size = { comparison_operator = "GT", size = 8192 }, field = { type = "BODY", oversize_handling = "MATCH" } }
    office     = { ip_set = { key = "office" } }
    partner    = { ip_set = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/partner/11111111-1111-1111-1111-111111111111" }, forwarded_ip = { header_name = "X-Client", position = "LAST", fallback_behavior = "MATCH" } }
    scanner    = { regex_set = { key = "scanners" }, field = { type = "SINGLE_HEADER", name = "user-agent" } }
    script     = { xss = {}, field = { type = "HEADERS", oversize_handling = "CONTINUE", excluded = ["cookie"], match_scope = "VALUE" } }
    sql        = { sqli = { sensitivity_level = "HIGH" }, field = { type = "JSON_BODY", oversize_handling = "MATCH", included = ["/note"], match_scope = "VALUE" } }
    sql_cookie = { sqli = {}, field = { type = "COOKIES", oversize_handling = "NO_MATCH" } }
  }

  ip_sets    = { office = { addresses = ["203.0.113.0/24"] } }
  regex_sets = { scanners = { patterns = ["^sqlmap", "^nikto"] } }

  rules = {
    # One condition each: the statement stands in the rule.
    abroad     = { action = "BLOCK", priority = 100, when = { all_of = ["abroad"] } }
    bot        = { action = "CAPTCHA", priority = 101, when = { all_of = ["bot"] }, immunity_seconds = 600 }
    hosting    = { action = "CHALLENGE", priority = 102, when = { any_of = ["hosting"] }, immunity_seconds = 900 }
    large      = { action = "BLOCK", priority = 103, when = { all_of = ["large"] }, custom_response = { code = 413, body_key = "large", headers = { "x-reason" = "size" } } }
    partner    = { action = "ALLOW", priority = 104, when = { all_of = ["partner"] }, insert_headers = { "partner" = "yes" } }
    scanner    = { action = "BLOCK", priority = 105, when = { all_of = ["scanner"] } }
    script     = { action = "BLOCK", priority = 106, when = { all_of = ["script"] } }
    sql        = { action = "BLOCK", priority = 107, when = { all_of = ["sql"] } }
    sql_cookie = { action = "COUNT", priority = 108, when = { all_of = ["sql_cookie"] }, labels = ["suspect:sql"] }

    # Several: by labels.
    admin      = { action = "BLOCK", priority = 200, when = { all_of = ["admin"], none_of = ["office", "bot"], any_of = ["hosting", "abroad"] } }
    either     = { action = "COUNT", priority = 201, when = { any_of = ["large", "bot"] } }
    not_office = { action = "COUNT", priority = 202, when = { none_of = ["office"] } }
  }

  custom_response_bodies = { large = { content = "{\"message\":\"Too large\"}" } }
}

run "statements" {
  command = plan

  assert {
    condition = { for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority } == {
      "condition-abroad" = 0, "condition-admin" = 1, "condition-hosting" = 2, "condition-large" = 3, "condition-office" = 4,
      abroad             = 100, bot = 101, hosting = 102, large = 103, partner = 104, scanner = 105, script = 106, sql = 107, sql_cookie = 108,
      admin              = 200, either = 201, not_office = 202,
      core               = 600, known_bad_inputs = 700, per_address = 500,
    }
    error_message = "conditions that are combined become rules before all others: ${jsonencode({ for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority })}"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : length(rule.action[0].count) == 1 && [for label in rule.rule_label : label.name] == ["condition:${trimprefix(rule.name, "condition-")}"] if startswith(rule.name, "condition-")
    ])
    error_message = "they count, and put the label that the combinations ask for"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].byte_match_statement[0].search_string == "/admin",
        rule.statement[0].byte_match_statement[0].positional_constraint == "STARTS_WITH",
        length(rule.statement[0].byte_match_statement[0].field_to_match[0].uri_path) == 1,
        length(rule.statement[0].byte_match_statement[0].field_to_match[0].body) == 0,
        { for transformation in rule.statement[0].byte_match_statement[0].text_transformation : transformation.type => transformation.priority } == { URL_DECODE = 0, LOWERCASE = 1 },
      ]) if rule.name == "condition-admin"
    ])
    error_message = "a byte match, with its transformations in order"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].geo_match_statement[0].country_codes == tolist(["AQ", "BV"]) && rule.statement[0].geo_match_statement[0].forwarded_ip_config[0].header_name == "X-Forwarded-For" if contains(["abroad", "condition-abroad"], rule.name)])
    error_message = "countries, in place and as a condition"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].asn_match_statement[0].asn_list == tolist([64496, 64511]) && rule.challenge_config[0].immunity_time_property[0].immunity_time == 900 && length(rule.action[0].challenge) == 1 if rule.name == "hosting"])
    error_message = "networks, challenged"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].size_constraint_statement[0].size == 8192,
        rule.statement[0].size_constraint_statement[0].comparison_operator == "GT",
        rule.statement[0].size_constraint_statement[0].field_to_match[0].body[0].oversize_handling == "MATCH",
        rule.action[0].block[0].custom_response[0].response_code == 413,
        rule.action[0].block[0].custom_response[0].custom_response_body_key == "large",
        [for header in rule.action[0].block[0].custom_response[0].response_header : "${header.name}=${header.value}"] == ["x-reason=size"],
      ]) if rule.name == "large"
    ])
    error_message = "a size, with an answer of its own"
  }

  assert {
    condition     = [for body in aws_wafv2_web_acl.this.custom_response_body : "${body.key} ${body.content_type} ${jsondecode(body.content).message}"] == ["large APPLICATION_JSON Too large"]
    error_message = "the body of the answer"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].ip_set_reference_statement[0].arn == aws_wafv2_ip_set.this["office"].arn && length(rule.statement[0].ip_set_reference_statement[0].ip_set_forwarded_ip_config) == 0 if rule.name == "condition-office"])
    error_message = "a set of the module"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        endswith(rule.statement[0].ip_set_reference_statement[0].arn, "/11111111-1111-1111-1111-111111111111"),
        rule.statement[0].ip_set_reference_statement[0].ip_set_forwarded_ip_config[0].header_name == "X-Client",
        rule.statement[0].ip_set_reference_statement[0].ip_set_forwarded_ip_config[0].position == "LAST",
        [for header in rule.action[0].allow[0].custom_request_handling[0].insert_header : "${header.name}=${header.value}"] == ["partner=yes"],
      ]) if rule.name == "partner"
    ])
    error_message = "a set from elsewhere, by a header; the API is told"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].regex_pattern_set_reference_statement[0].arn == aws_wafv2_regex_pattern_set.this["scanners"].arn && rule.statement[0].regex_pattern_set_reference_statement[0].field_to_match[0].single_header[0].name == "user-agent" if rule.name == "scanner"])
    error_message = "a set of regular expressions on a header"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].xss_match_statement[0].field_to_match[0].headers[0].match_pattern[0].excluded_headers == tolist(["cookie"]),
        length(rule.statement[0].xss_match_statement[0].field_to_match[0].headers[0].match_pattern[0].all) == 0,
        rule.statement[0].xss_match_statement[0].field_to_match[0].headers[0].match_scope == "VALUE",
      ]) if rule.name == "script"
    ])
    error_message = "scripts in every header but one"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].sqli_match_statement[0].sensitivity_level == "HIGH",
        rule.statement[0].sqli_match_statement[0].field_to_match[0].json_body[0].match_pattern[0].included_paths == tolist(["/note"]),
        rule.statement[0].sqli_match_statement[0].field_to_match[0].json_body[0].invalid_fallback_behavior == "EVALUATE_AS_STRING",
        rule.statement[0].sqli_match_statement[0].field_to_match[0].json_body[0].oversize_handling == "MATCH",
      ]) if rule.name == "sql"
    ])
    error_message = "SQL in a part of the JSON body"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        length(rule.statement[0].sqli_match_statement[0].field_to_match[0].cookies[0].match_pattern[0].all) == 1,
        rule.statement[0].sqli_match_statement[0].sensitivity_level == "LOW",
        length(rule.action[0].count) == 1,
        [for label in rule.rule_label : label.name] == ["suspect:sql"],
      ]) if rule.name == "sql_cookie"
    ])
    error_message = "SQL in any cookie is counted, and labelled for later rules"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].label_match_statement[0].scope == "NAMESPACE" && rule.captcha_config[0].immunity_time_property[0].immunity_time == 600 && length(rule.action[0].captcha) == 1 if rule.name == "bot"])
    error_message = "a label of a managed group is asked for where it is used, not before the group ran"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        length(rule.statement[0].and_statement[0].statement) == 4,
        rule.statement[0].and_statement[0].statement[0].label_match_statement[0].key == "condition:admin",
        [for statement in rule.statement[0].and_statement[0].statement[1].or_statement[0].statement : statement.label_match_statement[0].key] == ["condition:hosting", "condition:abroad"],
        rule.statement[0].and_statement[0].statement[2].not_statement[0].statement[0].label_match_statement[0].key == "condition:office",
        rule.statement[0].and_statement[0].statement[3].not_statement[0].statement[0].label_match_statement[0].key == "awswaf:managed:aws:bot-control:bot:category",
        rule.statement[0].and_statement[0].statement[3].not_statement[0].statement[0].label_match_statement[0].scope == "NAMESPACE",
        length(rule.statement[0].label_match_statement) + length(rule.statement[0].not_statement) + length(rule.statement[0].or_statement) == 0,
      ]) if rule.name == "admin"
    ])
    error_message = "admin AND (hosting OR abroad) AND NOT office AND NOT bot"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : [for statement in rule.statement[0].or_statement[0].statement : statement.label_match_statement[0].key] == ["condition:large", "awswaf:managed:aws:bot-control:bot:category"] && length(rule.statement[0].and_statement) == 0 if rule.name == "either"])
    error_message = "one OR needs no AND around it, which the service would refuse with a single statement"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].not_statement[0].statement[0].label_match_statement[0].key == "condition:office" && length(rule.statement[0].and_statement) == 0 if rule.name == "not_office"])
    error_message = "one NOT needs no AND around it"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : length(rule.statement[0].and_statement) + length(rule.statement[0].or_statement) + length(rule.statement[0].not_statement) == 0 if startswith(rule.name, "condition-") || rule.priority < 200 && rule.name != "bot"])
    error_message = "a condition is never nested"
  }

  assert {
    condition     = aws_wafv2_ip_set.this["office"].name == "orders-office-ipv4" && aws_wafv2_ip_set.this["office"].scope == "REGIONAL" && aws_wafv2_regex_pattern_set.this["scanners"].name == "orders-scanners"
    error_message = "names of sets"
  }

  assert {
    condition     = toset([for expression in aws_wafv2_regex_pattern_set.this["scanners"].regular_expression : expression.regex_string]) == toset(["^sqlmap", "^nikto"]) && output.ip_set_arns["office"] == aws_wafv2_ip_set.this["office"].arn && output.regex_set_arns["scanners"] == aws_wafv2_regex_pattern_set.this["scanners"].arn
    error_message = "patterns, and outputs by the caller's keys"
  }
}

run "rate_limits" {
  command = plan

  variables {
    conditions = {
      abroad = { geo = { country_codes = ["AQ"] } }
      admin  = { byte_match = { positional_constraint = "STARTS_WITH", search_string = "/admin" }, field = { type = "URI_PATH" } }
      bot    = { label = { key = "awswaf:managed:aws:bot-control:bot:category", scope = "NAMESPACE" } }
      office = { ip_set = { key = "office" } }
    }
    regex_sets = {}
    rules      = {}

    rate_limits = {
      everyone = { limit = 50000, priority = 300, aggregate_by = "CONSTANT", scope_down = { all_of = ["admin"] } }
      login = {
        action       = "COUNT"
        aggregate_by = "CUSTOM_KEYS"
        custom_keys = [
          { type = "IP" },
          { type = "HEADER", name = "x-api-key", text_transformations = ["LOWERCASE"] },
          { type = "HTTP_METHOD" },
          { type = "URI_PATH" },
          { type = "LABEL_NAMESPACE", name = "suspect" },
        ]
        labels         = ["limited"]
        limit          = 10
        priority       = 301
        scope_down     = { any_of = ["admin", "abroad"], none_of = ["office"] }
        window_seconds = 120
      }
      more = {
        aggregate_by = "CUSTOM_KEYS"
        custom_keys  = [{ type = "COOKIE", name = "session" }, { type = "QUERY_ARGUMENT", name = "user" }, { type = "QUERY_STRING" }, { type = "FORWARDED_IP" }]
        forwarded_ip = {}
        limit        = 20
        priority     = 302
      }
      proxied = { limit = 100, priority = 303, aggregate_by = "FORWARDED_IP", forwarded_ip = { header_name = "X-Client" }, scope_down = { none_of = ["bot"] }, window_seconds = 600 }
    }
  }

  assert {
    condition     = toset([for rule in aws_wafv2_web_acl.this.rule : rule.name if length(rule.statement[0].rate_based_statement) == 1]) == toset(["everyone", "login", "more", "per_address", "proxied"])
    error_message = "the caller's limits and the preset's"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].rate_based_statement[0].aggregate_key_type == "CONSTANT",
        rule.statement[0].rate_based_statement[0].scope_down_statement[0].label_match_statement[0].key == "condition:admin",
        rule.action[0].block[0].custom_response[0].response_code == 429,
      ]) if rule.name == "everyone"
    ])
    error_message = "all requests together, of one condition"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        length(rule.statement[0].rate_based_statement[0].custom_key) == 5,
        length(rule.statement[0].rate_based_statement[0].custom_key[0].ip) == 1,
        rule.statement[0].rate_based_statement[0].custom_key[1].header[0].name == "x-api-key",
        [for transformation in rule.statement[0].rate_based_statement[0].custom_key[1].header[0].text_transformation : transformation.type] == ["LOWERCASE"],
        length(rule.statement[0].rate_based_statement[0].custom_key[2].http_method) == 1,
        length(rule.statement[0].rate_based_statement[0].custom_key[3].uri_path) == 1,
        rule.statement[0].rate_based_statement[0].custom_key[4].label_namespace[0].namespace == "suspect",
        [for statement in rule.statement[0].rate_based_statement[0].scope_down_statement[0].and_statement[0].statement[0].or_statement[0].statement : statement.label_match_statement[0].key] == ["condition:admin", "condition:abroad"],
        rule.statement[0].rate_based_statement[0].scope_down_statement[0].and_statement[0].statement[1].not_statement[0].statement[0].label_match_statement[0].key == "condition:office",
        length(rule.action[0].count) == 1,
        [for label in rule.rule_label : label.name] == ["limited"],
      ]) if rule.name == "login"
    ])
    error_message = "five custom keys, counted for some requests"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].rate_based_statement[0].custom_key[0].cookie[0].name == "session",
        rule.statement[0].rate_based_statement[0].custom_key[1].query_argument[0].name == "user",
        length(rule.statement[0].rate_based_statement[0].custom_key[2].query_string) == 1,
        length(rule.statement[0].rate_based_statement[0].custom_key[3].forwarded_ip) == 1,
        rule.statement[0].rate_based_statement[0].forwarded_ip_config[0].header_name == "X-Forwarded-For",
      ]) if rule.name == "more"
    ])
    error_message = "the other custom keys"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[0].forwarded_ip_config[0].header_name == "X-Client" && length(rule.statement[0].rate_based_statement[0].scope_down_statement[0].not_statement) == 1 && rule.statement[0].rate_based_statement[0].evaluation_window_sec == 600 if rule.name == "proxied"])
    error_message = "the address in a header"
  }
}

run "groups" {
  command = plan

  variables {
    conditions = {
      admin  = { byte_match = { positional_constraint = "STARTS_WITH", search_string = "/admin" }, field = { type = "URI_PATH" } }
      office = { ip_set = { key = "office" } }
    }
    regex_sets = {}
    rules      = {}

    managed_rule_groups = {
      bots    = { name = "AWSManagedRulesBotControlRuleSet", priority = 150, bot_control = { inspection_level = "TARGETED" }, scope_down = { any_of = ["admin", "office"] } }
      login   = { name = "AWSManagedRulesATPRuleSet", priority = 151, account_takeover = { login_path = "/login", username_field = "/user", password_field = "/password" } }
      sign_up = { name = "AWSManagedRulesACFPRuleSet", priority = 152, account_creation = { creation_path = "/users", registration_page_path = "/register", email_field = "/email", phone_number_fields = ["/phone"] } }
      vendor  = { name = "Rules", vendor_name = "Somebody", priority = 153, override_action = "COUNT", version = "2.1" }
    }
    rule_groups = {
      own = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/own/22222222-2222-2222-2222-222222222222", priority = 400, rule_action_overrides = { first = "ALLOW", second = "BLOCK", third = "CAPTCHA" } }
    }
  }

  assert {
    condition     = toset([for rule in aws_wafv2_web_acl.this.rule : rule.name if length(rule.override_action) == 1]) == toset(["bots", "core", "known_bad_inputs", "login", "own", "sign_up", "vendor"])
    error_message = "groups have an override action, no other rule has"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_bot_control_rule_set[0].inspection_level == "TARGETED",
        rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_bot_control_rule_set[0].enable_machine_learning,
        length(rule.statement[0].managed_rule_group_statement[0].scope_down_statement[0].or_statement[0].statement) == 2,
      ]) if rule.name == "bots"
    ])
    error_message = "bot control, for some requests"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_atp_rule_set[0].login_path == "/login" && rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_atp_rule_set[0].request_inspection[0].username_field[0].identifier == "/user" if rule.name == "login"])
    error_message = "account takeover"
  }

  assert {
    condition = alltrue([
      for rule in aws_wafv2_web_acl.this.rule : alltrue([
        rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_acfp_rule_set[0].creation_path == "/users",
        rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_acfp_rule_set[0].request_inspection[0].email_field[0].identifier == "/email",
        length(rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_acfp_rule_set[0].request_inspection[0].password_field) == 0,
        length(rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_acfp_rule_set[0].request_inspection[0].address_fields) == 0,
        rule.statement[0].managed_rule_group_statement[0].managed_rule_group_configs[0].aws_managed_rules_acfp_rule_set[0].request_inspection[0].phone_number_fields[0].identifiers == tolist(["/phone"]),
      ]) if rule.name == "sign_up"
    ])
    error_message = "account creation"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : length(rule.override_action[0].count) == 1 && rule.statement[0].managed_rule_group_statement[0].vendor_name == "Somebody" if rule.name == "vendor"])
    error_message = "a group of another vendor, counting"
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : [for override in rule.statement[0].rule_group_reference_statement[0].rule_action_override : "${override.name} ${length(override.action_to_use[0].allow)}${length(override.action_to_use[0].block)}${length(override.action_to_use[0].captcha)}"] == ["first 100", "second 010", "third 001"] && length(rule.override_action[0].none) == 1 if rule.name == "own"])
    error_message = "a rule group of one's own"
  }

  expect_failures = [check.managed_groups_act]
}
