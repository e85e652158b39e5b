"""WAF Classic.

## What it requires
No web ACL is one of AWS WAF Classic (aws_wafregional_web_acl).

## Why
AWS WAF Classic is going through its end of life: support ended on 30 September 2025, and AWS asks to move to the
present AWS WAF.

## When it is fine
While the migration goes on: waive the finding with an end date. Not asked of web ACLs that surely protect something
else than an API.

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
```

## References
- https://docs.aws.amazon.com/waf/latest/developerguide/classic-waf-chapter.html
- https://docs.aws.amazon.com/waf/latest/developerguide/waf-migrating-from-classic.html
"""

from __future__ import annotations

from ...model.gateway import WebAcl
from ..base import LOW, Params, Rule, Verdict, fail, passed
from ._scope import elsewhere

RULE = Rule(
    id="APIGW-515",
    slug="waf-classic",
    title="WAF Classic",
    subject=WebAcl,
    severity=LOW,
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    if acl.generation != "classic":
        return passed()
    return fail(
        f"{acl.name} is one of AWS WAF Classic, which AWS no longer supports",
        acl,
        fix="move the rules to an aws_wafv2_web_acl, and associate that with the stage",
    )
