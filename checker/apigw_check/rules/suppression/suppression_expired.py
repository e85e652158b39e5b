"""Suppression past its date.

## What it requires
The date of an inline ignore or a waiver (`until`, the last day on which it holds) is a date and has not passed. Where
the pack or the configuration limits suppressions, it is no further away than `max-days` and is there if
`require-until` is true.

## Why
A suppression with an end was meant to be looked at again on that day. It does not hold any more, and its findings count
again.

## When it is fine
A suppression without a date is fine unless the limits for suppressions require one.

## How to fix
Fix the finding; or look at it again and write a new date with the reason for it.

```terraform
resource "aws_api_gateway_method" "health" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = "GET"
  # apigw-check: ignore[APIGW-101] until=2099-01-31 reason="public health check"
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
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed

RULE = Rule(
    id="APIGW-902",
    slug="suppression-expired",
    title="Suppression past its date",
    subject=Suppression,
    severity=MEDIUM,
)


@RULE.check
def check(suppression: Suppression, params: Params) -> Verdict:
    """Decides for one ignore or waiver."""
    if not suppression.late:
        return passed()
    return fail(
        f"this {suppression.form} does not hold: {suppression.late}",
        suppression,
        fix=f"fix what it is about, or give it a new date with its reason; otherwise remove the {suppression.form}",
    )
