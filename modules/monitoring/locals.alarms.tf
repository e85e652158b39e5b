# From the inputs to alarms: what an entry leaves unset comes from the default of its key, and then from here.

locals {
  plain_api_alarm = {
    comparison_operator = "GreaterThanThreshold"
    datapoints_to_alarm = 3
    enabled             = true
    evaluation_periods  = 5
    period_seconds      = 60
    route               = null
    treat_missing_data  = "notBreaching"
  }
  plain_web_acl_alarm = {
    comparison_operator = "GreaterThanThreshold"
    datapoints_to_alarm = 1
    enabled             = true
    evaluation_periods  = 1
    period_seconds      = 300
    rule                = "ALL"
    statistic           = "Sum"
    treat_missing_data  = "notBreaching"
  }
  web_acl_alarms = { blocked_requests = { metric = "BlockedRequests", threshold = 100 } }

  # By the key of the API and that of the alarm.
  alarms_of_apis = {
    for key, api in var.apis : key => {
      for name in distinct(concat(api.default_alarms ? keys(local.api_alarms[api.type]) : [], keys(api.alarms))) : name => merge(
        local.plain_api_alarm,
        api.default_alarms ? lookup(local.api_alarms[api.type], name, {}) : {},
        [for key, alarm in api.alarms : { for attribute, value in alarm : attribute => value if value != null } if key == name]...
      )
    }
  }
  alarms_of_web_acls = {
    for key, acl in var.web_acls : key => {
      for name in distinct(concat(acl.default_alarms ? keys(local.web_acl_alarms) : [], keys(acl.alarms))) : name => merge(
        local.plain_web_acl_alarm,
        acl.default_alarms ? lookup(local.web_acl_alarms, name, {}) : {},
        [for key, alarm in acl.alarms : { for attribute, value in alarm : attribute => value if value != null } if key == name]...
      )
    }
  }

  # What names an API in its metrics. The service leaves out of a REST API's name what is not ASCII, and takes the id where
  # nothing remains.
  api_dimensions = {
    for key, api in var.apis : key => merge(
      { Stage = api.stage },
      api.type == "REST" ? { ApiName = local.ascii_names[key] == "" ? local.api_ids[key] : local.ascii_names[key] } : {},
      api.type == "REST" ? {} : { ApiId = local.api_ids[key] },
    )
  }
  api_ids     = { for key, api in var.apis : key => split("/", split(":", api.execution_arn)[5])[0] }
  ascii_names = { for key, api in var.apis : key => api.api_name == null ? "" : replace(api.api_name, "/[^\\x00-\\x7f]/", "") }

  # Regional web ACLs have the dimension Region.
  web_acl_dimensions = {
    for key, acl in var.web_acls : key => { Region = split(":", acl.arn)[3], WebACL = acl.metric_name }
  }

  # "api orders latency", "web_acl main blocked_requests"
  alarms = merge(
    merge([
      for key, alarms in local.alarms_of_apis : {
        for name, alarm in alarms : "api ${key} ${name}" => {
          alarm     = alarm
          name      = "${var.name}-${key}-${name}"
          namespace = "AWS/ApiGateway"
          dimensions = merge(
            local.api_dimensions[key],
            alarm.route == null ? {} : { Method = split(" ", alarm.route)[0], Resource = split(" ", alarm.route)[1] },
          )
          description = "${var.apis[key].type} API ${key}, stage ${var.apis[key].stage}${alarm.route == null ? "" : ", ${alarm.route}"}: ${alarm.metric} (${alarm.statistic}) against ${alarm.threshold}"
        } if alarm.enabled
      }
    ]...),
    merge([
      for key, alarms in local.alarms_of_web_acls : {
        for name, alarm in alarms : "web_acl ${key} ${name}" => {
          alarm       = alarm
          name        = "${var.name}-waf-${key}-${name}"
          namespace   = "AWS/WAFV2"
          dimensions  = merge(local.web_acl_dimensions[key], { Rule = alarm.rule })
          description = "Web ACL ${key}, rule ${alarm.rule}: ${alarm.metric} (${alarm.statistic}) against ${alarm.threshold}"
        } if alarm.enabled
      }
    ]...),
  )
}
