resource "aws_api_gateway_usage_plan" "this" {
  for_each = var.plans

  name         = coalesce(each.value.name, "${var.name}-${each.key}")
  description  = each.value.description
  product_code = each.value.product_code
  tags         = merge(var.tags, each.value.tags)

  dynamic "api_stages" {
    for_each = each.value.stages

    content {
      api_id = api_stages.value.api_id
      stage  = api_stages.value.stage

      # The service names a route by its path and then its method: "GET /orders" is "/orders/GET", "GET /" is "//GET".
      dynamic "throttle" {
        for_each = api_stages.value.throttle

        content {
          burst_limit = throttle.value.burst_limit
          path        = "${split(" ", throttle.key)[1]}/${split(" ", throttle.key)[0]}"
          rate_limit  = throttle.value.rate_limit
        }
      }
    }
  }

  dynamic "quota_settings" {
    for_each = each.value.quota[*]

    content {
      limit  = quota_settings.value.limit
      offset = quota_settings.value.offset
      period = quota_settings.value.period
    }
  }

  throttle_settings {
    burst_limit = each.value.throttle.burst_limit
    rate_limit  = each.value.throttle.rate_limit
  }
}

resource "aws_api_gateway_api_key" "this" {
  for_each = var.keys

  name        = coalesce(each.value.name, "${var.name}-${each.key}")
  customer_id = each.value.customer_id
  description = each.value.description
  enabled     = each.value.enabled
  tags        = merge(var.tags, each.value.tags)
  value       = contains(nonsensitive(keys(var.key_values)), each.key) ? var.key_values[each.key] : null
}

resource "aws_api_gateway_usage_plan_key" "this" {
  for_each = local.memberships

  key_id        = aws_api_gateway_api_key.this[each.value.key].id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.this[each.value.plan].id

  lifecycle {
    precondition {
      condition = alltrue([
        for plan in var.keys[each.value.key].plan_keys : plan == each.value.plan || length(setintersection(
          [for stage in values(var.plans[plan].stages) : "${stage.api_id}/${stage.stage}"],
          [for stage in values(var.plans[each.value.plan].stages) : "${stage.api_id}/${stage.stage}"],
        )) == 0
      ])
      error_message = "keys: ${each.value.key} has ${each.value.plan} and another plan for the same stage; a key can have one plan for each stage."
    }
  }
}
