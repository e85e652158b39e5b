provider "aws" {
  region = "eu-central-1"
}

resource "aws_wafv2_web_acl" "group" {
  name  = "group"
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

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "group"
    sampled_requests_enabled   = true
  }
}


resource "aws_cloudwatch_log_group" "plain" {
  name              = "plain"
  retention_in_days = 90
}

resource "aws_wafv2_web_acl_logging_configuration" "group" {
  resource_arn            = aws_wafv2_web_acl.group.arn
  log_destination_configs = [aws_cloudwatch_log_group.plain.arn]
}
resource "aws_wafv2_web_acl" "bucket" {
  name  = "bucket"
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

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "bucket"
    sampled_requests_enabled   = true
  }
}


resource "aws_s3_bucket" "auto" {
  force_destroy = true
}

resource "aws_wafv2_web_acl_logging_configuration" "bucket" {
  resource_arn            = aws_wafv2_web_acl.bucket.arn
  log_destination_configs = [aws_s3_bucket.auto.arn]
}
resource "aws_wafv2_web_acl" "literal" {
  name  = "literal"
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

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "literal"
    sampled_requests_enabled   = true
  }
}


resource "aws_wafv2_web_acl_logging_configuration" "literal" {
  resource_arn            = aws_wafv2_web_acl.literal.arn
  log_destination_configs = ["arn:aws:firehose:eu-central-1:123456789012:deliverystream/waf-logs"]
}

resource "aws_wafregional_web_acl" "old" {
  name        = "old"
  metric_name = "old"

  default_action {
    type = "ALLOW"
  }

  logging_configuration {
    log_destination = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/old"
  }
}
