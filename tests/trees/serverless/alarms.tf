resource "aws_sns_topic" "alarms" {
  name = "${local.prefix}-alarms"
}

resource "aws_sns_topic_subscription" "ops" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "api" {
  for_each = {
    "5xx" = { metric = "5xx", threshold = 1 }
    "4xx" = { metric = "4XXError", threshold = 100 }
  }

  alarm_name          = "${local.prefix}-web-${each.key}"
  namespace           = "AWS/ApiGateway"
  metric_name         = each.value.metric
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  period              = 60
  evaluation_periods  = 5
  alarm_actions       = each.key == "5xx" ? [aws_sns_topic.alarms.arn] : []

  dimensions = {
    ApiId = aws_apigatewayv2_api.web.id
  }
}
