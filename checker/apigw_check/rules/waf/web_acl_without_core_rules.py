"""Web ACL without core rules.

## What it requires
A web ACL in front of a REST stage has the core rule set of AWS (AWSManagedRulesCommonRuleSet), or the managed groups
that `required_groups` names, and does not override it to count.

## Why
The core rule set finds what every API on the internet is tried with: cross-site scripting, inclusion of local and
remote files, requests to the metadata service, scanners. Nothing else in a web ACL does, unless it is written.

## When it is fine
Not asked of web ACLs that protect no API stage. A group of another vendor may do the same: name it in
`required_groups`. A web ACL to which AWS Firewall Manager adds its groups: waive the finding and say so. While a
group is introduced, counting is right for a time: waive the finding with an end date.

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

## Parameters
`required_groups`: AWSManagedRulesCommonRuleSet. All of them are required, by name.

## References
- https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_OverrideAction.html
"""

from __future__ import annotations

from ...model.gateway import WebAcl
from ..base import MEDIUM, Param, Params, Rule, Verdict
from ._missing import lacks_groups
from ._rules import COMMON
from ._scope import in_front

RULE = Rule(
    id="APIGW-505",
    slug="web-acl-without-core-rules",
    title="Web ACL without core rules",
    subject=WebAcl,
    severity=MEDIUM,
    params=[Param("required_groups", [COMMON], "Managed rule groups that a web ACL has, by name.")],
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    return in_front(acl, lambda acl: lacks_groups(acl, params.required_groups, ""))
