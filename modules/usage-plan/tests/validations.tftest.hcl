# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.
#
# The runs are of tests/variables, which is this module's variables and the locals that they use, by links: without a
# resource Terraform starts no provider, and a run takes a tenth of a second.

variables {
  name = "orders"

  keys = {
    partner = { plan_keys = ["free"] }
  }

  plans = {
    free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 1000, period = "DAY" } }
  }
}

run "valid" {
  command = plan

  module {
    source = "./tests/variables"
  }
}

run "key_values_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    key_values = { nobody = "abcdefghij0123456789" }
  }

  expect_failures = [var.key_values]
}

run "key_values_short" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    key_values = { partner = "short" }
  }

  expect_failures = [var.key_values]
}

run "key_values_twice" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    keys       = { one = { plan_keys = ["free"] }, two = { plan_keys = ["free"] } }
    key_values = { one = "abcdefghij0123456789", two = "abcdefghij0123456789" }
  }

  expect_failures = [var.key_values]
}

run "keys_plan" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    keys = { partner = { plan_keys = ["gold"] } }
  }

  expect_failures = [var.keys]
}

run "keys_without_plan" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    keys = { partner = { plan_keys = [] } }
  }

  expect_failures = [var.keys]
}

run "keys_plan_twice" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    keys = { partner = { plan_keys = ["free", "free"] } }
  }

  expect_failures = [var.keys]
}

run "keys_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    keys = { partner = { plan_keys = ["free"], name = join("", [for number in range(1024) : "xx"]) } }
  }

  expect_failures = [var.keys]
}

run "name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    name = ""
  }

  expect_failures = [var.name]
}

run "plans_stages" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = {} } }
  }

  expect_failures = [var.plans]
}

run "plans_throttle" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, throttle = { burst_limit = 0, rate_limit = 10 } } }
  }

  expect_failures = [var.plans]
}

run "plans_throttle_unlimited" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, throttle = { burst_limit = -1, rate_limit = -1 } } }
  }

  expect_failures = [var.plans]
}

run "plans_route" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a", stage = "prod", throttle = { "/orders/GET" = { burst_limit = 2, rate_limit = 1 } } } } } }
  }

  expect_failures = [var.plans]
}

run "plans_route_throttle" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a", stage = "prod", throttle = { "GET /orders" = { burst_limit = 2, rate_limit = 0 } } } } } }
  }

  expect_failures = [var.plans]
}

run "plans_period" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 1, period = "YEAR" } } }
  }

  expect_failures = [var.plans]
}

run "plans_limit" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 0, period = "DAY" } } }
  }

  expect_failures = [var.plans]
}

run "plans_offset_of_a_day" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 1, period = "DAY", offset = 1 } } }
  }

  expect_failures = [var.plans]
}

run "plans_offset_of_a_week" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 1, period = "WEEK", offset = 7 } } }
  }

  expect_failures = [var.plans]
}

run "plans_offset_of_a_month" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    plans = { free = { stages = { prod = { api_id = "a1b2c3d4e5", stage = "prod" } }, quota = { limit = 1, period = "MONTH", offset = 28 } } }
  }

  expect_failures = [var.plans]
}
