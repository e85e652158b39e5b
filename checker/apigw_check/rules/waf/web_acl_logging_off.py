"""Web ACL logging off.

## What it requires
A web ACL has a logging configuration (aws_wafv2_web_acl_logging_configuration).

## Why
Without logs nobody can tell which requests were blocked and why: neither who attacks, nor whose legitimate call was
refused. Samples show a part of the last three hours.

## When it is fine
Where AWS Firewall Manager or another configuration turns logging on: waive the finding and say where. Not asked of
web ACLs that surely protect something else than an API. A logging configuration that cannot be followed to its web
ACL makes the answer undecided.

## How to fix
```terraform
resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
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
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "waf" {
  name              = "aws-waf-logs-shop"
  retention_in_days = 90
}

resource "aws_wafv2_web_acl_logging_configuration" "shop" {
  resource_arn            = aws_wafv2_web_acl.shop.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  redacted_fields {
    single_header {
      name = "x-api-key"
    }
  }
}
```

## References
- https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_GetSampledRequests.html
"""

from __future__ import annotations

from ...model.gateway import WebAcl
from ..base import LOW, Params, Rule, Verdict, fail, passed, undecided
from ._scope import elsewhere

RULE = Rule(
    id="APIGW-510",
    slug="web-acl-logging-off",
    title="Web ACL logging off",
    subject=WebAcl,
    severity=LOW,
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    if acl.logging:
        return passed()
    if acl.logging_unread is not None:
        return undecided(f"whether {acl.name} logs is not known: {acl.logging_unread.reason}", acl)
    classic = acl.generation == "classic"
    return fail(
        f"{acl.name} writes no logs",
        acl,
        fix="add a logging_configuration" if classic else "add an aws_wafv2_web_acl_logging_configuration for it",
    )
