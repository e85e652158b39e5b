provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

resource "aws_wafv2_web_acl" "edge" {
  provider = aws.virginia
  name     = "${local.prefix}-edge"
  scope    = "CLOUDFRONT"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "edge"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "events" {
  name  = "${local.prefix}-events"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "common"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"

        rule_action_override {
          name = "SizeRestrictions_BODY"
          action_to_use {
            count {}
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = false
      metric_name                = "common"
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "events"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "events" {
  resource_arn = aws_api_gateway_stage.events.arn
  web_acl_arn  = aws_wafv2_web_acl.events.arn
}

resource "aws_wafv2_web_acl_logging_configuration" "events" {
  resource_arn            = aws_wafv2_web_acl.events.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]
}

resource "aws_cloudwatch_log_group" "waf" {
  name              = "${local.prefix}-waf"
  retention_in_days = 30
}
