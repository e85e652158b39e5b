resource "aws_cloudwatch_log_group" "this" {
  count = var.logging.enabled && var.logging.destination == null ? 1 : 0

  # The service refuses a group with another beginning.
  name              = "aws-waf-logs-${var.name}"
  kms_key_id        = var.logging.kms_key_arn
  retention_in_days = var.logging.retention_in_days
  tags              = var.tags
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  count = var.logging.enabled ? 1 : 0

  log_destination_configs = [var.logging.destination == null ? aws_cloudwatch_log_group.this[0].arn : var.logging.destination.arn]
  resource_arn            = aws_wafv2_web_acl.this.arn

  dynamic "logging_filter" {
    for_each = var.logging.filter[*]

    content {
      default_behavior = logging_filter.value.default_behavior

      dynamic "filter" {
        for_each = logging_filter.value.filters

        content {
          behavior    = filter.value.behavior
          requirement = filter.value.requirement

          dynamic "condition" {
            for_each = filter.value.actions

            content {
              action_condition {
                action = condition.value
              }
            }
          }

          dynamic "condition" {
            for_each = filter.value.labels

            content {
              label_name_condition {
                label_name = condition.value
              }
            }
          }
        }
      }
    }
  }

  dynamic "redacted_fields" {
    for_each = var.logging.redact_method ? [1] : []

    content {
      method {}
    }
  }

  dynamic "redacted_fields" {
    for_each = var.logging.redact_query_string ? [1] : []

    content {
      query_string {}
    }
  }

  dynamic "redacted_fields" {
    for_each = var.logging.redacted_headers

    content {
      single_header {
        name = redacted_fields.value
      }
    }
  }

  dynamic "redacted_fields" {
    for_each = var.logging.redact_uri_path ? [1] : []

    content {
      uri_path {}
    }
  }
}
