# Plans, keys, and who has what.

mock_provider "aws" {}

variables {
  name = "orders"
  tags = { team = "orders" }

  plans = {
    free = {
      stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }
      quota  = { limit = 1000, period = "DAY" }
    }
    gold = {
      name        = "gold"
      description = "For partners"
      stages = {
        prod = {
          api_id = "a1b2c3d4e5"
          stage  = "v2"
          throttle = {
            "GET /"             = { burst_limit = 2, rate_limit = 1 }
            "POST /orders/{id}" = { burst_limit = 10, rate_limit = 5.5 }
          }
        }
        reports = { api_id = "f6g7h8i9j0", stage = "prod" }
      }
      quota    = { limit = 100000, period = "MONTH", offset = 14 }
      tags     = { level = "gold" }
      throttle = { burst_limit = 200, rate_limit = 100 }
    }
  }

  keys = {
    partner = { plan_keys = ["free", "gold"], description = "The partner" }
    trial   = { plan_keys = ["free"], name = "trial", enabled = false }
  }

  key_values = { partner = "abcdefghij0123456789" }
}

run "plans" {
  assert {
    condition     = aws_api_gateway_usage_plan.this["free"].throttle_settings[0].rate_limit == 10 && aws_api_gateway_usage_plan.this["free"].throttle_settings[0].burst_limit == 20 && aws_api_gateway_usage_plan.this["gold"].throttle_settings[0].rate_limit == 100
    error_message = "a plan without limits of its own has the module's"
  }

  assert {
    condition     = { for key, plan in aws_api_gateway_usage_plan.this : key => "${plan.quota_settings[0].limit} ${plan.quota_settings[0].period} ${plan.quota_settings[0].offset}" } == { free = "1000 DAY 0", gold = "100000 MONTH 14" }
    error_message = "quotas"
  }

  assert {
    condition     = toset([for stage in aws_api_gateway_usage_plan.this["gold"].api_stages : "${stage.api_id}/${stage.stage}"]) == toset(["a1b2c3d4e5/v2", "f6g7h8i9j0/prod"])
    error_message = "stages of two APIs"
  }

  assert {
    condition     = toset(flatten([for stage in aws_api_gateway_usage_plan.this["gold"].api_stages : [for throttle in stage.throttle : "${throttle.path} ${throttle.rate_limit} ${throttle.burst_limit}"]])) == toset(["//GET 1 2", "/orders/{id}/POST 5.5 10"])
    error_message = "limits of routes, named as the service does"
  }

  assert {
    condition     = aws_api_gateway_usage_plan.this["free"].name == "orders-free" && aws_api_gateway_usage_plan.this["gold"].name == "gold" && aws_api_gateway_usage_plan.this["gold"].tags == tomap({ level = "gold", team = "orders" })
    error_message = "names and tags"
  }
}

run "keys" {
  assert {
    condition     = keys(aws_api_gateway_usage_plan_key.this) == ["partner free", "partner gold", "trial free"] && alltrue([for member in values(aws_api_gateway_usage_plan_key.this) : member.key_type == "API_KEY"])
    error_message = "memberships: ${join(", ", keys(aws_api_gateway_usage_plan_key.this))}"
  }

  assert {
    condition     = aws_api_gateway_usage_plan_key.this["partner gold"].key_id == aws_api_gateway_api_key.this["partner"].id && aws_api_gateway_usage_plan_key.this["partner gold"].usage_plan_id == aws_api_gateway_usage_plan.this["gold"].id
    error_message = "the partner's key belongs to gold"
  }

  assert {
    condition     = nonsensitive(aws_api_gateway_api_key.this["partner"].value) == "abcdefghij0123456789" && nonsensitive(aws_api_gateway_api_key.this["trial"].value) != "abcdefghij0123456789"
    error_message = "a given value, and one that the service makes up"
  }

  assert {
    condition     = aws_api_gateway_api_key.this["partner"].name == "orders-partner" && aws_api_gateway_api_key.this["trial"].name == "trial" && aws_api_gateway_api_key.this["trial"].enabled == false && aws_api_gateway_api_key.this["partner"].enabled
    error_message = "names, and a key that is off"
  }

  assert {
    condition     = issensitive(output.api_key_values) && nonsensitive(output.api_key_values)["partner"] == "abcdefghij0123456789" && keys(output.usage_plan_ids) == ["free", "gold"] && output.api_key_ids["trial"] == aws_api_gateway_api_key.this["trial"].id
    error_message = "outputs by the caller's keys, values kept secret"
  }
}

run "one_plan_for_each_stage" {
  command = plan

  variables {
    plans = {
      free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 1000, period = "DAY" } }
      gold = { stages = { main = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 1000, period = "WEEK", offset = 6 } }
    }
  }

  expect_failures = [aws_api_gateway_usage_plan_key.this]
}

run "no_quota" {
  command = plan

  variables {
    plans      = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } } } }
    keys       = { trial = { plan_keys = ["free"] } }
    key_values = {}
  }

  expect_failures = [check.plans_have_quotas]
}

run "no_key" {
  command = plan

  variables {
    keys       = {}
    key_values = {}
  }

  expect_failures = [check.plans_are_used]
}
