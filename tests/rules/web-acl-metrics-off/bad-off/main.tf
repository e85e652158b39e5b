provider "aws" {
  region = "eu-central-1"
}

resource "aws_wafv2_web_acl" "samples" {
  name  = "samples"
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
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "samples"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl" "rule" {
  name  = "rule"
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
      cloudwatch_metrics_enabled = false
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "rule"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_rule_group" "limits" {
  name     = "limits"
  scope    = "REGIONAL"
  capacity = 50

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
      cloudwatch_metrics_enabled = false
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "limits"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "member" {
  name  = "member"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "limits"
    priority = 1

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = aws_wafv2_rule_group.limits.arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "limits"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "member"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "encoded" {
  name  = "encoded"
  scope = "REGIONAL"

  rule_json = jsonencode([{
    Name             = "rate"
    Priority         = 1
    Action           = { Block = {} }
    Statement        = { RateBasedStatement = { Limit = 1000, AggregateKeyType = "IP" } }
    VisibilityConfig = { CloudWatchMetricsEnabled = false, MetricName = "rate", SampledRequestsEnabled = true }
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
