variable "alarm_actions" {
  description = "ARNs of what an alarm calls when it goes off and when it is over, five at most. Empty: the topic that the module creates, see `topic`."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.alarm_actions : can(regex("^arn:", arn))])
    error_message = "alarm_actions: ${join(", ", [for arn in var.alarm_actions : "\"${arn}\"" if !can(regex("^arn:", arn))])}: must be ARNs."
  }

  validation {
    condition     = length(var.alarm_actions) <= 5
    error_message = "alarm_actions: ${length(var.alarm_actions)} actions, CloudWatch allows 5."
  }
}

variable "apis" {
  description = <<-EOT
    Stages of APIs to watch, by a static key. `type` (REST, HTTP or WEBSOCKET) decides which metrics there are and what they
    are called; `execution_arn` is the API's; REST metrics are kept by the API's name, so REST needs `api_name` too.

    Each type has alarms to begin with, unless `default_alarms` is false:

    - REST: `client_errors` (4XXError, Average above 0.05: the share of requests), `server_errors` (5XXError, Average above
      0.01), `latency` (Latency, p99 above 3000 ms);
    - HTTP: `client_errors` (4xx, Sum above 50 a minute), `server_errors` (5xx, Sum above 5), `latency`;
    - WEBSOCKET: `client_errors` (ClientError, Sum above 50 a minute), `execution_errors` (ExecutionError, Sum above 5),
      `integration_errors` (IntegrationError, Sum above 5), `integration_latency` (IntegrationLatency, p99 above 3000 ms).

    An entry of `alarms` with one of these keys changes what it writes, or leaves the alarm out by `enabled` false; with
    another key it is an alarm of its own and needs `metric`, `statistic` (Average, Maximum, Minimum, SampleCount, Sum or a
    percentile such as p99) and `threshold`. `route` narrows one of REST or HTTP to a route (`"GET /orders/{id}"`), which
    needs detailed metrics of the stage. Unset: three of five periods of 60 seconds, and periods without requests are good ones.
  EOT
  type = map(object({
    alarms = optional(map(object({
      comparison_operator = optional(string)
      datapoints_to_alarm = optional(number)
      enabled             = optional(bool)
      evaluation_periods  = optional(number)
      metric              = optional(string)
      period_seconds      = optional(number)
      route               = optional(string)
      statistic           = optional(string)
      threshold           = optional(number)
      treat_missing_data  = optional(string)
    })), {})
    api_name       = optional(string)
    default_alarms = optional(bool, true)
    execution_arn  = string
    stage          = string
    type           = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.apis) : can(regex("^[0-9A-Za-z_-]+$", key))])
    error_message = "apis: ${join(", ", [for key in keys(var.apis) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]+$", key))])}: the key must be letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for api in values(var.apis) : contains(["HTTP", "REST", "WEBSOCKET"], api.type)])
    error_message = "apis: ${join(", ", [for key, api in var.apis : "${key} (${api.type})" if !contains(["HTTP", "REST", "WEBSOCKET"], api.type)])}: type must be one of HTTP, REST, WEBSOCKET."
  }

  validation {
    condition     = alltrue([for api in values(var.apis) : (api.type == "REST") == (api.api_name != null)])
    error_message = "apis: ${join(", ", [for key, api in var.apis : "${key} (${api.type})" if(api.type == "REST") != (api.api_name != null)])}: api_name is needed with type REST, whose metrics have the dimension ApiName; those of HTTP and WEBSOCKET have ApiId."
  }

  validation {
    condition     = alltrue([for api in values(var.apis) : can(regex("^arn:[^:]+:execute-api:[^:]+:[0-9]{12}:[^:/]+", api.execution_arn))])
    error_message = "apis: ${join(", ", [for key, api in var.apis : "${key} (${api.execution_arn})" if !can(regex("^arn:[^:]+:execute-api:[^:]+:[0-9]{12}:[^:/]+", api.execution_arn))])}: execution_arn must be arn:aws:execute-api:REGION:ACCOUNT:API, the output api_execution_arn of an API."
  }

  validation {
    condition     = alltrue(flatten([for api in values(var.apis) : [for alarm in values(api.alarms) : alarm.metric == null ? true : contains(lookup(local.api_metrics, api.type, []), alarm.metric)]]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name}: ${alarm.metric})" if alarm.metric == null ? false : !contains(lookup(local.api_metrics, api.type, []), alarm.metric)]]))}: metric of alarms must be one of ${join("; ", [for type, metrics in local.api_metrics : "${type}: ${join(", ", metrics)}"])}."
  }

  validation {
    condition     = alltrue(flatten([for api in values(var.apis) : [for name, alarm in api.alarms : api.default_alarms && contains(keys(lookup(local.api_alarms, api.type, {})), name) || alarm.metric != null && alarm.statistic != null && alarm.threshold != null]]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name})" if !(api.default_alarms && contains(keys(lookup(local.api_alarms, api.type, {})), name) || alarm.metric != null && alarm.statistic != null && alarm.threshold != null)]]))}: metric, statistic and threshold are needed by alarms other than ${join("; ", [for type, alarms in local.api_alarms : "${type}: ${join(", ", keys(alarms))}"])}."
  }

  validation {
    condition     = alltrue(flatten([for api in values(var.apis) : [for alarm in values(api.alarms) : alarm.statistic == null ? true : can(regex(local.statistic_pattern, alarm.statistic))]]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name}: ${alarm.statistic})" if alarm.statistic == null ? false : !can(regex(local.statistic_pattern, alarm.statistic))]]))}: statistic of alarms must be one of ${join(", ", local.statistics)}, or a percentile such as p99 or p99.9."
  }

  validation {
    condition     = alltrue(flatten([for api in values(var.apis) : [for alarm in values(api.alarms) : alarm.comparison_operator == null ? true : contains(local.comparison_operators, alarm.comparison_operator)]]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name}: ${alarm.comparison_operator})" if alarm.comparison_operator == null ? false : !contains(local.comparison_operators, alarm.comparison_operator)]]))}: comparison_operator of alarms must be one of ${join(", ", local.comparison_operators)}."
  }

  validation {
    condition     = alltrue(flatten([for api in values(var.apis) : [for alarm in values(api.alarms) : alarm.treat_missing_data == null ? true : contains(local.missing_data, alarm.treat_missing_data)]]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name}: ${alarm.treat_missing_data})" if alarm.treat_missing_data == null ? false : !contains(local.missing_data, alarm.treat_missing_data)]]))}: treat_missing_data of alarms must be one of ${join(", ", local.missing_data)}."
  }

  validation {
    condition     = alltrue(flatten([for api in values(var.apis) : [for alarm in values(api.alarms) : alarm.period_seconds == null ? true : alarm.period_seconds >= 60 && alarm.period_seconds % 60 == 0]]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name}: ${alarm.period_seconds})" if alarm.period_seconds == null ? false : alarm.period_seconds < 60 || alarm.period_seconds % 60 != 0]]))}: period_seconds of alarms must be a multiple of 60; the service sends its metrics every minute."
  }

  validation {
    condition = alltrue(flatten([
      for api in values(var.apis) : [
        for alarm in values(api.alarms) : coalesce(alarm.evaluation_periods, 5) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) <= coalesce(alarm.evaluation_periods, 5)
      ]
    ]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name}: ${coalesce(alarm.datapoints_to_alarm, 1)} of ${coalesce(alarm.evaluation_periods, 5)})" if !(coalesce(alarm.evaluation_periods, 5) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) <= coalesce(alarm.evaluation_periods, 5))]]))}: evaluation_periods of alarms must be 1 or more, datapoints_to_alarm 1 to that."
  }

  validation {
    condition     = alltrue(flatten([for api in values(var.apis) : [for alarm in values(api.alarms) : alarm.route == null ? true : api.type != "WEBSOCKET" && can(regex("^(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /", alarm.route))]]))
    error_message = "apis: ${join(", ", flatten([for key, api in var.apis : [for name, alarm in api.alarms : "${key} (${name}: ${alarm.route})" if alarm.route == null ? false : api.type == "WEBSOCKET" || !can(regex("^(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /", alarm.route))]]))}: route of alarms must be a method and a path such as \"GET /orders/{id}\", and cannot be set with type WEBSOCKET, whose dimensions of a route have no documented values."
  }
}

variable "dashboard" {
  description = "Dashboard with the requests, errors and latencies of every API and the decisions of every web ACL. `name` unset: the module's `name`."
  type = object({
    enabled = optional(bool, true)
    name    = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.dashboard.name == null ? true : can(regex("^[0-9A-Za-z_-]{1,255}$", var.dashboard.name))
    error_message = "dashboard: name \"${var.dashboard.name == null ? "" : var.dashboard.name}\" must be 1 to 255 letters, digits, hyphens or underscores."
  }
}

variable "name" {
  description = "What the names of alarms begin with, and the name of the dashboard and of the topic."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z_-]{1,100}$", var.name))
    error_message = "name: \"${var.name}\" must be 1 to 100 letters, digits, hyphens or underscores."
  }
}

variable "tags" {
  description = "Tags of the alarms, the topic and its key."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "topic" {
  description = <<-EOT
    The SNS topic that alarms go to where `alarm_actions` names nothing. It is encrypted with a key that the module creates,
    or with `kms_key`, which must let `cloudwatch.amazonaws.com` use it (the key `aws/sns` does not). `subscriptions`, by a
    static key, are of protocol email, email-json, https, lambda, sms or sqs.
  EOT
  type = object({
    enabled = optional(bool, true)
    kms_key = optional(object({ arn = string }))
    subscriptions = optional(map(object({
      endpoint = string
      protocol = string
    })), {})
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.topic.kms_key == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/", var.topic.kms_key.arn))
    error_message = "topic: kms_key.arn \"${var.topic.kms_key == null ? "" : var.topic.kms_key.arn}\" must be of a customer managed key (arn:aws:kms:REGION:ACCOUNT:key/ID)."
  }

  validation {
    condition     = alltrue([for subscription in values(var.topic.subscriptions) : contains(local.protocols, subscription.protocol)])
    error_message = "topic: ${join(", ", [for key, subscription in var.topic.subscriptions : "${key} (${subscription.protocol})" if !contains(local.protocols, subscription.protocol)])}: protocol of subscriptions must be one of ${join(", ", local.protocols)}."
  }
}

variable "web_acls" {
  description = <<-EOT
    Regional web ACLs to watch, by a static key: `arn` and `metric_name`, the outputs of `waf`. There is one alarm to begin
    with, `blocked_requests` (BlockedRequests, Sum above 100 in five minutes), unless `default_alarms` is false; `alarms` are
    as those of `apis`, with the statistic Sum, and `rule` (the metric name of a rule) in place of `route`. Unset: one
    period of 300 seconds.
  EOT
  type = map(object({
    alarms = optional(map(object({
      comparison_operator = optional(string)
      datapoints_to_alarm = optional(number)
      enabled             = optional(bool)
      evaluation_periods  = optional(number)
      metric              = optional(string)
      period_seconds      = optional(number)
      rule                = optional(string)
      threshold           = optional(number)
      treat_missing_data  = optional(string)
    })), {})
    arn            = string
    default_alarms = optional(bool, true)
    metric_name    = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in keys(var.web_acls) : can(regex("^[0-9A-Za-z_-]+$", key))])
    error_message = "web_acls: ${join(", ", [for key in keys(var.web_acls) : "\"${key}\"" if !can(regex("^[0-9A-Za-z_-]+$", key))])}: the key must be letters, digits, hyphens or underscores."
  }

  validation {
    condition     = alltrue([for acl in values(var.web_acls) : can(regex("^arn:[^:]+:wafv2:[^:]+:[0-9]{12}:regional/webacl/", acl.arn))])
    error_message = "web_acls: ${join(", ", [for key, acl in var.web_acls : "${key} (${acl.arn})" if !can(regex("^arn:[^:]+:wafv2:[^:]+:[0-9]{12}:regional/webacl/", acl.arn))])}: arn must be of a regional web ACL (arn:aws:wafv2:REGION:ACCOUNT:regional/webacl/NAME/ID)."
  }

  validation {
    condition     = alltrue(flatten([for acl in values(var.web_acls) : [for alarm in values(acl.alarms) : alarm.metric == null ? true : contains(local.web_acl_metrics, alarm.metric)]]))
    error_message = "web_acls: ${join(", ", flatten([for key, acl in var.web_acls : [for name, alarm in acl.alarms : "${key} (${name}: ${alarm.metric})" if alarm.metric == null ? false : !contains(local.web_acl_metrics, alarm.metric)]]))}: metric of alarms must be one of ${join(", ", local.web_acl_metrics)}."
  }

  validation {
    condition     = alltrue(flatten([for acl in values(var.web_acls) : [for name, alarm in acl.alarms : acl.default_alarms && name == "blocked_requests" || alarm.metric != null && alarm.threshold != null]]))
    error_message = "web_acls: ${join(", ", flatten([for key, acl in var.web_acls : [for name, alarm in acl.alarms : "${key} (${name})" if !(acl.default_alarms && name == "blocked_requests" || alarm.metric != null && alarm.threshold != null)]]))}: metric and threshold are needed by alarms other than blocked_requests."
  }

  validation {
    condition     = alltrue(flatten([for acl in values(var.web_acls) : [for alarm in values(acl.alarms) : alarm.comparison_operator == null ? true : contains(local.comparison_operators, alarm.comparison_operator)]]))
    error_message = "web_acls: ${join(", ", flatten([for key, acl in var.web_acls : [for name, alarm in acl.alarms : "${key} (${name}: ${alarm.comparison_operator})" if alarm.comparison_operator == null ? false : !contains(local.comparison_operators, alarm.comparison_operator)]]))}: comparison_operator of alarms must be one of ${join(", ", local.comparison_operators)}."
  }

  validation {
    condition     = alltrue(flatten([for acl in values(var.web_acls) : [for alarm in values(acl.alarms) : alarm.treat_missing_data == null ? true : contains(local.missing_data, alarm.treat_missing_data)]]))
    error_message = "web_acls: ${join(", ", flatten([for key, acl in var.web_acls : [for name, alarm in acl.alarms : "${key} (${name}: ${alarm.treat_missing_data})" if alarm.treat_missing_data == null ? false : !contains(local.missing_data, alarm.treat_missing_data)]]))}: treat_missing_data of alarms must be one of ${join(", ", local.missing_data)}."
  }

  validation {
    condition     = alltrue(flatten([for acl in values(var.web_acls) : [for alarm in values(acl.alarms) : alarm.period_seconds == null ? true : alarm.period_seconds >= 60 && alarm.period_seconds % 60 == 0]]))
    error_message = "web_acls: ${join(", ", flatten([for key, acl in var.web_acls : [for name, alarm in acl.alarms : "${key} (${name}: ${alarm.period_seconds})" if alarm.period_seconds == null ? false : alarm.period_seconds < 60 || alarm.period_seconds % 60 != 0]]))}: period_seconds of alarms must be a multiple of 60; AWS WAF sends its metrics every minute."
  }

  validation {
    condition = alltrue(flatten([
      for acl in values(var.web_acls) : [
        for alarm in values(acl.alarms) : coalesce(alarm.evaluation_periods, 1) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) <= coalesce(alarm.evaluation_periods, 1)
      ]
    ]))
    error_message = "web_acls: ${join(", ", flatten([for key, acl in var.web_acls : [for name, alarm in acl.alarms : "${key} (${name}: ${coalesce(alarm.datapoints_to_alarm, 1)} of ${coalesce(alarm.evaluation_periods, 1)})" if !(coalesce(alarm.evaluation_periods, 1) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) >= 1 && coalesce(alarm.datapoints_to_alarm, 1) <= coalesce(alarm.evaluation_periods, 1))]]))}: evaluation_periods of alarms must be 1 or more, datapoints_to_alarm 1 to that."
  }
}
