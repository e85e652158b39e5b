# The function, its role and its package. `plan` where nothing is computed: an apply builds the package.

mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::123456789012:role/mock"
    }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = {
      arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mock"
    }
  }
}

variables {
  handler    = "greeting.hello.handle"
  name       = "greeting"
  source_dir = "./tests/source"
}

run "built" {
  variables {
    build_dir = "./tests/build"
    environment = {
      GREETING = "hello"
    }
    permissions = {
      http = { source_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/*/*" }
    }
    policy_statements = {
      ReadGreetings = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/greetings"] }
    }
  }

  assert {
    condition     = aws_lambda_function.this.filename == "./tests/build/greeting.zip"
    error_message = "the package is built"
  }

  assert {
    condition     = filesha256(aws_lambda_function.this.filename) == "bb0bf471e0ddfafbba994695da903e2bb31454b849508d7f252bd5edfcb1a549"
    error_message = "byte for byte the same on every machine: ${filesha256(aws_lambda_function.this.filename)}"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.this.policy).Statement : statement.Sid] == ["WriteLog", "WriteTraces", "ReadGreetings"]
    error_message = "policy: ${aws_iam_role_policy.this.policy}"
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.this.policy).Statement[0].Resource == ["${aws_cloudwatch_log_group.this.arn}:*"]
    error_message = "it writes its own log only"
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active" && aws_lambda_function.this.logging_config[0].log_group == "/aws/lambda/greeting" && aws_cloudwatch_log_group.this.retention_in_days == 365
    error_message = "traced and logged by default"
  }

  assert {
    condition     = aws_lambda_permission.this["http"].statement_id == "http" && endswith(aws_lambda_permission.this["http"].source_arn, ":a1b2c3d4e5/*/*")
    error_message = "permission"
  }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables == tomap({ GREETING = "hello" })
    error_message = "environment"
  }
}

run "sources" {
  command = plan

  assert {
    condition     = local.source_files == tolist(["greeting/__init__.py", "greeting/hello.py", "other.txt"])
    error_message = "files: ${jsonencode(local.source_files)}"
  }

  assert {
    condition     = length(aws_lambda_function.this.environment) == 0 && length(aws_lambda_permission.this) == 0
    error_message = "neither environment nor permission unless asked for"
  }
}

run "source_patterns" {
  command = plan

  variables {
    source_patterns = ["greeting/*.py"]
  }

  assert {
    condition     = local.source_files == tolist(["greeting/__init__.py", "greeting/hello.py"])
    error_message = "files: ${jsonencode(local.source_files)}"
  }

  assert {
    condition     = aws_lambda_function.this.source_code_hash != run.sources.source_hash
    error_message = "other files, other hash"
  }
}

run "long_timeout" {
  command = plan

  variables {
    timeout = 60
  }

  expect_failures = [check.gateway_timeout]
}

run "refuses_architecture" {
  command = plan

  variables {
    architecture = "riscv"
  }

  expect_failures = [var.architecture]
}

run "refuses_handler" {
  command = plan

  variables {
    handler = "hello"
  }

  expect_failures = [var.handler]
}

run "refuses_log_retention_in_days" {
  command = plan

  variables {
    log_retention_in_days = 2
  }

  expect_failures = [var.log_retention_in_days]
}

run "refuses_memory_size" {
  command = plan

  variables {
    memory_size = 64
  }

  expect_failures = [var.memory_size]
}

run "refuses_name" {
  command = plan

  variables {
    name = "with space"
  }

  expect_failures = [var.name]
}

run "refuses_permissions" {
  command = plan

  variables {
    permissions = { api = { source_arn = "a1b2c3" } }
  }

  expect_failures = [var.permissions]
}

run "refuses_policy_statements" {
  command = plan

  variables {
    policy_statements = { "read-it" = { actions = ["s3:GetObject"], resources = ["*"] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_policy_statements_2" {
  command = plan

  variables {
    policy_statements = { Nothing = { actions = [], resources = ["*"] } }
  }

  expect_failures = [var.policy_statements]
}

run "refuses_reserved_concurrency" {
  command = plan

  variables {
    reserved_concurrency = -2
  }

  expect_failures = [var.reserved_concurrency]
}

run "refuses_runtime" {
  command = plan

  variables {
    runtime = "python3.8"
  }

  expect_failures = [var.runtime]
}

run "refuses_source_dir" {
  command = plan

  variables {
    source_patterns = ["nothing/*"]
  }

  expect_failures = [var.source_dir]
}

run "refuses_timeout" {
  command = plan

  variables {
    timeout = 901
  }

  expect_failures = [var.timeout]
}
