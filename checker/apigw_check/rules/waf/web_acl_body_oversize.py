"""Web ACL body oversize.

## What it requires
A web ACL in front of a REST stage whose rules look into bodies also handles bodies that are larger than what AWS WAF
looks at (16 KB, if `association_config` does not ask for more): by a rule that blocks large bodies, or by a body
match whose oversize handling is MATCH.

## Why
What comes behind the limit is not inspected, and API Gateway takes bodies of 10 MB. An attacker puts 16 KB of spaces
in front.

## When it is fine
SizeRestrictions_BODY of the core rule set blocks bodies over 8 KB, as long as it is not overridden: with it nothing
more is needed. Web ACLs whose rules look into no body, and those that protect no API stage, are not asked. A rule
group that is not in the input may block large bodies: undecided.

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

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}
```

## References
- https://docs.aws.amazon.com/waf/latest/APIReference/API_Body.html
- https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html
- https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.gateway import WafRule, WebAcl
from ...model.value import Unknown
from ...model.waf import Statement
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._rules import COMMON, MANAGED, is_managed, members, overrides, rules_of, statements
from ._scope import in_front

RULE = Rule(
    id="APIGW-514",
    slug="web-acl-body-oversize",
    title="Web ACL body oversize",
    subject=WebAcl,
    severity=LOW,
    pack=STRICT,
)
_BODIES = ("body", "json_body")
_LIMIT_RULE = "SizeRestrictions_BODY"


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    return in_front(acl, _decide)


def _decide(acl: WebAcl) -> Verdict:
    inspects = False
    unknown: Unknown | None = None
    for rule, action in _flat(acl):
        if isinstance(action, Unknown):
            unknown = unknown or action
            continue
        found = _handles(rule, action, acl)
        if found is True:
            return passed()
        if isinstance(found, Unknown):
            unknown = unknown or found
        inspects = inspects or _looks_into_bodies(rule)
    if unknown is not None:
        return undecided(f"whether {acl.name} handles large bodies is not known: {unknown.reason}", acl, "rules")
    if not inspects:
        return not_applicable("no rule of it looks into bodies")
    return fail(
        f"{acl.name} looks into the beginning of bodies only, and lets larger ones through",
        acl,
        fix="block large bodies with a size_constraint_statement on the body (oversize_handling MATCH)",
    )


def _flat(acl: WebAcl) -> Iterator[tuple[WafRule, str | Unknown | None]]:
    """The rules that act, those of own groups included, with the action in force; groups out of sight as unknown."""
    for rule in rules_of(acl):
        if isinstance(rule.override, str) and rule.override == "count":
            continue
        if isinstance(rule.group, tuple):
            yield from members(rule)
        elif isinstance(rule.statement, Unknown) or isinstance(rule.group, Unknown):
            yield rule, rule.statement if isinstance(rule.statement, Unknown) else Unknown(_ELSEWHERE)
        else:
            yield rule, rule.action


_ELSEWHERE = "a rule group is defined outside this input"


def _handles(rule: WafRule, action: str | None, acl: WebAcl) -> bool | Unknown:
    """Whether a rule stops bodies that are larger than what is looked at."""
    common = is_managed(rule, COMMON)
    if isinstance(common, Unknown):
        return common
    if common:
        return _common_handles(rule)
    what = rule.what
    if action != "block" or what is None:
        return False
    if isinstance(what, Unknown) or isinstance(what.component, Unknown):
        return what if isinstance(what, Unknown) else Unknown("what a rule looks at is not known")
    if what.component not in _BODIES:
        return False
    if isinstance(what.oversize, Unknown):
        return what.oversize
    if what.oversize == "MATCH":
        return True
    if what.kind != "size_constraint_statement" or what.oversize == "NO_MATCH":
        return False
    # CONTINUE: the size of what is looked at, so a smaller bound than the limit is met by every larger body.
    if isinstance(what.size, Unknown) or isinstance(acl.body_limit, Unknown):
        return what.size if isinstance(what.size, Unknown) else Unknown("how much of a body is looked at is not known")
    if isinstance(what.comparison, Unknown):
        return what.comparison
    return what.comparison in ("GT", "GE") and what.size is not None and what.size < acl.body_limit


def _common_handles(rule: WafRule) -> bool | Unknown:
    """Whether the core rule set blocks large bodies: it does, if nobody overrides that."""
    if isinstance(rule.overrides, Unknown):
        return rule.overrides
    changed = [one.action for one in overrides(rule) if isinstance(one.rule_name, str) and one.rule_name == _LIMIT_RULE]
    hidden = any(isinstance(one.rule_name, Unknown) for one in overrides(rule))
    if hidden:
        return Unknown("which rule of the core rule set is overridden is not known")
    return all(isinstance(one, str) and one == "block" for one in changed)


def _looks_into_bodies(rule: WafRule) -> bool:
    if isinstance(rule.statement, str) and rule.statement == MANAGED:
        return True
    parts = [part for part in statements(rule.what) if isinstance(part, Statement)]
    return any(isinstance(part.component, str) and part.component in _BODIES for part in parts)
