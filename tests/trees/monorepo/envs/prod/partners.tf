variable "partners" {
  type    = map(object({ quota = optional(number), burst = optional(number, 20), rate = optional(number, 10) }))
  default = {
    northwind = { quota = 100000 }
    globex    = {}
  }
}

resource "aws_api_gateway_usage_plan" "partner" {
  for_each = var.partners

  name = "partner-${each.key}"

  api_stages {
    api_id = module.api.id
    stage  = "v1"
  }

  throttle_settings {
    burst_limit = each.value.burst
    rate_limit  = each.value.rate
  }

  dynamic "quota_settings" {
    for_each = each.value.quota[*]
    content {
      limit  = quota_settings.value
      period = "MONTH"
    }
  }

  depends_on = [module.stage]
}

resource "aws_api_gateway_api_key" "partner" {
  for_each = var.partners
  name     = each.key
}

resource "aws_api_gateway_usage_plan_key" "partner" {
  for_each = aws_api_gateway_usage_plan.partner

  key_id        = aws_api_gateway_api_key.partner[each.key].id
  key_type      = "API_KEY"
  usage_plan_id = each.value.id
}
