# A limit for each address, and the AWS managed groups for common attacks, known bad inputs and addresses of bad repute.
module "waf" {
  source = "../../modules/waf"

  name        = var.name
  description = "Protects the users API"

  managed_rule_groups = {
    reputation = { name = "AWSManagedRulesAmazonIpReputationList", priority = 400 }
  }

  rate_limits = {
    per_address = { limit = var.rate_limit_per_address, priority = 500 }
  }
}
