variable "project" {
  type    = string
  default = "parcels"
}

variable "env" {
  type = string
}

variable "aws_region" {
  default = "eu-west-1"
}

variable "waf_enabled" {
  type = bool
}

variable "waf_rules" {
  type    = list(string)
  default = ["AWSManagedRulesCommonRuleSet"]
}

variable "throttling" {
  type    = map(number)
  default = {}
}

variable "log_retention" {
  type    = number
  default = null
}
