"""Web ACL rule neutralised.

## What it requires
No override in a web ACL turns a managed rule of high value to count or allow, and the managed group for SQL injection
is not overridden to count as a whole (APIGW-505 and APIGW-506 say so of the other groups).

## Why
The group stands in the web ACL, and the one rule in it that would have stopped Log4Shell or SQL injection does not.
Allow is worse than count: what the rule finds skips all later rules.

## When it is fine
Where the rule counts and a later rule of the web ACL blocks by its label, but for the requests that are meant to
pass: that is how an exception is written, and it passes. Rules that are known for false alarms on ordinary bodies,
such as SizeRestrictions_BODY, are not on the list. CAPTCHA and challenge are protection. Otherwise waive the finding,
with the reason of the exception. A web ACL that surely protects something else than an API is not asked.

## How to fix
```terraform
resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "bad-inputs"
    priority = 10

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"

        rule_action_override {
          name = "Host_localhost_HEADER"

          action_to_use {
            count {}
          }
        }
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
`high_value_rules`: globs on the names of managed rules; by default those against Log4Shell, React and Java
deserialization, SQL injection, inclusion of local files, requests to the metadata service, and requests without a
user agent.

## References
- https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
- https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleActionOverride.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_LabelMatchStatement.html
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from ...facts import managed_rule_groups
from ...model.gateway import WafRule, WebAcl
from ...model.value import Unknown
from ...model.waf import Override, Statement
from ..base import MEDIUM, Param, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._rules import (
    BAD_INPUTS,
    COMMON,
    GROUP,
    MANAGED,
    is_managed,
    label,
    members,
    overrides,
    rules_of,
    statements,
    unordered,
)
from ._scope import elsewhere

HIGH_VALUE = [
    "EC2MetaDataSSRF_*",
    "GenericLFI_*",
    "JavaDeserializationRCE_*",
    "Log4JRCE*",
    "NoUserAgent_HEADER",
    "ReactJSRCE_*",
    "SQLi*",
]

RULE = Rule(
    id="APIGW-508",
    slug="web-acl-rule-neutralised",
    title="Web ACL rule neutralised",
    subject=WebAcl,
    severity=MEDIUM,
    params=[Param("high_value_rules", HIGH_VALUE, "Managed rules that keep their action (globs).")],
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    rules = rules_of(acl)
    groups = [rule for rule in rules if isinstance(rule.statement, str) and rule.statement == MANAGED]
    if not groups:
        return not_applicable("it has no managed rule group")
    for group in groups:
        if isinstance(group.override, str) and group.override == "count" and _is_of_value(group):
            return fail(
                f"{label(group)} of {acl.name} only counts what {group.managed_group} finds",
                group.origin or acl,
                "override_action",
                fix="set override_action to none",
                extent=[str(group.managed_group)],
            )
    found, unknown = _overridden(rules, groups, params.high_value_rules)
    if not found:
        if unknown is not None:
            return undecided(f"what {acl.name} overrides is not known: {unknown.reason}", acl, "rules")
        return passed()
    words = [f"{override.rule_name} to {override.action}" for override in found]
    listed = ", ".join(words[:3]) + (f" and {len(words) - 3} more" if len(words) > 3 else "")
    return fail(
        f"{acl.name} overrides {listed}: what the rule finds gets through",
        found[0],
        also=[spot(override) for override in found[1:]],
        fix="take the override out, or block by the label of the rule in a later rule that leaves the exception out",
        extent=words,
    )


def _is_of_value(group: WafRule) -> bool:
    """Whether the group is one whose count override nothing but this rule reports."""
    if any(is_managed(group, name) is True for name in (COMMON, BAD_INPUTS)):
        return False
    return isinstance(group.managed_group, str) and group.managed_group in managed_rule_groups()


def _overridden(
    rules: tuple[WafRule, ...], groups: list[WafRule], globs: list[str]
) -> tuple[list[Override], Unknown | None]:
    """The overrides that take a rule of value out of force, and what keeps others from being known."""
    found: list[Override] = []
    unknown: Unknown | None = None
    for group in groups:
        if isinstance(group.override, str) and group.override == "count":
            continue
        if isinstance(group.overrides, Unknown):
            unknown = group.overrides
            continue
        for override in overrides(group):
            name, action = override.rule_name, override.action
            if isinstance(name, Unknown):
                unknown = name
            elif not any(fnmatchcase(str(name), glob) for glob in globs):
                continue
            elif isinstance(action, Unknown):
                unknown = action
            elif action == "allow":
                found.append(override)
            elif action == "count":
                caught = _is_caught(group, str(name), rules)
                if isinstance(caught, Unknown):
                    unknown = caught
                elif not caught:
                    found.append(override)
    return found, unknown


def _is_caught(group: WafRule, name: str, rules: tuple[WafRule, ...]) -> bool | Unknown:
    """Whether a later rule blocks by the label that the rule of the group adds."""
    if isinstance(group.managed_group, Unknown):
        return group.managed_group
    known = managed_rule_groups().get(str(group.managed_group))
    wanted = known.label(name).lower() if known is not None else ""
    answers: list[bool | Unknown] = [unordered(rules) or False]
    for rule in rules[rules.index(group) + 1 :]:
        if isinstance(rule.override, str) and rule.override == "count":
            continue
        if isinstance(rule.group, tuple):
            answers += [_blocks(member.what, action, wanted) for member, action in members(rule)]
        elif isinstance(rule.statement, str) and rule.statement == GROUP:
            answers.append(rule.group if isinstance(rule.group, Unknown) else False)
        else:
            answers.append(_blocks(rule.what, rule.action, wanted))
    if any(answer is True for answer in answers):
        return True
    return next((answer for answer in answers if isinstance(answer, Unknown)), False)


def _blocks(what: Statement | Unknown | None, action: str | Unknown | None, wanted: str) -> bool | Unknown:
    if isinstance(action, str) and action != "block":
        return False
    if action is None or not wanted:
        return False
    matches = [_matches(part, wanted) for part in statements(what)]
    found: bool | Unknown = any(answer is True for answer in matches)
    if found is False:
        found = next((answer for answer in matches if isinstance(answer, Unknown)), False)
    return found if isinstance(action, str) or found is False else Unknown("whether a later rule blocks is not known")


def _matches(part: Statement | Unknown, wanted: str) -> bool | Unknown:
    """Whether a statement is a match of that label. Those of rules that the facts lack differ in case at most."""
    if isinstance(part, Unknown):
        return part
    if part.kind != "label_match_statement" or part.label is None:
        return False
    if isinstance(part.label, Unknown) or isinstance(part.label_scope, Unknown):
        return Unknown("which label a later rule looks for is not known")
    given = part.label.lower()
    return wanted == given or wanted.endswith(f":{given}") or (part.label_scope == "NAMESPACE" and given in wanted)
