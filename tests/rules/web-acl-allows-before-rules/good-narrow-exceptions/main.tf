provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "bots" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "bots"
}

resource "aws_wafv2_web_acl_association" "bots" {
  resource_arn = aws_api_gateway_stage.bots.arn
  web_acl_arn  = aws_wafv2_web_acl.bots.arn
}

resource "aws_api_gateway_stage" "office" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "office"
}

resource "aws_wafv2_web_acl_association" "office" {
  resource_arn = aws_api_gateway_stage.office.arn
  web_acl_arn  = aws_wafv2_web_acl.office.arn
}

resource "aws_api_gateway_stage" "health" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "health"
}

resource "aws_wafv2_web_acl_association" "health" {
  resource_arn = aws_api_gateway_stage.health.arn
  web_acl_arn  = aws_wafv2_web_acl.health.arn
}

resource "aws_api_gateway_stage" "secret" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "secret"
}

resource "aws_wafv2_web_acl_association" "secret" {
  resource_arn = aws_api_gateway_stage.secret.arn
  web_acl_arn  = aws_wafv2_web_acl.secret.arn
}

resource "aws_api_gateway_stage" "preflight" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "preflight"
}

resource "aws_wafv2_web_acl_association" "preflight" {
  resource_arn = aws_api_gateway_stage.preflight.arn
  web_acl_arn  = aws_wafv2_web_acl.preflight.arn
}

resource "aws_api_gateway_stage" "after" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "after"
}

resource "aws_wafv2_web_acl_association" "after" {
  resource_arn = aws_api_gateway_stage.after.arn
  web_acl_arn  = aws_wafv2_web_acl.after.arn
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

resource "aws_api_gateway_stage" "bare" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "bare"
}

resource "aws_wafv2_web_acl_association" "bare" {
  resource_arn = aws_api_gateway_stage.bare.arn
  web_acl_arn  = aws_wafv2_web_acl.bare.arn
}

resource "aws_api_gateway_stage" "counts" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "counts"
}

resource "aws_wafv2_web_acl_association" "counts" {
  resource_arn = aws_api_gateway_stage.counts.arn
  web_acl_arn  = aws_wafv2_web_acl.counts.arn
}

resource "aws_wafv2_web_acl" "bots" {
  name  = "bots"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "bots"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesBotControlRuleSet"

        scope_down_statement {
          byte_match_statement {
            positional_constraint = "STARTS_WITH"
            search_string         = "/prod/login"

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
      metric_name                = "bots"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "bots"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "office" {
  name  = "office"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "office"
    priority = 1

    action {
      allow {}
    }

    statement {
      ip_set_reference_statement {
        arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/ipset/office/1"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "office"
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
    metric_name                = "office"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "health" {
  name  = "health"
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
        positional_constraint = "STARTS_WITH"
        search_string         = "/prod/health"

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
    name     = "exact"
    priority = 2

    action {
      allow {}
    }

    statement {
      byte_match_statement {
        positional_constraint = "EXACTLY"
        search_string         = "/prod/import"

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
      metric_name                = "exact"
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
    metric_name                = "health"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "secret" {
  name  = "secret"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "secret"
    priority = 1

    action {
      allow {}
    }

    statement {
      and_statement {
        statement {
          byte_match_statement {
            positional_constraint = "STARTS_WITH"
            search_string         = "/"

            field_to_match {
              uri_path {}
            }

            text_transformation {
              priority = 0
              type     = "NONE"
            }
          }
        }

        statement {
          byte_match_statement {
            positional_constraint = "EXACTLY"
            search_string         = "s3cr3t"

            field_to_match {
              single_header {
                name = "x-origin-verify"
              }
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
      metric_name                = "secret"
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
    metric_name                = "secret"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "preflight" {
  name  = "preflight"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "preflight"
    priority = 1

    action {
      allow {}
    }

    statement {
      byte_match_statement {
        positional_constraint = "EXACTLY"
        search_string         = "OPTIONS"

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
      metric_name                = "preflight"
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
    metric_name                = "preflight"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "after" {
  name  = "after"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "late"
    priority = 20

    action {
      allow {}
    }

    statement {
      byte_match_statement {
        positional_constraint = "STARTS_WITH"
        search_string         = "/prod"

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
      metric_name                = "late"
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
    metric_name                = "after"
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
                positional_constraint = "EXACTLY"
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

resource "aws_wafv2_web_acl" "bare" {
  name  = "bare"
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
    metric_name                = "bare"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "counts" {
  name  = "counts"
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
        search_string         = "/prod"

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
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "counts"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl" "web" {
  name  = "web"
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
        search_string         = "/"

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
    metric_name                = "web"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "web" {
  resource_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/web/1"
  web_acl_arn  = aws_wafv2_web_acl.web.arn
}
