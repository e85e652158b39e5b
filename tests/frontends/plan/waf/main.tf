data "aws_region" "current" {}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_stage" "direct" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "direct"
}

resource "aws_api_gateway_stage" "text" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "text"
}

resource "aws_api_gateway_stage" "classic" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "classic"
}

resource "aws_api_gateway_stage" "bare" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "bare"
}

resource "aws_api_gateway_rest_api" "single" {
  name = "single"
}

resource "aws_api_gateway_deployment" "single" {
  rest_api_id = aws_api_gateway_rest_api.single.id
}

resource "aws_api_gateway_stage" "single" {
  rest_api_id   = aws_api_gateway_rest_api.single.id
  deployment_id = aws_api_gateway_deployment.single.id
  stage_name    = "single"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.http.id
  name   = "$default"
}

resource "aws_wafv2_rule_group" "rate" {
  name     = "rate"
  scope    = "REGIONAL"
  capacity = 10

  rule {
    name     = "rate"
    priority = 1

    action {
      count {}
    }

    statement {
      rate_based_statement {
        limit                 = 300
        evaluation_window_sec = 60
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
    metric_name                = "rate"
    sampled_requests_enabled   = false
  }
}

# Its name begins like the other's.
resource "aws_wafv2_rule_group" "rate_v2" {
  name     = "rate-v2"
  scope    = "REGIONAL"
  capacity = 10

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "rate-v2"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl" "groups" {
  name  = "groups"
  scope = "REGIONAL"

  default_action {
    block {}
  }

  rule {
    name     = "own-group"
    priority = 1

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = aws_wafv2_rule_group.rate.arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "own-group"
      sampled_requests_enabled   = false
    }
  }

  rule {
    name     = "empty-group"
    priority = 2

    override_action {
      count {}
    }

    statement {
      rule_group_reference_statement {
        arn = aws_wafv2_rule_group.rate_v2.arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "empty-group"
      sampled_requests_enabled   = false
    }
  }

  rule {
    name     = "other-group"
    priority = 3

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/other/11111111-2222-3333-4444-555555555555"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "other-group"
      sampled_requests_enabled   = false
    }
  }

  rule {
    name     = "managed"
    priority = 4

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "managed"
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "groups"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl" "json" {
  name  = "json"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule_json = jsonencode([
    {
      Name             = "rate"
      Priority         = 1
      Action           = { Block = {} }
      Statement        = { RateBasedStatement = { Limit = 1000, AggregateKeyType = "IP" } }
      VisibilityConfig = { SampledRequestsEnabled = false, CloudWatchMetricsEnabled = true, MetricName = "rate" }
    },
    {
      Name             = "managed"
      Priority         = 2
      OverrideAction   = { Count = {} }
      Statement        = { ManagedRuleGroupStatement = { VendorName = "AWS", Name = "AWSManagedRulesCommonRuleSet" } }
      VisibilityConfig = { SampledRequestsEnabled = false, CloudWatchMetricsEnabled = true, MetricName = "managed" }
    },
  ])

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "json"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl_association" "direct" {
  resource_arn = aws_api_gateway_stage.direct.arn
  web_acl_arn  = aws_wafv2_web_acl.groups.arn
}

# The stage's ARN as a text: with the stage's own name, and with a literal one.
resource "aws_wafv2_web_acl_association" "text" {
  resource_arn = "arn:aws:apigateway:${data.aws_region.current.name}::/restapis/${aws_api_gateway_rest_api.shop.id}/stages/${aws_api_gateway_stage.text.stage_name}"
  web_acl_arn  = aws_wafv2_web_acl.json.arn
}

resource "aws_wafv2_web_acl_association" "single" {
  resource_arn = "arn:aws:apigateway:eu-central-1::/restapis/${aws_api_gateway_rest_api.single.id}/stages/single"
  web_acl_arn  = aws_wafv2_web_acl.json.arn

  depends_on = [aws_api_gateway_stage.single]
}

# HTTP APIs take none.
resource "aws_wafv2_web_acl_association" "http" {
  resource_arn = aws_apigatewayv2_stage.http.arn
  web_acl_arn  = aws_wafv2_web_acl.json.arn
}

# A load balancer is no stage: directly, and from a module.
resource "aws_lb" "this" {
  name               = "shop"
  load_balancer_type = "application"
  subnets            = ["subnet-1", "subnet-2"]
}

resource "aws_wafv2_web_acl_association" "balancer" {
  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.json.arn
}

module "balancer" {
  source   = "./balancer"
  for_each = toset(["a", "b"])

  name = each.key
}

resource "aws_wafv2_web_acl_association" "balancer_of_module" {
  for_each     = toset(["a", "b"])
  resource_arn = module.balancer[each.key].arn
  web_acl_arn  = aws_wafv2_web_acl.json.arn
}

# A module with a stage and a balancer: which of them it is, the plan has lost, and the sources have not.
module "protected" {
  source   = "./protected"
  for_each = toset(["a", "b"])

  name = each.key
}

resource "aws_wafv2_web_acl_association" "lost" {
  for_each     = toset(["a", "b"])
  resource_arn = module.protected[each.key].balancer_arn
  web_acl_arn  = aws_wafv2_web_acl.json.arn
}

# The first generation.
resource "aws_wafregional_web_acl" "classic" {
  name        = "classic"
  metric_name = "classic"

  default_action {
    type = "ALLOW"
  }

  rule {
    action {
      type = "BLOCK"
    }

    priority = 1
    rule_id  = "11111111-2222-3333-4444-555555555555"
    type     = "RATE_BASED"
  }
}

resource "aws_wafregional_web_acl_association" "classic" {
  resource_arn = aws_api_gateway_stage.classic.arn
  web_acl_id   = aws_wafregional_web_acl.classic.id
}
