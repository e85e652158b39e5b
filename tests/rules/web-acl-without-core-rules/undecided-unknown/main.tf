provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
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

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "later"
}

resource "aws_wafv2_web_acl_association" "later" {
  resource_arn = aws_api_gateway_stage.later.arn
  web_acl_arn  = aws_wafv2_web_acl.later.arn
}

resource "terraform_data" "later" {
  input = timestamp()
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
        name        = terraform_data.later.output
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

resource "aws_wafv2_web_acl" "later" {
  name  = "later"
  scope = "REGIONAL"

  rule_json = terraform_data.later.output

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "later"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "maybe" {
  name  = "maybe"
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
    metric_name                = "maybe"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "maybe" {
  resource_arn = terraform_data.later.output
  web_acl_arn  = aws_wafv2_web_acl.maybe.arn
}
