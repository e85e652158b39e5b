# Partners bring an API key besides their token: it tells them apart for their limits and their quota, and is no proof of
# who they are.

resource "aws_api_gateway_usage_plan" "partners" {
  name        = "${var.name}-partners"
  description = "What a partner may use"

  api_stages {
    api_id = module.api.api_id
    stage  = module.api.stage_names[var.stage_name]
  }

  quota_settings {
    limit  = var.partner_quota_per_day
    period = "DAY"
  }

  throttle_settings {
    burst_limit = 20
    rate_limit  = 10
  }
}

resource "aws_api_gateway_api_key" "partner" {
  for_each = var.partners

  name        = "${var.name}-${each.key}"
  description = "Key of the partner ${each.key}"
}

resource "aws_api_gateway_usage_plan_key" "partner" {
  for_each = var.partners

  key_id        = aws_api_gateway_api_key.partner[each.key].id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.partners.id
}

resource "aws_cognito_user_group" "partner" {
  for_each = var.partners

  name         = "partner:${each.key}"
  description  = "May list the users of ${each.key}"
  user_pool_id = aws_cognito_user_pool.this.id
}
