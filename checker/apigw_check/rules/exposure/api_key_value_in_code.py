"""API key value in the code.

## What it requires
The value of an API key is not written in the code.

## Why
Whoever reads the repository, a fork of it or its history has the key, and a key in code is rotated by nobody. The
report never shows the value.

## When it is fine
Leave `value` out and the service makes one up. A value from a variable, a data source (SSM, Secrets Manager) or another
resource is no literal; that the state holds it all the same is true of every API key. Of a local value the plan does
not say whether it is a literal: undecided.

## How to fix
```terraform
resource "aws_api_gateway_api_key" "partner" {
  name = "partner"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_api_key
"""

from __future__ import annotations

from ...model.plans import ApiKey
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, passed, undecided

RULE = Rule(
    id="APIGW-618",
    slug="api-key-value-in-code",
    title="API key value in the code",
    subject=ApiKey,
    severity=HIGH,
)


@RULE.check
def check(key: ApiKey, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one API key."""
    literal = key.has_literal_value
    if isinstance(literal, Unknown):
        return undecided(
            f"whether the code holds the value of {key.name} is not known: {literal.reason}", key, "has_literal_value"
        )
    if not literal:
        return passed()
    return fail(
        f"the code holds the value of {key.name}: whoever reads it has the key",
        key,
        "has_literal_value",
        fix="leave value out, so that the service makes one up, and give the key out from there",
    )
