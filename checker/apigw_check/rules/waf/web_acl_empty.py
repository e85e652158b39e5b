"""Web ACL empty.

## What it requires
A web ACL has rules, and each of them has an action (a rule group: an override action).

## Why
A web ACL without rules does what its default action says with every request: as a rule it lets all of them through,
and the API only looks protected.

## When it is fine
Not asked of web ACLs that surely protect something else than an API: those associated with a load balancer alone, and
those of the scope CLOUDFRONT. A web ACL without rules that blocks by default refuses every request; that is reported
as low. A web ACL that AWS Firewall Manager fills: waive the finding and say so. Rules that are known only after apply
are undecided.

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
- https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html
"""

from __future__ import annotations

from ...model.gateway import WafRule, WebAcl
from ...model.value import Unknown
from ..base import HIGH, LOW, Params, Rule, Verdict, fail, passed, undecided
from ._rules import is_group, label, rules_of
from ._scope import elsewhere

RULE = Rule(
    id="APIGW-503",
    slug="web-acl-empty",
    title="Web ACL empty",
    subject=WebAcl,
    severity=HIGH,
    replaces=["APIGW-504", "APIGW-505", "APIGW-506"],
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    rules = rules_of(acl)
    if all(isinstance(rule.group, tuple) and not rule.group for rule in rules):
        return _empty(acl, "no rules but empty rule groups" if rules else "no rules")
    bare = [rule for rule in rules if _is_bare(rule)]
    if not bare:
        return passed()
    what = "override_action" if is_group(bare[0]) else "action"
    return fail(
        f"{label(bare[0])} of {acl.name} has no {what}",
        bare[0].origin or acl,
        fix=f"give the rule {'the override_action none' if is_group(bare[0]) else 'an action, such as block'}",
        extent=[label(rule) for rule in bare],
    )


def _is_bare(rule: WafRule) -> bool:
    if isinstance(rule.statement, Unknown):
        return False
    return rule.override is None if is_group(rule) else rule.action is None


def _empty(acl: WebAcl, what: str) -> Verdict:
    if isinstance(acl.default_action, Unknown):
        return undecided(f"the default action of {acl.name} is not known: {acl.default_action.reason}", acl)
    if acl.default_action == "block":
        return fail(f"{acl.name} has {what}: it refuses every request", acl, fix="add rules", severity=LOW)
    return fail(f"{acl.name} has {what}: every request gets through", acl, fix="add rules that block")
