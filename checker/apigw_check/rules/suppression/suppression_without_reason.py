"""Suppression without a reason.

## What it requires
An inline ignore gives a reason: `reason="..."`. All that stands behind its brackets can be read. Where the limits for
suppressions require an owner, it and each waiver name one.

## Why
Whoever reviews the code, or meets the finding in a year, has to know why it was accepted. Without a reason the ignore
does not hold.

## When it is fine
Never: a few words are enough. A waiver without a reason is refused when the configuration is read.

## How to fix
Say why, in quotes.

```terraform
resource "aws_api_gateway_method" "health" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = "GET"
  # apigw-check: ignore[APIGW-101] owner=web reason="public health check"
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
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed

RULE = Rule(
    id="APIGW-903",
    slug="suppression-without-reason",
    title="Suppression without a reason",
    subject=Suppression,
    severity=MEDIUM,
)


@RULE.check
def check(suppression: Suppression, params: Params) -> Verdict:
    """Decides for one ignore or waiver."""
    if not suppression.rules and not suppression.unknown:
        return not_applicable("it names no rule")
    if not suppression.unexplained:
        return passed()
    return fail(
        f"this {suppression.form} does not hold: {suppression.unexplained}",
        suppression,
        fix="name who answers for it: owner=..."
        if suppression.reason and not suppression.wrong
        else 'add reason="..."',
    )
