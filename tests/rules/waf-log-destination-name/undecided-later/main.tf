provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "later" {
  input = timestamp()
}
resource "aws_wafv2_web_acl" "name" {
  name  = "name"
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
    metric_name                = "name"
    sampled_requests_enabled   = true
  }
}


resource "aws_cloudwatch_log_group" "later" {
  name              = terraform_data.later.output
  retention_in_days = 90
}

resource "aws_wafv2_web_acl_logging_configuration" "name" {
  resource_arn            = aws_wafv2_web_acl.name.arn
  log_destination_configs = [aws_cloudwatch_log_group.later.arn]
}
resource "aws_wafv2_web_acl" "arn" {
  name  = "arn"
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
    metric_name                = "arn"
    sampled_requests_enabled   = true
  }
}


resource "aws_wafv2_web_acl_logging_configuration" "arn" {
  resource_arn            = aws_wafv2_web_acl.arn.arn
  log_destination_configs = [terraform_data.later.output]
}
resource "aws_wafv2_web_acl" "prefix" {
  name  = "prefix"
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
    metric_name                = "prefix"
    sampled_requests_enabled   = true
  }
}


resource "aws_s3_bucket" "pre" {
  bucket_prefix = "aws-"
}

resource "aws_wafv2_web_acl_logging_configuration" "prefix" {
  resource_arn            = aws_wafv2_web_acl.prefix.arn
  log_destination_configs = [aws_s3_bucket.pre.arn]
}
