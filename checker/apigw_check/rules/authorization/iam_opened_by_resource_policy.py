"""AWS_IAM opened by the resource policy.

## What it requires
The resource policy of a REST API with AWS_IAM methods has no statement that lets every principal call them without a
condition that narrows who that is.

## Why
With AWS_IAM, a caller of the same account needs to be allowed by his own policies or by the resource policy, not by
both. A policy that allows `Principal: "*"` therefore lets every user and role of the account in, whatever their own
policies grant, and every AWS account in the world whose owner allows it to himself.

## When it is fine
Where a condition on the network, the address or the organisation narrows the statement, or a Deny for everyone outside
of one stands beside it, the rule passes; so it does where the statement is about other methods. An API without a
resource policy or without AWS_IAM methods is not asked. Where APIGW-601 fails, which is worse, that finding is shown;
this one appears where a pack leaves it out.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = {
        StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" }
      }
    }]
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
"""

from __future__ import annotations

from ...model.gateway import Api, Route
from ...model.iam import PolicyError, open_to_everyone
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ..exposure._api import opened_by, policy_spot, resource_policy

RULE = Rule(
    id="APIGW-123",
    slug="iam-opened-by-resource-policy",
    title="AWS_IAM opened by the resource policy",
    subject=Api,
    severity=MEDIUM,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    policy, (place, field) = resource_policy(api), policy_spot(api)
    if policy is None:
        return not_applicable("has no resource policy")
    signed = [route for route in api.routes if _is_signed(route) is True]
    unclear = next((stated for route in api.routes if isinstance(stated := _is_signed(route), Unknown)), api.unread)
    if not signed and unclear is None:
        return not_applicable("has no AWS_IAM methods")
    if isinstance(policy, Unknown):
        return undecided(f"the resource policy is not known: {policy.reason}", place, field)
    if isinstance(policy, PolicyError):
        return undecided(policy.message, place, field)
    answers = [(route, opened_by(policy, route)) for route in signed]
    opened = [route for route, answer in answers if answer is True]
    if opened:
        names = ", ".join(route.name for route in opened[:3]) + (" and more" if len(opened) > 3 else "")
        return fail(
            f"every AWS principal can call {names}: the resource policy of {api.name} allows everyone",
            place,
            field,
            also=[spot(route, "authorization", "AWS_IAM") for route in opened[:3]],
            fix="name the principals, or add a condition such as aws:PrincipalOrgID",
            extent=sorted(route.name for route in opened),
        )
    unknown = next((answer for _, answer in answers if isinstance(answer, Unknown)), None)
    if unknown is not None:
        return undecided(f"whom the resource policy lets in is not known: {unknown.reason}", place, field)
    if unclear is not None and open_to_everyone(policy) is not None:
        return undecided(f"which methods have AWS_IAM is not known: {unclear.reason}", place, field)
    return passed()


def _is_signed(route: Route) -> bool | Unknown:
    stated = route.authorization
    return stated if isinstance(stated, Unknown) else str(stated).upper() == "AWS_IAM"
