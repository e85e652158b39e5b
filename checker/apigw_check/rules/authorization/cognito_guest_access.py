"""Guests with credentials for an API.

## What it requires
An identity pool beside an API with AWS_IAM routes refuses unauthenticated identities, or gives them no role that may
call an API.

## Why
A guest of an identity pool is anybody who knows its id, which stands in every application that uses it. He gets
credentials of AWS, and where the role of guests may invoke an API, AWS_IAM keeps nobody out.

## When it is fine
Where guests get a role for something else, such as metrics of a web page, and its policies do not allow
`execute-api:Invoke`: that passes. Policies that stand elsewhere are undecided, and so is a pool that accepts guests
where the input does not say which role they get. Without a route with AWS_IAM in the input, its credentials open none,
and the pool is not asked.

## How to fix
```terraform
resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name               = "shop"
  allow_unauthenticated_identities = false
}
```

## References
- https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
"""

from __future__ import annotations

from ...model.gateway import IdentityPool
from ...model.iam import Policy, PolicyError
from ...model.roles import Role
from ...model.route_access import invokes_apis
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-126",
    slug="cognito-guest-access",
    title="Guests with credentials for an API",
    subject=IdentityPool,
    severity=HIGH,
)


@RULE.check
def check(pool: IdentityPool, params: Params) -> Verdict:
    """Decides for one identity pool."""
    guests, roles = pool.allows_guests, pool.guest_roles
    if not isinstance(guests, Unknown) and not guests:
        return passed()
    signed = _signed(pool)
    if signed is False:
        return not_applicable("no route of the input has AWS_IAM, which its credentials would open")
    answers = [_may_invoke(role) for role in roles] if isinstance(roles, tuple) else []
    if isinstance(roles, tuple) and all(answer is False for answer in answers):
        return passed()
    if isinstance(guests, Unknown):
        return undecided(f"whether it accepts guests is not known: {guests.reason}", pool, "allows_guests")
    if isinstance(signed, Unknown):
        return undecided(f"whether a route has AWS_IAM is not known: {signed.reason}", pool)
    if roles is None:
        return undecided("which role guests get is not in the input", pool, "allows_guests")
    if isinstance(roles, Unknown):
        return undecided(f"which role guests get is not known: {roles.reason}", pool, "allows_guests")
    unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    if unknown is not None or len(set(answers)) > 1:
        reason = "it may be one of several roles" if unknown is None else unknown.reason
        return undecided(f"what guests may do is not known: {reason}", pool, "allows_guests")
    return fail(
        f"guests of {pool.name} get credentials that may invoke an API: anybody has them",
        pool,
        "allows_guests",
        also=[spot(role, "", "the role of guests") for role in roles[:1]],
        fix="set allow_unauthenticated_identities to false, or take execute-api:Invoke out of the role of guests",
    )


def _signed(pool: IdentityPool) -> bool | Unknown:
    """Whether an API of the input has a route with AWS_IAM."""
    unknown: Unknown | None = None
    for api in pool.apis:
        unknown = api.unread if unknown is None else unknown
        for route in api.routes:
            stated = route.authorization
            if isinstance(stated, Unknown):
                unknown = stated if unknown is None else unknown
            elif str(stated).upper() == "AWS_IAM":
                return True
    return False if unknown is None else unknown


def _may_invoke(role: Role) -> bool | Unknown:
    """Whether one of the role's policies lets it invoke an API."""
    unknown = role.unread
    for each in role.policies:
        document = each.document
        if isinstance(document, Policy):
            answer = invokes_apis(document)
            if answer is True:
                return True
            unknown = answer if isinstance(answer, Unknown) else unknown
        elif isinstance(document, Unknown):
            unknown = document
        elif isinstance(document, PolicyError) or each.managed:
            unknown = Unknown(f"a policy of {role.origin.address} cannot be read")
    return False if unknown is None else unknown
