# What somebody should hear of. Subscribe to the topic: `aws sns subscribe --topic-arn ...`.

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = aws_kms_key.alarms.arn
}

# CloudWatch cannot publish to a topic that the key alias/aws/sns encrypts.
resource "aws_kms_key" "alarms" {
  description             = "Encrypts alarms of ${var.name}"
  deletion_window_in_days = 7
  enable_key_rotation     = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administer"
        Effect    = "Allow"
        Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "PublishAlarms"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
      },
    ]
  })
}

data "aws_caller_identity" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  partition  = split(":", data.aws_caller_identity.this.arn)[1]

  alarms = {
    errors     = { metric = "5XXError", statistic = "Average", threshold = 0.01, description = "More than 1 % of the requests fail" }
    latency    = { metric = "Latency", extended = "p99", threshold = 5000, description = "One request in a hundred takes longer than 5 seconds" }
    rejections = { metric = "4XXError", statistic = "Average", threshold = 0.5, description = "More than half of the requests are refused" }
  }
}

resource "aws_cloudwatch_metric_alarm" "api" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 3
  dimensions          = { ApiName = var.name, Stage = var.stage_name }
  evaluation_periods  = 5
  extended_statistic  = try(each.value.extended, null)
  metric_name         = each.value.metric
  namespace           = "AWS/ApiGateway"
  period              = 60
  statistic           = try(each.value.statistic, null)
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
}
