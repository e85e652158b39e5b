"""Web ACL counts only.

## What it requires
At least one rule of a web ACL does something: not every rule counts, and not every group is overridden to count.

## Why
A web ACL that only counts stops nothing. It is how a web ACL is introduced, and it is easily forgotten there.

## When it is fine
While a web ACL is introduced: waive the finding with an end date. Not asked of web ACLs that surely protect something
else than an API, of those without rules (APIGW-503), and of those that block by default. Rule groups that are not in
the input may act: that is undecided where everything else counts.

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
- https://docs.aws.amazon.com/waf/latest/APIReference/API_OverrideAction.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleActionOverride.html
"""

from __future__ import annotations

from ...model.gateway import WebAcl
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._rules import counts, label, rules_of
from ._scope import elsewhere

RULE = Rule(
    id="APIGW-507",
    slug="web-acl-counts-only",
    title="Web ACL counts only",
    subject=WebAcl,
    severity=MEDIUM,
    replaces=["APIGW-504", "APIGW-505", "APIGW-506", "APIGW-508"],
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    rules = rules_of(acl)
    if not rules:
        return not_applicable("it has no rules; see APIGW-503")
    if isinstance(acl.default_action, str) and acl.default_action == "block":
        return not_applicable("it blocks by default")
    answers = [counts(rule) for rule in rules]
    if any(answer is False for answer in answers):
        return passed()
    unknown = next((answer for answer in (*answers, acl.default_action) if isinstance(answer, Unknown)), None)
    if unknown is not None:
        return undecided(f"whether a rule of {acl.name} blocks is not known: {unknown.reason}", acl, "rules")
    return fail(
        f"every rule of {acl.name} only counts: it stops no request",
        acl,
        "rules",
        fix="give rules the action block, and rule groups the override_action none",
        extent=[label(rule) for rule in rules],
    )
