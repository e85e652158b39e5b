# The metrics of each API type, what the alarms on them begin with, and what CloudWatch accepts. Names and dimensions are those
# of the service's documentation: a wrong one makes an alarm that never goes off, and nothing says so.
#
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
# https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html

locals {
  api_metrics = {
    HTTP      = ["4xx", "5xx", "Count", "DataProcessed", "IntegrationLatency", "Latency"]
    REST      = ["4XXError", "5XXError", "CacheHitCount", "CacheMissCount", "Count", "IntegrationLatency", "Latency"]
    WEBSOCKET = ["ClientError", "ConnectCount", "ExecutionError", "IntegrationError", "IntegrationLatency", "MessageCount"]
  }
  web_acl_metrics = [
    "AllowedRequests", "BlockedRequests", "CaptchaRequests", "ChallengeRequests", "CountedRequests", "RequestsWithValidCaptchaToken",
    "RequestsWithValidChallengeToken",
  ]

  # The average of 4XXError and 5XXError is the share of requests; that of the metrics of HTTP APIs is not documented.
  api_alarms = {
    HTTP = {
      client_errors = { metric = "4xx", statistic = "Sum", threshold = 50 }
      latency       = { metric = "Latency", statistic = "p99", threshold = 3000 }
      server_errors = { metric = "5xx", statistic = "Sum", threshold = 5 }
    }
    REST = {
      client_errors = { metric = "4XXError", statistic = "Average", threshold = 0.05 }
      latency       = { metric = "Latency", statistic = "p99", threshold = 3000 }
      server_errors = { metric = "5XXError", statistic = "Average", threshold = 0.01 }
    }
    WEBSOCKET = {
      client_errors       = { metric = "ClientError", statistic = "Sum", threshold = 50 }
      execution_errors    = { metric = "ExecutionError", statistic = "Sum", threshold = 5 }
      integration_errors  = { metric = "IntegrationError", statistic = "Sum", threshold = 5 }
      integration_latency = { metric = "IntegrationLatency", statistic = "p99", threshold = 3000 }
    }
  }

  comparison_operators = ["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanOrEqualToThreshold", "LessThanThreshold"]
  missing_data         = ["breaching", "ignore", "missing", "notBreaching"]
  protocols            = ["email", "email-json", "https", "lambda", "sms", "sqs"]
  statistics           = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"]
  statistic_pattern    = "^(${join("|", local.statistics)}|p([0-9]|[1-9][0-9])(\\.[0-9]{1,10})?|p100)$"
}
