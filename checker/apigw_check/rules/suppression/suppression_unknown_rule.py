"""Ignore of a rule that does not exist.

## What it requires
Each rule that an inline ignore or a waiver names exists.

## Why
A misspelt name accepts nothing. The finding that it was meant for stays open, or, where there is none yet, will come as
a surprise.

## When it is fine
A waiver of the configuration that names an unknown rule is refused when the file is read, so this is about comments.
Rules of one's own have to be at hand: give `--rules-dir` in each run, or `rules-dir` in the configuration.

## How to fix
Name a rule by its id or its name; `apigw-check rules` lists them.

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
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed

RULE = Rule(
    id="APIGW-900",
    slug="suppression-unknown-rule",
    title="Ignore of a rule that does not exist",
    subject=Suppression,
    severity=MEDIUM,
)


@RULE.check
def check(suppression: Suppression, params: Params) -> Verdict:
    """Decides for one ignore or waiver."""
    if suppression.unknown:
        named = [f'"{name}"' + (f" (did you mean {near}?)" if near else "") for name, near in suppression.unknown]
        return fail(
            f"this {suppression.form} names rules that do not exist: {', '.join(named)}",
            suppression,
            fix="name rules that exist (apigw-check rules lists them)",
        )
    if not suppression.rules:
        why = f": {suppression.wrong}" if suppression.wrong else ""
        return fail(
            f"this {suppression.form} names no rule{why}",
            suppression,
            fix='write: apigw-check: ignore[APIGW-101] reason="why"',
        )
    return passed()
