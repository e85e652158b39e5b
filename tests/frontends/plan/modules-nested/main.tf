# Three modules deep, with for_each and count on modules and resources.
module "region" {
  source   = "./region"
  for_each = { eu = ["orders", "users"], us = ["orders"] }

  name     = each.key
  gateways = each.value
}

resource "aws_wafv2_web_acl" "this" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = false
  }
}

# Only the first gateway of one region has a web ACL.
resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = module.region["eu"].stage_arns[0]
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
