provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "prefix" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "prefix"
}

resource "aws_wafv2_web_acl_association" "prefix" {
  resource_arn = aws_api_gateway_stage.prefix.arn
  web_acl_arn  = aws_wafv2_web_acl.prefix.arn
}

resource "aws_api_gateway_stage" "anywhere" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "anywhere"
}

resource "aws_wafv2_web_acl_association" "anywhere" {
  resource_arn = aws_api_gateway_stage.anywhere.arn
  web_acl_arn  = aws_wafv2_web_acl.anywhere.arn
}

resource "aws_api_gateway_stage" "stranger" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "stranger"
}

resource "aws_wafv2_web_acl_association" "stranger" {
  resource_arn = aws_api_gateway_stage.stranger.arn
  web_acl_arn  = aws_wafv2_web_acl.stranger.arn
}

resource "aws_api_gateway_stage" "grouped" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "grouped"
}

resource "aws_wafv2_web_acl_association" "grouped" {
  resource_arn = aws_api_gateway_stage.grouped.arn
  web_acl_arn  = aws_wafv2_web_acl.grouped.arn
}

resource "aws_api_gateway_stage" "scoped" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "scoped"
}

resource "aws_wafv2_web_acl_association" "scoped" {
  resource_arn = aws_api_gateway_stage.scoped.arn
  web_acl_arn  = aws_wafv2_web_acl.scoped.arn
}

resource "aws_api_gateway_stage" "only" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "only"
}

resource "aws_wafv2_web_acl_association" "only" {
  resource_arn = aws_api_gateway_stage.only.arn
  web_acl_arn  = aws_wafv2_web_acl.only.arn
}

resource "aws_wafv2_web_acl" "prefix" {
  name  = "prefix"
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
        search_string         = "/prod/api"

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
    metric_name                = "prefix"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "anywhere" {
  name  = "anywhere"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "health"
    priority = 1

    action {
      allow {}
    }

    statement {
      byte_match_statement {
        positional_constraint = "CONTAINS"
        search_string         = "health"

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
      metric_name                = "health"
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
    metric_name                = "anywhere"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "stranger" {
  name  = "stranger"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "others"
    priority = 1

    action {
      allow {}
    }

    statement {
      not_statement {
        statement {
          ip_set_reference_statement {
            arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/office/1"
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "others"
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
    metric_name                = "stranger"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_rule_group" "open" {
  name     = "open"
  scope    = "REGIONAL"
  capacity = 50

  rule {
    name     = "get"
    priority = 1

    action {
      allow {}
    }

    statement {
      byte_match_statement {
        positional_constraint = "EXACTLY"
        search_string         = "GET"

        field_to_match {
          method {}
        }

        text_transformation {
          priority = 0
          type     = "NONE"
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "get"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "open"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "grouped" {
  name  = "grouped"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "open"
    priority = 1

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = aws_wafv2_rule_group.open.arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "open"
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
    metric_name                = "grouped"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "scoped" {
  name  = "scoped"
  scope = "REGIONAL"

  default_action {
    allow {}
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

        scope_down_statement {
          not_statement {
            statement {
              byte_match_statement {
                positional_constraint = "STARTS_WITH"
                search_string         = "/prod/upload"

                field_to_match {
                  uri_path {}
                }

                text_transformation {
                  priority = 0
                  type     = "NONE"
                }
              }
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
    metric_name                = "scoped"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "only" {
  name  = "only"
  scope = "REGIONAL"

  default_action {
    allow {}
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

        scope_down_statement {
          byte_match_statement {
            positional_constraint = "STARTS_WITH"
            search_string         = "/prod/admin"

            field_to_match {
              uri_path {}
            }

            text_transformation {
              priority = 0
              type     = "NONE"
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
    metric_name                = "only"
    sampled_requests_enabled   = true
  }
}
