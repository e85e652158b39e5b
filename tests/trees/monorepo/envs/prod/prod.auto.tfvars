env           = "prod"
waf_enabled   = true
log_retention = 365

waf_rules = [
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
]

throttling = {
  rate  = 200
  burst = 400
}
