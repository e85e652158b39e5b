"""Web ACL without known bad inputs.

## What it requires
A web ACL in front of a REST stage has the managed group AWSManagedRulesKnownBadInputsRuleSet, and does not override
it to count.

## Why
The group blocks what exploits known holes: Log4Shell, Java deserialization, the React server components hole. A
backend that nobody patched in time is then not reached with them.

## When it is fine
Not asked of web ACLs that protect no API stage. A web ACL to which AWS Firewall Manager adds its groups: waive the
finding and say so. While the group is introduced, counting is right for a time: waive the finding with an end date.

## How to fix
```terraform
resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
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
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "bad-inputs"
    priority = 20

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
      metric_name                = "bad-inputs"
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
- https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_OverrideAction.html
"""

from __future__ import annotations

from ...model.gateway import WebAcl
from ..base import MEDIUM, Params, Rule, Verdict
from ._missing import lacks_groups
from ._rules import BAD_INPUTS
from ._scope import in_front

RULE = Rule(
    id="APIGW-506",
    slug="web-acl-without-known-bad-inputs",
    title="Web ACL without known bad inputs",
    subject=WebAcl,
    severity=MEDIUM,
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    return in_front(acl, lambda acl: lacks_groups(acl, [BAD_INPUTS], ", which blocks Log4Shell and the like"))
