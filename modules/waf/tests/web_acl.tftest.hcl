# What stands around the rules: log, default action, associations, data protection, limits.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  name = "orders"
}

run "log" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this[0].name == "aws-waf-logs-orders" && aws_cloudwatch_log_group.this[0].retention_in_days == 365 && output.log_group_name == "aws-waf-logs-orders"
    error_message = "the group's name begins as the service demands"
  }

  assert {
    condition     = aws_wafv2_web_acl_logging_configuration.this[0].log_destination_configs == toset([aws_cloudwatch_log_group.this[0].arn]) && aws_wafv2_web_acl_logging_configuration.this[0].resource_arn == aws_wafv2_web_acl.this.arn
    error_message = "the log goes to the group"
  }

  assert {
    condition     = [for field in aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields : field.single_header[0].name] == ["authorization", "cookie", "x-api-key"]
    error_message = "credentials are redacted"
  }

  assert {
    condition     = length(aws_wafv2_web_acl_logging_configuration.this[0].logging_filter) == 0
    error_message = "every request is logged"
  }
}

run "log_elsewhere" {
  command = plan

  variables {
    logging = {
      destination         = { arn = "arn:aws:s3:::aws-waf-logs-central" }
      redact_method       = true
      redact_query_string = true
      redact_uri_path     = true
      redacted_headers    = ["authorization", "cookie", "x-api-key", "x-token"]
      filter = {
        default_behavior = "DROP"
        filters = {
          blocked = { actions = ["BLOCK", "CAPTCHA"] }
          suspect = { labels = ["awswaf:123456789012:webacl:orders:suspect:sql"], requirement = "MEETS_ALL" }
        }
      }
    }
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.this) == 0 && output.log_group_arn == null && aws_wafv2_web_acl_logging_configuration.this[0].log_destination_configs == toset(["arn:aws:s3:::aws-waf-logs-central"])
    error_message = "no group where the destination is given"
  }

  assert {
    condition = alltrue([
      length(aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields) == 7,
      length([for field in aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields : 1 if length(field.method) == 1]) == 1,
      length([for field in aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields : 1 if length(field.query_string) == 1]) == 1,
      length([for field in aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields : 1 if length(field.uri_path) == 1]) == 1,
      contains(flatten([for field in aws_wafv2_web_acl_logging_configuration.this[0].redacted_fields : field.single_header[*].name]), "x-token"),
    ])
    error_message = "everything that can be redacted is"
  }

  assert {
    condition = aws_wafv2_web_acl_logging_configuration.this[0].logging_filter[0].default_behavior == "DROP" && toset([
      for filter in aws_wafv2_web_acl_logging_configuration.this[0].logging_filter[0].filter : "${filter.behavior} ${filter.requirement} ${join(",", sort(flatten([for condition in filter.condition : concat(condition.action_condition[*].action, condition.label_name_condition[*].label_name)])))}"
    ]) == toset(["KEEP MEETS_ANY BLOCK,CAPTCHA", "KEEP MEETS_ALL awswaf:123456789012:webacl:orders:suspect:sql"])
    error_message = "what is kept"
  }
}

run "no_log" {
  command = plan

  variables {
    logging = { enabled = false }
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.this) == 0 && length(aws_wafv2_web_acl_logging_configuration.this) == 0
    error_message = "none, where the caller says so"
  }

  expect_failures = [check.requests_are_logged]
}

run "credentials_in_the_log" {
  command = plan

  variables {
    data_protection = {}
    logging         = { redacted_headers = ["authorization"] }
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this.data_protection_config) == 0
    error_message = "no protection, where the caller says so"
  }

  expect_failures = [check.requests_are_logged]
}

run "associations" {
  command = plan

  variables {
    associations = {
      prod = { resource_arn = "arn:aws:apigateway:eu-central-1::/restapis/a1b2c3d4e5/stages/prod" }
      pool = { resource_arn = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc" }
    }
    request_body_limits = { api_gateway = "KB_64" }
  }

  assert {
    condition     = tomap({ for key, association in aws_wafv2_web_acl_association.this : key => association.web_acl_arn }) == tomap({ prod = aws_wafv2_web_acl.this.arn, pool = aws_wafv2_web_acl.this.arn }) && output.association_arns["prod"] == "arn:aws:apigateway:eu-central-1::/restapis/a1b2c3d4e5/stages/prod"
    error_message = "associations by the caller's keys"
  }

  assert {
    condition     = aws_wafv2_web_acl.this.association_config[0].request_body[0].api_gateway[0].default_size_inspection_limit == "KB_64" && aws_wafv2_web_acl.this.association_config[0].request_body[0].cognito_user_pool[0].default_size_inspection_limit == "KB_16"
    error_message = "limits by what is protected"
  }
}

run "closed_by_default" {
  command = plan

  variables {
    custom_response_bodies = { closed = { content = "closed", content_type = "TEXT_PLAIN" } }
    data_protection = {
      body = { field_type = "BODY", action = "HASH", exclude_rule_match_details = true }
    }
    default_action = { type = "BLOCK", custom_response = { code = 404, body_key = "closed", headers = { "x-closed" = "yes" } } }
    token_domains  = ["example.com"]
  }

  assert {
    condition = alltrue([
      length(aws_wafv2_web_acl.this.default_action[0].allow) == 0,
      aws_wafv2_web_acl.this.default_action[0].block[0].custom_response[0].response_code == 404,
      aws_wafv2_web_acl.this.default_action[0].block[0].custom_response[0].custom_response_body_key == "closed",
      length(aws_wafv2_web_acl.this.default_action[0].block[0].custom_response[0].response_header) == 1,
    ])
    error_message = "what no rule decides about is answered with 404"
  }

  assert {
    condition     = one(aws_wafv2_web_acl.this.data_protection_config[0].data_protection).action == "HASH" && one(aws_wafv2_web_acl.this.data_protection_config[0].data_protection).exclude_rule_match_details && one(aws_wafv2_web_acl.this.data_protection_config[0].data_protection).field[0].field_keys == null
    error_message = "the body is hashed"
  }

  assert {
    condition     = aws_wafv2_web_acl.this.token_domains == toset(["example.com"])
    error_message = "tokens of the domain are good here"
  }
}

run "open_by_default_tells_the_api" {
  command = plan

  variables {
    default_action = { insert_headers = { checked = "yes" } }
    metrics        = { sampled_requests_enabled = false }
  }

  assert {
    condition     = [for header in aws_wafv2_web_acl.this.default_action[0].allow[0].custom_request_handling[0].insert_header : "${header.name}=${header.value}"] == ["checked=yes"]
    error_message = "a header for the API"
  }

  assert {
    condition     = alltrue([for visibility in concat(aws_wafv2_web_acl.this.visibility_config, flatten([for rule in aws_wafv2_web_acl.this.rule : rule.visibility_config])) : visibility.cloudwatch_metrics_enabled && !visibility.sampled_requests_enabled])
    error_message = "no samples, where the caller says so"
  }
}

run "unused_condition" {
  command = plan

  variables {
    conditions = { abroad = { geo = { country_codes = ["AQ"] } } }
  }

  expect_failures = [check.everything_is_used]
}

run "unused_ip_set" {
  command = plan

  variables {
    ip_sets = { office = { addresses = ["203.0.113.0/24"] } }
  }

  expect_failures = [check.everything_is_used]
}

run "unused_regex_set" {
  command = plan

  variables {
    regex_sets = { scanners = { patterns = ["^sqlmap"] } }
  }

  expect_failures = [check.everything_is_used]
}
