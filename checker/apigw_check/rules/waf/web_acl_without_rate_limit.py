"""Web ACL without a rate limit.

## What it requires
A web ACL in front of a REST stage has a rate-based rule that blocks, of its own or in a rule group.

## Why
Throttling in API Gateway protects the API as a whole: one client can use it up for all others. A rate-based rule cuts
off the address (or key) that sends too much.

## When it is fine
Not asked of web ACLs that protect no API stage. A rule group that is not in the input makes the answer undecided, where
no rule in sight limits. Rules that count, groups that are overridden to count, and rules of a group that a
`rule_action_override` makes count, block nothing. CAPTCHA and challenge
are no block, either: a client that holds a token passes them at any rate, and a program cannot solve them. The managed
rule groups of AWS are not counted as rate limits; where the targeted level of Bot Control is meant to do this, waive
the finding.

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
        limit              = 1000
        aggregate_key_type = "IP"
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
- https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_CaptchaAction.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
"""

from __future__ import annotations

from msgspec import structs

from ...model.gateway import WafRule, WebAcl
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._rules import members
from ._scope import REST_STAGE, of_kind, untold

RULE = Rule(
    id="APIGW-504",
    slug="web-acl-without-rate-limit",
    title="Web ACL without a rate limit",
    subject=WebAcl,
    severity=MEDIUM,
)

_RATE = "rate_based_statement"
_GROUP = "rule_group_reference_statement"
_MAX_DEPTH = 8

#: What a rate-based rule does instead of blocking, in words.
_INSTEAD = {
    "count": "only counts",
    "captcha": "asks for a CAPTCHA, which a client with a token passes at any rate",
    "challenge": "sends a challenge, which a client with a token passes at any rate",
    "allow": "allows the requests",
}


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    stages, unknown = of_kind(acl, REST_STAGE), untold(acl)
    if not stages and unknown is None:
        return not_applicable("it is not associated with the stage of a REST API")
    if isinstance(acl.rules, Unknown):
        return undecided(f"the rules of {acl.name} are not known: {acl.rules.reason}", acl, "rules")
    if acl.external and not acl.rules:
        return undecided(f"the rules of {acl.name} are not in the input", acl)
    seen = _Seen()
    seen.look(acl.rules, counted=False, depth=0)
    if seen.blocks:
        return passed()
    if seen.unknown is not None:
        return undecided(f"whether {acl.name} limits the rate is not known: {seen.unknown.reason}", acl, "rules")
    if not stages and unknown is not None:
        return undecided(f"whether {acl.name} protects an API is not known: {unknown.reason}", acl)
    if seen.instead:
        rule, action = seen.instead
        message = f"the rate-based rule {rule} of {acl.name} {_INSTEAD.get(action, 'does not block')}"
        return fail(message, acl, "rules", fix="give the rule the action block, and its group no override to count")
    return fail(f"{acl.name} has no rate-based rule", acl, "rules", fix="add a rate_based_statement with action block")


class _Seen:
    """What the rules of a web ACL do about rates."""

    def __init__(self) -> None:
        self.blocks = False
        self.unknown: Unknown | None = None
        self.instead: tuple[str, str] | None = None

    def look(self, rules: tuple[WafRule, ...], *, counted: bool, depth: int) -> None:
        """Looks at rules; `counted` says that their group is overridden to count."""
        for rule in rules:
            self._rate(rule, counted)
            self._members(rule, counted, depth)

    def _rate(self, rule: WafRule, counted: bool) -> None:
        if isinstance(rule.statement, Unknown):
            if not counted:
                self._hidden(rule.statement)
            return
        if rule.statement != _RATE and rule.rate_limit is None:
            return
        name = rule.rule_name if isinstance(rule.rule_name, str) else "(unnamed)"
        if counted:
            self.instead = self.instead or (name, "count")
        elif isinstance(rule.action, Unknown):
            self._hidden(rule.action)
        elif rule.action == "block":
            self.blocks = True
        else:
            self.instead = self.instead or (name, str(rule.action))

    def _members(self, rule: WafRule, counted: bool, depth: int) -> None:
        is_group = not isinstance(rule.statement, Unknown) and rule.statement == _GROUP
        if rule.group is None and not is_group:
            return
        if counted or (not isinstance(rule.override, Unknown) and rule.override == "count"):
            if isinstance(rule.group, tuple) and depth < _MAX_DEPTH:
                self.look(rule.group, counted=True, depth=depth + 1)
        elif isinstance(rule.override, Unknown):
            self._hidden(rule.override)
        elif isinstance(rule.group, tuple) and depth < _MAX_DEPTH:
            in_force = [structs.replace(member, action=action) for member, action in members(rule)]
            self.look(tuple(in_force), counted=False, depth=depth + 1)
        else:
            self._hidden(
                rule.group if isinstance(rule.group, Unknown) else Unknown("the rule group is not in the input")
            )

    def _hidden(self, unknown: Unknown) -> None:
        """Keeps the first unknown that may hide a rate limit."""
        if self.unknown is None:
            self.unknown = unknown
