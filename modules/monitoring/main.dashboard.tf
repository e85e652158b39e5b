resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard.enabled && length(local.widget_rows) > 0 ? 1 : 0

  dashboard_name = coalesce(var.dashboard.name, var.name)
  dashboard_body = jsonencode({
    widgets = flatten([
      for y, row in local.widget_rows : [
        for x, widget in row : {
          type   = "metric"
          x      = x * 24 / length(row)
          y      = y * 6
          width  = 24 / length(row)
          height = 6
          properties = {
            metrics = [
              for metric in widget.metrics : concat(
                [widget.namespace, metric.name], flatten([for name, value in widget.dimensions : [name, value]]), [{ stat = metric.statistic }],
              )
            ]
            period = 60
            region = widget.region
            title  = widget.title
            view   = "timeSeries"
          }
        }
      ]
    ])
  })
}

# A row of widgets for each API and each web ACL.
locals {
  widget_metrics = {
    HTTP = {
      Errors   = [{ name = "4xx", statistic = "Sum" }, { name = "5xx", statistic = "Sum" }]
      Latency  = [{ name = "Latency", statistic = "p50" }, { name = "Latency", statistic = "p99" }, { name = "IntegrationLatency", statistic = "p99" }]
      Requests = [{ name = "Count", statistic = "SampleCount" }]
    }
    REST = {
      Errors   = [{ name = "4XXError", statistic = "Sum" }, { name = "5XXError", statistic = "Sum" }]
      Latency  = [{ name = "Latency", statistic = "p50" }, { name = "Latency", statistic = "p99" }, { name = "IntegrationLatency", statistic = "p99" }]
      Requests = [{ name = "Count", statistic = "SampleCount" }, { name = "CacheHitCount", statistic = "Sum" }]
    }
    WEBSOCKET = {
      Errors   = [{ name = "ClientError", statistic = "Sum" }, { name = "ExecutionError", statistic = "Sum" }, { name = "IntegrationError", statistic = "Sum" }]
      Latency  = [{ name = "IntegrationLatency", statistic = "p50" }, { name = "IntegrationLatency", statistic = "p99" }]
      Requests = [{ name = "ConnectCount", statistic = "Sum" }, { name = "MessageCount", statistic = "Sum" }]
    }
  }

  widget_rows = concat(
    [
      for key, api in var.apis : [
        for title in ["Requests", "Errors", "Latency"] : {
          dimensions = local.api_dimensions[key]
          metrics    = local.widget_metrics[api.type][title]
          namespace  = "AWS/ApiGateway"
          region     = split(":", api.execution_arn)[3]
          title      = "${title}: ${key} (${api.stage})"
        }
      ]
    ],
    [
      for key, acl in var.web_acls : [
        {
          dimensions = merge(local.web_acl_dimensions[key], { Rule = "ALL" })
          metrics    = [for metric in ["AllowedRequests", "BlockedRequests", "CountedRequests"] : { name = metric, statistic = "Sum" }]
          namespace  = "AWS/WAFV2"
          region     = split(":", acl.arn)[3]
          title      = "Web ACL: ${key}"
        },
      ]
    ],
  )
}
