variable "enabled" {
  default = true
}

variable "name" {}

variable "resource_arns" {
  type = list(string)
}

variable "managed_rules" {
  type    = list(string)
  default = ["AWSManagedRulesCommonRuleSet"]
}

variable "count_only" {
  type    = bool
  default = false
}

variable "rate_limit" {
  type    = number
  default = null
}
