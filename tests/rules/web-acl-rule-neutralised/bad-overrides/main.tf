provider "aws" {
  region = "eu-central-1"
}

resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "bad-inputs"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"

        rule_action_override {
          name = "Log4JRCE_BODY"

          action_to_use {
            count {}
          }
        }

        rule_action_override {
          name = "Host_localhost_HEADER"

          action_to_use {
            count {}
          }
        }

        rule_action_override {
          name = "Log4JRCE_HEADER"

          action_to_use {
            allow {}
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "bad-inputs"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "sql" {
  name  = "sql"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "rate"
    priority = 1

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit = 1000
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "sql"
    priority = 2

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesSQLiRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "sql"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "sql"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "elsewhere" {
  name  = "elsewhere"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "sql"
    priority = 2

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesSQLiRuleSet"

        rule_action_override {
          name = "SQLi_BODY"

          action_to_use {
            count {}
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "sql"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "other"
    priority = 3

    action {
      block {}
    }

    statement {
      label_match_statement {
        scope = "LABEL"
        key   = "awswaf:managed:aws:sql-database:SQLi_Cookie"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "other"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "before"
    priority = 1

    action {
      block {}
    }

    statement {
      label_match_statement {
        scope = "LABEL"
        key   = "awswaf:managed:aws:sql-database:SQLi_Body"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "before"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "counting"
    priority = 4

    action {
      count {}
    }

    statement {
      label_match_statement {
        scope = "LABEL"
        key   = "awswaf:managed:aws:sql-database:SQLi_Body"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "counting"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "elsewhere"
    sampled_requests_enabled   = true
  }
}

variable "quiet" {
  default = ["NoUserAgent_HEADER", "SizeRestrictions_BODY"]
}

resource "aws_wafv2_web_acl" "dynamic" {
  name  = "dynamic"
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

        dynamic "rule_action_override" {
          for_each = var.quiet

          content {
            name = rule_action_override.value

            action_to_use {
              count {}
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "dynamic"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "encoded" {
  name  = "encoded"
  scope = "REGIONAL"

  rule_json = jsonencode([{
    Name           = "sql"
    Priority       = 1
    OverrideAction = { None = {} }
    Statement = { ManagedRuleGroupStatement = {
      VendorName          = "AWS"
      Name                = "AWSManagedRulesSQLiRuleSet"
      RuleActionOverrides = [{ Name = "SQLi_BODY", ActionToUse = { Count = {} } }]
    } }
    VisibilityConfig = { CloudWatchMetricsEnabled = true, MetricName = "m", SampledRequestsEnabled = true }
  }])

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "encoded"
    sampled_requests_enabled   = true
  }
}
