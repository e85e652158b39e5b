provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
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

resource "aws_wafv2_web_acl" "later" {
  name  = "later"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "api"
    priority = 1

    action {
      allow {}
    }

    statement {
      byte_match_statement {
        positional_constraint = "STARTS_WITH"
        search_string         = terraform_data.later.output

        field_to_match {
          uri_path {}
        }

        text_transformation {
          priority = 0
          type     = "NONE"
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "api"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "common"
    priority = 10

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
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
    metric_name                = "later"
    sampled_requests_enabled   = true
  }
}
