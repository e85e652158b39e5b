"""Suppression of nothing.

## What it requires
Each rule of an inline ignore or a waiver has a finding there, or a result that could not be decided.

## Why
What suppresses nothing today will silently accept a finding tomorrow that nobody has looked at.

## When it is fine
Only rules that the run asks are judged: with `--rule` or in another pack, an ignore of any other rule is neither used
nor unused. An ignore inside a module that several configurations call may be needed by another one of them.

## How to fix
Remove the ignore or the waiver, or the rule from its list.

```terraform
resource "aws_api_gateway_method" "health" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = "GET"
  # apigw-check: ignore[APIGW-101] reason="public health check"
  authorization = "NONE"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}
```

## References
- https://developer.hashicorp.com/terraform/language/syntax/configuration
- https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from ...model.suppression import Suppression
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-901",
    slug="suppression-unused",
    title="Suppression of nothing",
    subject=Suppression,
    severity=LOW,
)


@RULE.check
def check(suppression: Suppression, params: Params) -> Verdict:
    """Decides for one ignore or waiver."""
    if suppression.refused:
        return not_applicable(f"it does not hold: {suppression.refused}")
    if not suppression.asked:
        return not_applicable("this run asks none of its rules")
    idle = [rule for rule in suppression.asked if rule not in suppression.used]
    if not idle:
        return passed()
    if not suppression.settled:
        return undecided("a part of the input could not be read, and its finding may be there", suppression)
    return fail(
        f"this {suppression.form} suppresses nothing: {', '.join(idle)} {'has' if len(idle) == 1 else 'have'} "
        "no finding here",
        suppression,
        fix=f"remove the {suppression.form}" if len(idle) == len(suppression.rules) else f"remove {', '.join(idle)}",
    )
