provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "rules" {
  input = timestamp()
}

resource "aws_wafv2_web_acl" "json" {
  name  = "json"
  scope = "REGIONAL"

  rule_json = terraform_data.rules.output

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "json"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "dynamic" {
  name  = "dynamic"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = terraform_data.rules.output == "x" ? ["a"] : []

    content {
      name     = rule.value
      priority = 1

      action {
        block {}
      }

      statement {
        geo_match_statement {
          country_codes = ["KP"]
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "x"
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "dynamic"
    sampled_requests_enabled   = true
  }
}
