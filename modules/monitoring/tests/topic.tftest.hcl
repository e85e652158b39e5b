# Where alarms go: an encrypted topic that CloudWatch may publish to, or what the caller names.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  apis = {
    orders = { type = "REST", api_name = "orders", execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1a1a1a1a1", stage = "prod" }
  }
}

run "own_topic" {
  variables {
    topic = { subscriptions = { team = { endpoint = "team@example.com", protocol = "email" } } }
  }

  assert {
    condition     = alltrue([for alarm in values(aws_cloudwatch_metric_alarm.this) : alarm.alarm_actions == toset([aws_sns_topic.this[0].arn]) && alarm.ok_actions == toset([aws_sns_topic.this[0].arn])])
    error_message = "every alarm tells the topic when it goes off and when it is over"
  }

  assert {
    condition     = aws_sns_topic.this[0].kms_master_key_id == aws_kms_key.this[0].arn && aws_kms_key.this[0].enable_key_rotation
    error_message = "the topic is encrypted with a key that rotates"
  }

  assert {
    condition = alltrue([
      jsondecode(aws_kms_key_policy.this[0].policy).Statement[0].Principal.AWS == "arn:aws:iam::123456789012:root",
      jsondecode(aws_kms_key_policy.this[0].policy).Statement[1].Principal.Service == "cloudwatch.amazonaws.com",
      jsondecode(aws_kms_key_policy.this[0].policy).Statement[1].Action == ["kms:Decrypt", "kms:GenerateDataKey*"],
      jsondecode(aws_kms_key_policy.this[0].policy).Statement[1].Condition.StringEquals["aws:SourceAccount"] == "123456789012",
    ])
    error_message = "alarms of this account, and no other, may use the key"
  }

  assert {
    condition = alltrue([
      jsondecode(aws_sns_topic_policy.this[0].policy).Statement[0].Action == "sns:Publish",
      jsondecode(aws_sns_topic_policy.this[0].policy).Statement[0].Resource == aws_sns_topic.this[0].arn,
      jsondecode(aws_sns_topic_policy.this[0].policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012",
      jsondecode(aws_sns_topic_policy.this[0].policy).Statement[1].Effect == "Deny",
    ])
    error_message = "alarms may publish, nobody without TLS"
  }

  assert {
    condition     = aws_sns_topic_subscription.this["team"].endpoint == "team@example.com" && output.topic_arn == aws_sns_topic.this[0].arn && output.kms_key_arn == aws_kms_key.this[0].arn
    error_message = "the team is told"
  }
}

run "given_key" {
  variables {
    topic = { kms_key = { arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-1111-1111-1111-111111111111" } }
  }

  assert {
    condition     = length(aws_kms_key.this) == 0 && length(aws_kms_key_policy.this) == 0 && endswith(aws_sns_topic.this[0].kms_master_key_id, "11111111-1111-1111-1111-111111111111") && output.kms_key_arn == null
    error_message = "the caller's key"
  }
}

run "given_actions" {
  variables {
    alarm_actions = ["arn:aws:sns:eu-central-1:123456789012:central"]
    topic         = { subscriptions = { team = { endpoint = "team@example.com", protocol = "email" } } }
  }

  assert {
    condition     = length(aws_sns_topic.this) + length(aws_kms_key.this) + length(aws_sns_topic_subscription.this) + length(aws_sns_topic_policy.this) == 0 && output.topic_arn == null
    error_message = "no topic of its own"
  }

  assert {
    condition     = alltrue([for alarm in values(aws_cloudwatch_metric_alarm.this) : alarm.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:central"])])
    error_message = "the caller's"
  }
}

run "nobody_is_called" {
  command = plan

  variables {
    topic = { enabled = false }
  }

  expect_failures = [check.alarms_call_somebody]
}

run "nothing_is_watched" {
  command = plan

  variables {
    apis = {}
  }

  expect_failures = [check.something_is_watched]
}
