# Log groups: what each takes from the module and what it says itself.

mock_provider "aws" {}

variables {
  kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
  log_groups = {
    access  = { name = "/aws/vendedlogs/apigateway/orders/prod" }
    debug   = { name = "debug", retention_in_days = 7, kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111", tags = { level = "debug" } }
    archive = { name = "archive", class = "INFREQUENT_ACCESS" }
  }
  tags = { team = "orders" }
}

run "log_groups" {
  assert {
    condition     = tomap({ for key, group in aws_cloudwatch_log_group.this : key => group.retention_in_days }) == tomap({ access = 365, archive = 365, debug = 7 })
    error_message = "a year unless an entry says otherwise"
  }

  assert {
    condition     = aws_cloudwatch_log_group.this["access"].kms_key_id == var.kms_key_arn && endswith(aws_cloudwatch_log_group.this["debug"].kms_key_id, "11111111-1111-1111-1111-111111111111")
    error_message = "the module's key, or one of its own"
  }

  assert {
    condition     = aws_cloudwatch_log_group.this["debug"].tags == tomap({ level = "debug", team = "orders" })
    error_message = "tags are merged"
  }

  assert {
    condition     = output.log_group_names["access"] == "/aws/vendedlogs/apigateway/orders/prod" && output.log_group_arns["archive"] == aws_cloudwatch_log_group.this["archive"].arn
    error_message = "outputs are keyed by the caller's keys"
  }
}

run "without_key" {
  variables {
    kms_key_arn = null
  }

  assert {
    condition     = aws_cloudwatch_log_group.this["access"].kms_key_id == null
    error_message = "no key unless one is given"
  }
}

run "retention_for_ever" {
  command = plan

  variables {
    retention_in_days = 0
  }

  expect_failures = [check.retention]
}

run "log_groups_name" {
  command = plan

  variables {
    log_groups = { bad = { name = "with space" } }
  }

  expect_failures = [var.log_groups]
}

run "log_groups_same_name" {
  command = plan

  variables {
    log_groups = { one = { name = "same" }, two = { name = "same" } }
  }

  expect_failures = [var.log_groups]
}

run "log_groups_class" {
  command = plan

  variables {
    log_groups = { bad = { name = "bad", class = "GLACIER" } }
  }

  expect_failures = [var.log_groups]
}

run "log_groups_retention" {
  command = plan

  variables {
    log_groups = { bad = { name = "bad", retention_in_days = 2 } }
  }

  expect_failures = [var.log_groups]
}

run "retention" {
  command = plan

  variables {
    retention_in_days = 2
  }

  expect_failures = [var.retention_in_days]
}
