locals {
  greatest_offset = { DAY = 0, MONTH = 27, WEEK = 6 }

  # "partner gold"
  memberships = merge([
    for name, key in var.keys : {
      for plan in key.plan_keys : "${name} ${plan}" => { key = name, plan = plan }
    }
  ]...)
}
