"""Resource policy lets everyone in.

## What it requires
The resource policy of a REST API has no statement that allows every principal to invoke it without a condition that
narrows who that is, Deny statements considered, for the routes that the API has. It does not matter how the policy was
written: as `jsonencode`, a heredoc, a file, a policy-document data source, its own resource, or inside an OpenAPI body.

## Why
A resource policy is read as a restriction. One that allows `Principal: "*"` restricts nothing, and it opens: methods
with AWS_IAM accept callers whose own policies do not let them call the API.

## When it is fine
An Allow for everyone with a Deny for everyone outside a network, an address range or an organisation restricts, and
passes: it is the documented pattern. A Deny of a few addresses does not. Where the policy closes some routes and leaves
others open (a Deny for `/admin/*`, say), the finding names the open ones, and is medium. A public API needs no
resource policy at all; without one this rule asks nothing. On a PRIVATE API without a limit on the VPC, APIGW-602 is
shown instead.

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
from ...model.iam import Policy, PolicyError, Statement, open_to_everyone
from ...model.route_access import opens_every_route
from ...model.value import Unknown
from ..base import HIGH, MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import opened_by, policy_spot, resource_policy, statement_spot

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
    return _of_routes(api, policy, statement)


def _of_routes(api: Api, policy: Policy, statement: Statement) -> Verdict:
    """Holds the policy against the routes that the API has."""
    place, field = policy_spot(api)
    answers = [(route, opened_by(policy, route)) for route in api.routes]
    opened = [route.name for route, answer in answers if answer is True]
    closed = any(answer is False for _, answer in answers)
    if answers and not opened:
        unsure = next((answer for _, answer in answers if isinstance(answer, Unknown)), api.unread)
        if unsure is None:
            return passed()
        return undecided(f"which routes the resource policy opens is not known: {unsure.reason}", place, field)
    if not answers and api.unread is not None and opens_every_route(policy) is not True:
        return undecided(f"which routes the resource policy opens is not known: {api.unread.reason}", place, field)
    place, field = statement_spot(api, statement)
    which = f" (statement {statement.sid})" if statement.sid else ""
    what, severity = "it", ""
    if closed:
        more = f" and {len(opened) - 3} more of its routes" if len(opened) > 3 else ""
        what, severity = f"{', '.join(opened[:3])}{more}", MEDIUM
    return fail(
        f"the resource policy of {api.name} allows everyone to invoke {what}{which}, and nothing narrows that",
        place,
        field,
        fix="name the principals, or deny everyone outside a network or organisation",
        severity=severity,
        extent=sorted(opened) if closed else (),
    )
