"""Value not accepted.

## What it requires
Arguments that take one of a set of values hold one of them: authorization types, response types, integration types,
methods, modes and sizes. The sets are those of the service's API.

## Why
The service refuses the value in the middle of an apply, and what comes after it in the plan, such as the policy, the
web ACL or the log, is not made.

## When it is fine
Never. `terraform validate` finds most of these by itself, with the values that the provider knew when it was built.
What provider 5.100 does not look at are `response_type` of a gateway response and `authorization` of a method. Upper
and lower case are not told apart.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = "ACCESS_DENIED"
  status_code   = "403"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
- https://docs.aws.amazon.com/cli/latest/reference/apigateway/put-method.html
"""

from __future__ import annotations

from ...model.gateway import Enumerated
from ..base import HIGH, Params, Rule, Verdict, fail, passed, spot, undecided

RULE = Rule(
    id="APIGW-816",
    slug="value-not-accepted",
    title="Value not accepted",
    subject=Enumerated,
    severity=HIGH,
)


@RULE.check
def check(resource: Enumerated, params: Params) -> Verdict:
    """Decides for one resource."""
    if resource.refused:
        name, value, accepted = resource.refused[0]
        return fail(
            f'the service does not accept "{value}" as {name}',
            resource,
            name,
            also=[spot(resource, other, "not accepted either") for other, _, _ in resource.refused[1:]],
            fix=f"use one of {', '.join(accepted)}",
            extent=[other for other, _, _ in resource.refused],
        )
    if resource.unknown:
        name, unknown = resource.unknown[0]
        return undecided(
            f"whether {name} is a value that the service accepts is not known: {unknown.reason}", resource, name
        )
    return passed()
