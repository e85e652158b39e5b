# CloudWatch can publish to an encrypted topic only where the key's policy lets it, and that of aws/sns, the key that AWS
# manages, cannot be changed. So the topic has a key of its own.

resource "aws_kms_key" "this" {
  count = local.make_key ? 1 : 0

  description             = "Notifications of the alarms ${var.name}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  tags                    = var.tags
}

resource "aws_kms_key_policy" "this" {
  count = local.make_key ? 1 : 0

  key_id = aws_kms_key.this[0].key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountAdministers"
        Effect    = "Allow"
        Principal = { AWS = "arn:${split(":", aws_kms_key.this[0].arn)[1]}:iam::${split(":", aws_kms_key.this[0].arn)[4]}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "AlarmsEncrypt"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = split(":", aws_kms_key.this[0].arn)[4] } }
      },
    ]
  })
}

resource "aws_sns_topic" "this" {
  count = local.make_topic ? 1 : 0

  name              = var.name
  kms_master_key_id = local.make_key ? aws_kms_key.this[0].arn : var.topic.kms_key.arn
  tags              = var.tags

  depends_on = [aws_kms_key_policy.this]
}

resource "aws_sns_topic_policy" "this" {
  count = local.make_topic ? 1 : 0

  arn = aws_sns_topic.this[0].arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AlarmsPublish"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[0].arn
        Condition = { StringEquals = { "aws:SourceAccount" = split(":", aws_sns_topic.this[0].arn)[4] } }
      },
      {
        Sid       = "NothingInTheClear"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[0].arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "this" {
  for_each = local.make_topic ? var.topic.subscriptions : {}

  endpoint  = each.value.endpoint
  protocol  = each.value.protocol
  topic_arn = aws_sns_topic.this[0].arn
}

locals {
  make_key   = local.make_topic && var.topic.kms_key == null
  make_topic = var.topic.enabled && length(var.alarm_actions) == 0
}
