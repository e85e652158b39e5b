"""Source address in a private API's policy.

## What it requires
The resource policy of a PRIVATE API has no condition on `aws:SourceIp`; the caller's address inside its VPC is
`aws:VpcSourceIp`.

## Why
Calls to a private API come through a VPC endpoint: `aws:SourceIp` is not the caller's address there. An Allow with such
a condition admits nobody, and a Deny that should keep others out matches nobody or everybody.

## When it is fine
EDGE and REGIONAL APIs use `aws:SourceIp`: they are not asked.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "internal" {
  name = "internal"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          StringEquals = { "aws:SourceVpc" = "vpc-0123456789abcdef0" }
          IpAddress    = { "aws:VpcSourceIp" = ["10.1.0.0/16"] }
        }
      },
    ]
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.iam import Policy, PolicyError
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import is_private, policy_spot, resource_policy

RULE = Rule(
    id="APIGW-603",
    slug="private-api-source-ip",
    title="Source address in a private API's policy",
    subject=Api,
    severity=MEDIUM,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    private = is_private(api)
    if private is False:
        return not_applicable("not a PRIVATE API")
    policy, (place, field) = resource_policy(api), policy_spot(api)
    if policy is None:
        return not_applicable("has no resource policy")
    if isinstance(policy, Unknown | PolicyError):
        reason = policy.reason if isinstance(policy, Unknown) else policy.message
        return undecided(f"the resource policy is not known: {reason}", place, field)
    asks = _asks_address(policy)
    if asks is False:
        return passed()
    if isinstance(asks, Unknown):
        return undecided(f"the conditions of the policy are not known: {asks.reason}", place, field)
    if isinstance(private, Unknown):
        return undecided(f"the endpoint type is not known: {private.reason}", api, "endpoint_types")
    return fail(
        f"{api.name} is PRIVATE, where the aws:SourceIp that its policy asks for is not the caller's address",
        place,
        field,
        fix="use aws:VpcSourceIp",
    )


def _asks_address(policy: Policy) -> bool | Unknown:
    unknown: Unknown | None = None
    for statement in policy.statements:
        if isinstance(statement.conditions, Unknown):
            unknown = statement.conditions
            continue
        for condition in statement.conditions:
            if isinstance(condition.key, Unknown):
                unknown = condition.key
            elif condition.key.lower() == "aws:sourceip":
                return True
    return False if unknown is None else unknown
