resource "aws_lambda_function" "this" {
  function_name                  = var.name
  description                    = var.description
  architectures                  = [var.architecture]
  filename                       = local.package
  handler                        = var.handler
  kms_key_arn                    = var.kms_key_arn
  memory_size                    = var.memory_size
  package_type                   = "Zip"
  reserved_concurrent_executions = var.reserved_concurrency
  role                           = aws_iam_role.this.arn
  runtime                        = var.runtime
  source_code_hash               = local.source_hash
  tags                           = var.tags
  timeout                        = var.timeout

  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []

    content {
      variables = environment.value
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  tracing_config {
    mode = "Active"
  }

  # A function that starts before it may write its log loses the first events.
  depends_on = [aws_iam_role_policy.this, terraform_data.package]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = local.log_group_name
  kms_key_id        = var.kms_key_arn
  retention_in_days = var.log_retention_in_days
  tags              = var.tags
}

resource "aws_lambda_permission" "this" {
  for_each = var.permissions

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = each.value.principal
  source_arn    = each.value.source_arn
  statement_id  = each.key
}
