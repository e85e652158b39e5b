# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.
#
# The runs are of tests/variables, which is this module's variables and the locals that they use, by links: without a
# resource Terraform starts no provider, and a run takes a tenth of a second.

variables {
  name = "orders"

  apis = {
    orders = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod" }
  }
}

run "valid" {
  command = plan

  module {
    source = "./tests/variables"
  }
}

run "alarm_actions" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    alarm_actions = ["central"]
  }

  expect_failures = [var.alarm_actions]
}

run "alarm_actions_number" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    alarm_actions = [for number in range(6) : "arn:aws:sns:eu-central-1:123456789012:topic-${number}"]
  }

  expect_failures = [var.alarm_actions]
}

run "apis_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { "with blank" = { type = "HTTP", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod" } }
  }

  expect_failures = [var.apis]
}

run "apis_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "GRAPHQL", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod" } }
  }

  expect_failures = [var.apis]
}

run "apis_rest_without_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod" } }
  }

  expect_failures = [var.apis]
}

run "apis_http_with_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "HTTP", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod" } }
  }

  expect_failures = [var.apis]
}

run "apis_execution_arn" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "HTTP", execution_arn = "arn:aws:apigateway:eu-central-1::/apis/a1a1a1a1a1", stage = "prod" } }
  }

  expect_failures = [var.apis]
}

run "apis_metric_of_another_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { metric = "5xx" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_metric_of_another_type_http" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "HTTP", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { metric = "5XXError" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_incomplete_alarm" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { cache = { metric = "CacheHitCount" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_incomplete_default_that_is_off" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", default_alarms = false, alarms = { latency = { threshold = 1 } } } }
  }

  expect_failures = [var.apis]
}

run "apis_statistic" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { statistic = "Median" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_percentile" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { statistic = "p101" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_comparison_operator" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { comparison_operator = ">" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_treat_missing_data" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { treat_missing_data = "good" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_period" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { period_seconds = 30 } } } }
  }

  expect_failures = [var.apis]
}

run "apis_datapoints" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { evaluation_periods = 2, datapoints_to_alarm = 3 } } } }
  }

  expect_failures = [var.apis]
}

run "apis_route" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { latency = { route = "/orders" } } } }
  }

  expect_failures = [var.apis]
}

run "apis_route_of_websocket" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    apis = { bad = { type = "WEBSOCKET", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod", alarms = { client_errors = { route = "GET /orders" } } } }
  }

  expect_failures = [var.apis]
}

run "dashboard_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    dashboard = { name = "with blank" }
  }

  expect_failures = [var.dashboard]
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

run "topic_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    topic = { kms_key = { arn = "alias/aws/sns" } }
  }

  expect_failures = [var.topic]
}

run "topic_protocol" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    topic = { subscriptions = { team = { endpoint = "http://example.com", protocol = "http" } } }
  }

  expect_failures = [var.topic]
}

run "web_acls_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { "with blank" = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/1", metric_name = "orders" } }
  }

  expect_failures = [var.web_acls]
}

run "web_acls_arn" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { bad = { arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/orders/1", metric_name = "orders" } }
  }

  expect_failures = [var.web_acls]
}

run "web_acls_metric" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/1", metric_name = "orders", alarms = { blocked_requests = { metric = "Blocked" } } } }
  }

  expect_failures = [var.web_acls]
}

run "web_acls_incomplete_alarm" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/1", metric_name = "orders", alarms = { counted = { metric = "CountedRequests" } } } }
  }

  expect_failures = [var.web_acls]
}

run "web_acls_comparison_operator" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/1", metric_name = "orders", alarms = { blocked_requests = { comparison_operator = ">" } } } }
  }

  expect_failures = [var.web_acls]
}

run "web_acls_treat_missing_data" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/1", metric_name = "orders", alarms = { blocked_requests = { treat_missing_data = "good" } } } }
  }

  expect_failures = [var.web_acls]
}

run "web_acls_period" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/1", metric_name = "orders", alarms = { blocked_requests = { period_seconds = 90 } } } }
  }

  expect_failures = [var.web_acls]
}

run "web_acls_datapoints" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    web_acls = { bad = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/1", metric_name = "orders", alarms = { blocked_requests = { datapoints_to_alarm = 2 } } } }
  }

  expect_failures = [var.web_acls]
}
