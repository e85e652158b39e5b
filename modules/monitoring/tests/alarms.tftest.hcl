# Metric names and dimensions, which differ for each type of API; a wrong one is an alarm that never goes off.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  apis = {
    chat   = { type = "WEBSOCKET", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:c1c1c1c1c1", stage = "prod" }
    events = { type = "HTTP", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:b1b1b1b1b1", stage = "$default" }
    orders = { type = "REST", api_name = "Orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1/prod", stage = "prod" }
  }

  web_acls = {
    main = { arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/orders/00000000-0000-0000-0000-000000000000", metric_name = "orders-acl" }
  }
}

run "names_and_dimensions" {
  assert {
    condition = { for key, alarm in aws_cloudwatch_metric_alarm.this : key => "${alarm.namespace} ${alarm.metric_name} ${try(coalesce(alarm.statistic), alarm.extended_statistic)} ${alarm.threshold}" } == {
      "api chat client_errors"        = "AWS/ApiGateway ClientError Sum 50"
      "api chat execution_errors"     = "AWS/ApiGateway ExecutionError Sum 5"
      "api chat integration_errors"   = "AWS/ApiGateway IntegrationError Sum 5"
      "api chat integration_latency"  = "AWS/ApiGateway IntegrationLatency p99 3000"
      "api events client_errors"      = "AWS/ApiGateway 4xx Sum 50"
      "api events latency"            = "AWS/ApiGateway Latency p99 3000"
      "api events server_errors"      = "AWS/ApiGateway 5xx Sum 5"
      "api orders client_errors"      = "AWS/ApiGateway 4XXError Average 0.05"
      "api orders latency"            = "AWS/ApiGateway Latency p99 3000"
      "api orders server_errors"      = "AWS/ApiGateway 5XXError Average 0.01"
      "web_acl main blocked_requests" = "AWS/WAFV2 BlockedRequests Sum 100"
    }
    error_message = "alarms: ${jsonencode({ for key, alarm in aws_cloudwatch_metric_alarm.this : key => "${alarm.namespace} ${alarm.metric_name} ${try(coalesce(alarm.statistic), alarm.extended_statistic)} ${alarm.threshold}" })}"
  }

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.dimensions == tomap({ ApiName = "Orders", Stage = "prod" }) if startswith(key, "api orders ")])
    error_message = "REST metrics are kept by the API's name"
  }

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.dimensions == tomap({ ApiId = "b1b1b1b1b1", Stage = "$default" }) if startswith(key, "api events ")])
    error_message = "HTTP metrics are kept by the API's id"
  }

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.dimensions == tomap({ ApiId = "c1c1c1c1c1", Stage = "prod" }) if startswith(key, "api chat ")])
    error_message = "WebSocket metrics are kept by the API's id"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["web_acl main blocked_requests"].dimensions == tomap({ Region = "eu-west-1", Rule = "ALL", WebACL = "orders-acl" })
    error_message = "a regional web ACL's metrics have its region, which its ARN tells"
  }

  assert {
    condition     = alltrue([for key, alarm in aws_cloudwatch_metric_alarm.this : alarm.period == 60 && alarm.evaluation_periods == 5 && alarm.datapoints_to_alarm == 3 && alarm.comparison_operator == "GreaterThanThreshold" && alarm.treat_missing_data == "notBreaching" if startswith(key, "api ")])
    error_message = "three of five minutes"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api orders latency"].evaluate_low_sample_count_percentiles == "ignore" && aws_cloudwatch_metric_alarm.this["api orders latency"].statistic == null && aws_cloudwatch_metric_alarm.this["web_acl main blocked_requests"].period == 300 && aws_cloudwatch_metric_alarm.this["web_acl main blocked_requests"].evaluation_periods == 1
    error_message = "percentiles need enough requests; blocked requests are counted over five minutes"
  }

  assert {
    condition     = output.alarm_names["api orders latency"] == "orders-orders-latency" && output.alarm_names["web_acl main blocked_requests"] == "orders-waf-main-blocked_requests" && length(distinct(values(output.alarm_names))) == 11
    error_message = "names"
  }
}

run "changed_and_added" {
  variables {
    apis = {
      orders = {
        type          = "REST"
        api_name      = "Bestellungen für Größen"
        execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1"
        stage         = "prod"
        alarms = {
          cache         = { metric = "CacheMissCount", statistic = "Sum", threshold = 1000, period_seconds = 300, evaluation_periods = 1 }
          client_errors = { enabled = false }
          idle          = { metric = "Count", statistic = "SampleCount", threshold = 1, comparison_operator = "LessThanThreshold", treat_missing_data = "breaching" }
          latency       = { threshold = 500, statistic = "p95.5" }
          slow_orders   = { metric = "Latency", statistic = "Maximum", threshold = 9000, route = "GET /orders/{id}" }
        }
      }
      unnamed = { type = "REST", api_name = "注文", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:d1d1d1d1d1", stage = "prod", default_alarms = false, alarms = { errors = { metric = "5XXError", statistic = "Sum", threshold = 1 } } }
    }
    web_acls = {
      main = {
        arn         = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/orders/00000000-0000-0000-0000-000000000000"
        metric_name = "orders"
        alarms = {
          blocked_requests = { threshold = 1000 }
          limited          = { metric = "BlockedRequests", threshold = 10, rule = "orders-per_address", evaluation_periods = 3, datapoints_to_alarm = 2 }
        }
      }
    }
  }

  assert {
    condition = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset([
      "api orders cache", "api orders idle", "api orders latency", "api orders server_errors", "api orders slow_orders", "api unnamed errors", "web_acl main blocked_requests", "web_acl main limited",
    ])
    error_message = "alarms: ${join(", ", keys(aws_cloudwatch_metric_alarm.this))}"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api orders latency"].threshold == 500 && aws_cloudwatch_metric_alarm.this["api orders latency"].extended_statistic == "p95.5" && aws_cloudwatch_metric_alarm.this["api orders latency"].metric_name == "Latency" && aws_cloudwatch_metric_alarm.this["api orders latency"].period == 60
    error_message = "an entry changes what it writes, and nothing else"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api orders slow_orders"].dimensions == tomap({ ApiName = "Bestellungen fr Gren", Method = "GET", Resource = "/orders/{id}", Stage = "prod" })
    error_message = "a route's metrics have its method and path; the service leaves out of a name what is not ASCII: ${jsonencode(aws_cloudwatch_metric_alarm.this["api orders slow_orders"].dimensions)}"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api unnamed errors"].dimensions == tomap({ ApiName = "d1d1d1d1d1", Stage = "prod" })
    error_message = "and takes the id where nothing remains"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api orders cache"].datapoints_to_alarm == 1 && aws_cloudwatch_metric_alarm.this["api orders cache"].period == 300
    error_message = "not more datapoints than periods"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api orders idle"].comparison_operator == "LessThanThreshold" && aws_cloudwatch_metric_alarm.this["api orders idle"].treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.this["api orders idle"].statistic == "SampleCount"
    error_message = "an API that nobody calls"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["web_acl main limited"].dimensions == tomap({ Region = "eu-central-1", Rule = "orders-per_address", WebACL = "orders" }) && aws_cloudwatch_metric_alarm.this["web_acl main limited"].datapoints_to_alarm == 2 && aws_cloudwatch_metric_alarm.this["web_acl main blocked_requests"].threshold == 1000
    error_message = "one rule of the web ACL"
  }
}

run "dashboard" {
  assert {
    condition     = aws_cloudwatch_dashboard.this[0].dashboard_name == "orders" && length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 10
    error_message = "three widgets for each API, one for the web ACL"
  }

  assert {
    condition = [for widget in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : "${widget.x} ${widget.y} ${widget.width} ${widget.properties.title} ${widget.properties.region}"] == [
      "0 0 8 Requests: chat (prod) eu-central-1", "8 0 8 Errors: chat (prod) eu-central-1", "16 0 8 Latency: chat (prod) eu-central-1",
      "0 6 8 Requests: events ($default) eu-central-1", "8 6 8 Errors: events ($default) eu-central-1", "16 6 8 Latency: events ($default) eu-central-1",
      "0 12 8 Requests: orders (prod) eu-central-1", "8 12 8 Errors: orders (prod) eu-central-1", "16 12 8 Latency: orders (prod) eu-central-1",
      "0 18 24 Web ACL: main eu-west-1",
    ]
    error_message = "a row for each"
  }

  assert {
    condition = alltrue([
      jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets[1].properties.metrics[0] == ["AWS/ApiGateway", "ClientError", "ApiId", "c1c1c1c1c1", "Stage", "prod", { stat = "Sum" }],
      jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets[4].properties.metrics[1] == ["AWS/ApiGateway", "5xx", "ApiId", "b1b1b1b1b1", "Stage", "$default", { stat = "Sum" }],
      jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets[8].properties.metrics[1] == ["AWS/ApiGateway", "Latency", "ApiName", "Orders", "Stage", "prod", { stat = "p99" }],
      jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets[9].properties.metrics[1] == ["AWS/WAFV2", "BlockedRequests", "Region", "eu-west-1", "Rule", "ALL", "WebACL", "orders-acl", { stat = "Sum" }],
    ])
    error_message = "the same metrics and dimensions as the alarms"
  }
}

run "no_dashboard" {
  variables {
    dashboard = { enabled = false }
  }

  assert {
    condition     = length(aws_cloudwatch_dashboard.this) == 0 && output.dashboard_name == null && output.dashboard_arn == null
    error_message = "none, where the caller says so"
  }
}
