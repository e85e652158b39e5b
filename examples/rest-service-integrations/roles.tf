# One role for each service, so that a template that goes wrong reaches one service only.

resource "aws_iam_role" "integration" {
  for_each = local.integration_permissions

  name        = "${var.name}-${each.key}"
  description = "API Gateway calls ${each.key} with it"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "integration" {
  for_each = local.integration_permissions

  name = "integration"
  role = aws_iam_role.integration[each.key].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value.actions, Resource = each.value.resources }]
  })
}

locals {
  table_arn = "arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/${local.table_name}"

  integration_permissions = {
    dynamodb = {
      actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
      resources = [local.table_arn, "${local.table_arn}/index/${local.customer_index}"]
    }
    s3 = {
      actions   = ["s3:GetObject", "s3:PutObject"]
      resources = ["arn:${local.partition}:s3:::${local.bucket_name}/invoices/*"]
    }
    sns = {
      actions   = ["sns:Publish"]
      resources = [local.topic_arn]
    }
    sqs = {
      actions   = ["sqs:SendMessage"]
      resources = ["arn:${local.partition}:sqs:${local.region}:${local.account_id}:${local.queue_name}"]
    }
  }
}
