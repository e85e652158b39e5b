"""Wildcard action in a resource policy.

## What it requires
The Allow statements of a resource policy name their actions, `execute-api:Invoke` as a rule: no `*`, no
`execute-api:*`, no NotAction.

## Why
`execute-api:*` also allows to invalidate the cache (`execute-api:InvalidateCache`), and whatever action comes next.

## When it is fine
Deny statements may use wildcards: more is denied. Callers that are to invalidate the cache get that action by its name.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::123456789012:root" }
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      },
    ]
  })
}
```

## References
- https://docs.aws.amazon.com/service-authorization/latest/reference/list_apigatewaymanagementapi.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.iam import PolicyError, Statement
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import policy_spot, resource_policy, statement_spot

RULE = Rule(
    id="APIGW-604",
    slug="resource-policy-wildcard-action",
    title="Wildcard action in a resource policy",
    subject=Api,
    severity=LOW,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    policy, (place, field) = resource_policy(api), policy_spot(api)
    if policy is None:
        return not_applicable("has no resource policy")
    if isinstance(policy, Unknown | PolicyError):
        reason = policy.reason if isinstance(policy, Unknown) else policy.message
        return undecided(f"the resource policy is not known: {reason}", place, field)
    unknown: Unknown | None = None
    for statement in policy.statements:
        if isinstance(statement.effect, str) and statement.effect != "Allow":
            continue
        wide = _wide(statement)
        if isinstance(wide, Unknown):
            unknown = wide
        elif wide and isinstance(statement.effect, Unknown):
            unknown = statement.effect
        elif wide:
            which = f" (statement {statement.sid})" if statement.sid else ""
            return fail(
                f"the resource policy of {api.name} allows {wide}{which}",
                *statement_spot(api, statement),
                fix='set the action to "execute-api:Invoke"',
            )
    if unknown is not None:
        return undecided(f"what the resource policy allows is not known: {unknown.reason}", place, field)
    return passed()


def _wide(statement: Statement) -> str | Unknown:
    if statement.actions_negated:
        return "every action but a few"
    if isinstance(statement.actions, Unknown):
        return statement.actions
    wide = next((each for each in statement.actions if isinstance(each, str) and ("*" in each or "?" in each)), "")
    return wide or next((each for each in statement.actions if isinstance(each, Unknown)), "")
