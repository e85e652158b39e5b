# Computed values that the provider itself checks when another resource takes them.

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:eu-central-1:123456789012:log-group:aws-waf-logs-mock"
  }
}

mock_resource "aws_wafv2_ip_set" {
  defaults = {
    arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/mock/00000000-0000-0000-0000-000000000000"
  }
}

mock_resource "aws_wafv2_regex_pattern_set" {
  defaults = {
    arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/regexpatternset/mock/00000000-0000-0000-0000-000000000000"
  }
}

mock_resource "aws_wafv2_web_acl" {
  defaults = {
    arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/mock/00000000-0000-0000-0000-000000000000"
  }
}
