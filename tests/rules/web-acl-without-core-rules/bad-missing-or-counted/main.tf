provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "none" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "none"
}

resource "aws_wafv2_web_acl_association" "none" {
  resource_arn = aws_api_gateway_stage.none.arn
  web_acl_arn  = aws_wafv2_web_acl.none.arn
}

resource "aws_api_gateway_stage" "other" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "other"
}

resource "aws_wafv2_web_acl_association" "other" {
  resource_arn = aws_api_gateway_stage.other.arn
  web_acl_arn  = aws_wafv2_web_acl.other.arn
}

resource "aws_api_gateway_stage" "counted" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "counted"
}

resource "aws_wafv2_web_acl_association" "counted" {
  resource_arn = aws_api_gateway_stage.counted.arn
  web_acl_arn  = aws_wafv2_web_acl.counted.arn
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

resource "aws_wafv2_web_acl" "none" {
  name  = "none"
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
    metric_name                = "none"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "other" {
  name  = "other"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "other"
    priority = 1

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
      metric_name                = "other"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "other"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "counted" {
  name  = "counted"
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
      count {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
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
    metric_name                = "counted"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "encoded" {
  name  = "encoded"
  scope = "REGIONAL"

  rule_json = jsonencode([{
    Name             = "managed"
    Priority         = 1
    OverrideAction   = { Count = {} }
    Statement        = { ManagedRuleGroupStatement = { VendorName = "AWS", Name = "AWSManagedRulesCommonRuleSet" } }
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
