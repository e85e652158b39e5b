"""Web ACL allows before its rules.

## What it requires
In a web ACL in front of a REST stage, no rule allows requests that anybody can send (by path, method, query or body)
before the managed rule groups have seen them, and no scope-down statement takes such requests out of them.

## Why
Allow ends the inspection. A path that begins with `/api`, or has `/health` anywhere in it, is enough to get past
every group behind the rule, and whoever looks for a way around a web ACL tries just that.

## When it is fine
Rules that tell callers apart: by address, country, network, label, or a header that holds a secret. Paths that are
matched exactly, the methods HEAD and OPTIONS, and paths of health checks in `harmless_paths`. A scope-down statement
that is about callers, or that leaves out one exact path, and any of a group for bots or log-ins, which is meant for a
part of the API. Groups that only count are not counted as protection.

## How to fix
```terraform
resource "aws_wafv2_ip_set" "office" {
  name               = "office"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = ["192.0.2.0/24"]
}

resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "office"
    priority = 1

    action {
      allow {}
    }

    statement {
      ip_set_reference_statement {
        arn = aws_wafv2_ip_set.office.arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "office"
      sampled_requests_enabled   = true
    }
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

## Parameters
`harmless_paths`: globs, in lower case, on the text that a path is matched with: paths of health checks.

## References
- https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-scope-down-statements.html
- https://aws.github.io/aws-security-services-best-practices/guides/waf/configuring-waf-rules/docs/
"""

from __future__ import annotations

from ...facts import managed_rule_groups
from ...model.gateway import WafRule, WebAcl
from ...model.value import Unknown
from ...model.waf import Statement
from ..base import MEDIUM, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._exempt import anybody
from ._rules import MANAGED, label, members, rules_of, unordered
from ._scope import in_front

PATHS = ["*/health", "*/health/*", "*/healthz", "*/health-check*", "*/healthcheck*", "*/livez", "*/ping", "*/readyz"]

_LATER = Unknown("whether a managed group looks into requests is known only after apply")

RULE = Rule(
    id="APIGW-509",
    slug="web-acl-allows-before-rules",
    title="Web ACL allows before its rules",
    subject=WebAcl,
    severity=MEDIUM,
    params=[Param("harmless_paths", PATHS, "Paths that may be allowed before the managed groups (globs).")],
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    return in_front(acl, lambda acl: _decide(acl, params.harmless_paths))


def _decide(acl: WebAcl, paths: list[str]) -> Verdict:
    rules = rules_of(acl)
    groups = [index for index, rule in enumerate(rules) if _inspects(rule)]
    if not groups:
        return not_applicable("it has no managed rule group that acts; see APIGW-505")
    unknown: Unknown | None = None
    order = unordered(rules)
    for index, rule in enumerate(rules):
        answer = _allows(rule, paths) if index < groups[-1] or order is not None else False
        acting = [place for place in groups if place > index and not isinstance(rules[place].override, Unknown)]
        if answer is True and (order is not None or not acting):
            answer = order or _LATER
        if isinstance(answer, Unknown):
            unknown = unknown or answer
        elif answer:
            behind = rules[acting[0]]
            return fail(
                f"{label(rule)} of {acl.name} allows requests that anybody can send before {label(behind)} sees them",
                rule.origin or acl,
                fix="put the rule behind the managed groups, or narrow it to callers or to one exact path",
                extent=[label(rule)],
            )
    for place in groups:
        answer = _leaves_out(rules[place], paths)
        if isinstance(answer, Unknown):
            unknown = unknown or answer
        elif answer:
            return fail(
                f"{label(rules[place])} of {acl.name} is scoped down: it leaves out requests that anybody can send",
                rules[place].origin or acl,
                fix="take the scope_down_statement out, or narrow what it leaves out to callers or to one exact path",
                extent=[label(rules[place])],
            )
    if unknown is not None:
        return undecided(f"what {acl.name} lets through is not known: {unknown.reason}", acl, "rules")
    return passed()


def _leaves_out(group: WafRule, paths: list[str]) -> bool | Unknown:
    """Whether the scope-down statement of a group leaves out requests that anybody can send.

    Of groups that look into requests alone: those for bots and log-ins are meant for a part of the API.
    """
    if isinstance(group.managed_group, str) and group.managed_group not in managed_rule_groups():
        return False
    scope = group.what
    down = next(iter(scope.parts), None) if isinstance(scope, Statement) else scope
    answer = anybody(down, paths, negated=True)
    if answer is True and (isinstance(group.override, Unknown) or isinstance(group.managed_group, Unknown)):
        return _LATER
    return answer


def _inspects(rule: WafRule) -> bool:
    """Whether the rule brings in a managed group that acts."""
    if not isinstance(rule.statement, str) or rule.statement != MANAGED:
        return False
    return isinstance(rule.override, Unknown) or rule.override != "count"


def _allows(rule: WafRule, paths: list[str]) -> bool | Unknown:
    """Whether the rule, or one of its group, allows requests that anybody can send."""
    if isinstance(rule.group, tuple):
        if isinstance(rule.override, str) and rule.override == "count":
            return False
        answers = [
            anybody(m.what, paths) for m, action in members(rule) if isinstance(action, str) and action == "allow"
        ]
        if True in [answer for answer in answers if isinstance(answer, bool)]:
            return True
        return next((answer for answer in answers if isinstance(answer, Unknown)), False)
    if isinstance(rule.action, Unknown):
        return rule.action if anybody(rule.what, paths) is not False else False
    return anybody(rule.what, paths) if rule.action == "allow" else False
