"""Resource policy lets everyone in.

## What it requires
The resource policy of a REST API has no statement that allows every principal to invoke it without a condition that
narrows who that is, Deny statements considered. It does not matter how the policy was written: as `jsonencode`, a
heredoc, a file, a policy-document data source, its own resource, or inside an OpenAPI body.

## Why
A resource policy is read as a restriction. One that allows `Principal: "*"` restricts nothing, and it opens: methods
with AWS_IAM accept callers whose own policies do not let them call the API.

## When it is fine
An Allow for everyone with a Deny for everyone outside a network, an address range or an organisation restricts, and
passes: it is the documented pattern. A Deny of a few addresses does not. A public API needs no resource policy at all;
without one this rule asks nothing. On a PRIVATE API without a limit on the VPC, APIGW-602 is shown instead.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          NotIpAddress = { "aws:SourceIp" = ["203.0.113.0/24"] }
        }
      },
    ]
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.iam import PolicyError, open_to_everyone
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import policy_spot, resource_policy

RULE = Rule(
    id="APIGW-601",
    slug="resource-policy-public",
    title="Resource policy lets everyone in",
    subject=Api,
    severity=HIGH,
    replaces=["APIGW-123"],
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    policy, (place, field) = resource_policy(api), policy_spot(api)
    if policy is None:
        return not_applicable("has no resource policy")
    if isinstance(policy, Unknown):
        return undecided(f"the resource policy is not known: {policy.reason}", place, field)
    if isinstance(policy, PolicyError):
        return undecided(policy.message, place, field)
    statement = open_to_everyone(policy)
    if statement is None:
        return passed()
    if isinstance(statement, Unknown):
        return undecided(f"whom the resource policy lets in is not known: {statement.reason}", place, field)
    which = f" (statement {statement.sid})" if statement.sid else ""
    return fail(
        f"the resource policy of {api.name} allows everyone to invoke it{which}, and nothing narrows that",
        place,
        field,
        fix="name the principals, or deny everyone outside a network or organisation",
    )
