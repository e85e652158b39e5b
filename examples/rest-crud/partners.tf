# Partners bring an API key besides their token: it tells them apart for their limits and their quota, and is no proof of
# who they are.
module "usage" {
  source = "../../modules/usage-plan"

  name = var.name
  keys = { for partner in var.partners : partner => { description = "Key of the partner ${partner}", plan_keys = ["partners"] } }

  plans = {
    partners = {
      description = "What a partner may use"
      quota       = { limit = var.partner_quota_per_day, period = "DAY" }
      stages      = { users = { api_id = module.api.api_id, stage = module.api.stage_names[var.stage_name] } }
      throttle    = { burst_limit = 20, rate_limit = 10 }
    }
  }
}
