provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "plain" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "plain"
}

resource "aws_wafv2_web_acl_association" "plain" {
  resource_arn = aws_api_gateway_stage.plain.arn
  web_acl_arn  = aws_wafv2_web_acl.plain.arn
}

resource "aws_api_gateway_stage" "named" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "named"
}

resource "aws_wafv2_web_acl_association" "named" {
  resource_arn = aws_api_gateway_stage.named.arn
  web_acl_arn  = aws_wafv2_web_acl.named.arn
}

resource "aws_api_gateway_stage" "dynamic" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "dynamic"
}

resource "aws_wafv2_web_acl_association" "dynamic" {
  resource_arn = aws_api_gateway_stage.dynamic.arn
  web_acl_arn  = aws_wafv2_web_acl.dynamic.arn
}

resource "aws_api_gateway_stage" "encoded" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "encoded"
}

resource "aws_wafv2_web_acl_association" "encoded" {
  resource_arn = aws_api_gateway_stage.encoded.arn
  web_acl_arn  = aws_wafv2_web_acl.encoded.arn
}

variable "groups" {
  default = { AWSManagedRulesKnownBadInputsRuleSet = 1, AWSManagedRulesSQLiRuleSet = 2 }
}

locals {
  group = "AWSManagedRulesKnownBadInputsRuleSet"
}

resource "aws_wafv2_web_acl" "plain" {
  name  = "plain"
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
    name     = "managed"
    priority = 2

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "managed"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "plain"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "named" {
  name  = "named"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "managed"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = local.group
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "managed"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "named"
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
    for_each = var.groups

    content {
      name     = rule.key
      priority = rule.value

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.key
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "X"
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

resource "aws_wafv2_web_acl" "encoded" {
  name  = "encoded"
  scope = "REGIONAL"

  rule_json = jsonencode([{
    Name             = "managed"
    Priority         = 1
    OverrideAction   = { None = {} }
    Statement        = { ManagedRuleGroupStatement = { VendorName = "AWS", Name = "AWSManagedRulesKnownBadInputsRuleSet" } }
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

resource "aws_wafv2_web_acl" "web" {
  name  = "web"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "web"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "web" {
  resource_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/1"
  web_acl_arn  = aws_wafv2_web_acl.web.arn
}

resource "aws_wafv2_web_acl" "alone" {
  name  = "alone"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "alone"
    sampled_requests_enabled   = true
  }
}
