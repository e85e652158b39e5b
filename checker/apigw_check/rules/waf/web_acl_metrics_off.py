"""Web ACL metrics off.

## What it requires
A web ACL, each of its rules, and the rules of its own rule groups have CloudWatch metrics and request samples on.

## Why
Metrics are what an alarm on blocked requests watches, and samples show which requests a rule has met. A rule without
them cannot be tuned: nobody sees what it does.

## When it is fine
Samples hold headers and parts of requests: where that is not wanted, data protection in the web ACL
(`data_protection_config`) takes them out, or waive the finding. Not asked of web ACLs that surely protect something
else than an API, and of WAF Classic, which has no such settings.

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
- https://docs.aws.amazon.com/waf/latest/APIReference/API_VisibilityConfig.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.gateway import WebAcl
from ...model.value import Unknown
from ...model.waf import Visibility
from ..base import LOW, Params, Rule, Spot, Verdict, fail, not_applicable, passed, spot, undecided
from ._rules import label, rules_of
from ._scope import elsewhere

RULE = Rule(
    id="APIGW-512",
    slug="web-acl-metrics-off",
    title="Web ACL metrics off",
    subject=WebAcl,
    severity=LOW,
)
_WORDS = {"metrics": "metrics", "samples": "request samples"}


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    if acl.generation == "classic":
        return not_applicable("WAF Classic has no such settings")
    found: list[tuple[str, Spot]] = []
    unknown: Unknown | None = acl.rules if isinstance(acl.rules, Unknown) else None
    for owner, visibility in _configured(acl):
        if not isinstance(visibility, Visibility):
            unknown = unknown or visibility
            continue
        for field in _WORDS:
            value = getattr(visibility, field)
            if isinstance(value, Unknown):
                unknown = unknown or value
            elif value is False:
                found.append((f"{_WORDS[field]} of {owner}", spot(visibility, field)))
    if found:
        names = [name for name, _ in found]
        listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        return fail(
            f"{listed} are off",
            found[0][1].origin,
            found[0][1].field,
            also=[place for _, place in found[1:]],
            fix="set cloudwatch_metrics_enabled and sampled_requests_enabled to true",
            extent=names,
        )
    if unknown is not None:
        return undecided(f"whether {acl.name} has metrics is not known: {unknown.reason}", acl)
    return passed()


def _configured(acl: WebAcl) -> Iterator[tuple[str, Visibility | Unknown | None]]:
    """The web ACL, its rules and those of its own groups; what has no configuration at all is left out."""
    if acl.visibility is not None:
        yield acl.name, acl.visibility
    if isinstance(acl.rules, Unknown):
        return
    for rule in rules_of(acl):
        if rule.visibility is not None:
            yield f"rule {label(rule)}", rule.visibility
        for member in rule.group if isinstance(rule.group, tuple) else ():
            if member.visibility is not None:
                yield f"rule {label(member)} in {label(rule)}", member.visibility
