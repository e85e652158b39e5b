resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = each.value.name
  alarm_actions       = local.actions
  alarm_description   = each.value.description
  comparison_operator = each.value.alarm.comparison_operator
  datapoints_to_alarm = min(each.value.alarm.datapoints_to_alarm, each.value.alarm.evaluation_periods)
  dimensions          = each.value.dimensions
  evaluation_periods  = each.value.alarm.evaluation_periods
  metric_name         = each.value.alarm.metric
  namespace           = each.value.namespace
  ok_actions          = local.actions
  period              = each.value.alarm.period_seconds
  tags                = var.tags
  threshold           = each.value.alarm.threshold
  treat_missing_data  = each.value.alarm.treat_missing_data

  # A percentile of a handful of requests says nothing.
  evaluate_low_sample_count_percentiles = contains(local.statistics, each.value.alarm.statistic) ? null : "ignore"
  extended_statistic                    = contains(local.statistics, each.value.alarm.statistic) ? null : each.value.alarm.statistic
  statistic                             = contains(local.statistics, each.value.alarm.statistic) ? each.value.alarm.statistic : null

  # An alarm that goes off before it may publish is silent.
  depends_on = [aws_sns_topic_policy.this]
}

locals {
  actions = length(var.alarm_actions) > 0 ? var.alarm_actions : aws_sns_topic.this[*].arn
}
