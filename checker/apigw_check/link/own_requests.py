"""Resources of a resource policy that are written with the ARN of the API itself, which only applying gives.

`${aws_api_gateway_rest_api.shop.execution_arn}/*` is what the policy of `shop` calls `execute-api:/*` as well:
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
"""

from __future__ import annotations

from msgspec import structs

from ..model.holes import Awaited, PartlyKnown
from ..model.iam import Policy, PolicyError, Statement
from ..model.value import Unknown


def own_requests(policy: Policy | PolicyError | Unknown | None, api: str) -> Policy | PolicyError | Unknown | None:
    """The policy of an API (its address) with the requests of that API in short form, where they are known."""
    if not isinstance(policy, Policy):
        return policy
    return structs.replace(
        policy,
        statements=tuple(
            each
            if isinstance(each.resources, Unknown)
            else structs.replace(each, resources=tuple(_short(one, api) for one in each.resources))
            for each in policy.statements
        ),
    )


def with_resources(policy: Policy | Unknown, read: Policy | Unknown) -> Policy | Unknown:
    """A policy with the resources that its text, `read` with holes, tells more of than its arguments."""
    if isinstance(policy, Unknown) or isinstance(read, Unknown) or len(policy.statements) != len(read.statements):
        return policy
    pairs = list(zip(policy.statements, read.statements, strict=True))
    if not all(_are_the_same(own, other) for own, other in pairs):
        return policy
    return structs.replace(
        policy, statements=tuple(structs.replace(own, resources=other.resources) for own, other in pairs)
    )


def _are_the_same(own: Statement, other: Statement) -> bool:
    """Whether two readings of a statement agree in what both know, and name as many resources."""
    if isinstance(own.resources, Unknown) or isinstance(other.resources, Unknown):
        return False
    pairs = [(own.effect, other.effect), (own.sid, other.sid)]
    if len(own.resources) != len(other.resources) or own.resources_negated != other.resources_negated:
        return False
    if not isinstance(own.actions, Unknown) and not isinstance(other.actions, Unknown):
        if len(own.actions) != len(other.actions):
            return False
        pairs += zip(own.actions, other.actions, strict=True)
    pairs += zip(own.resources, other.resources, strict=True)
    return all(isinstance(one, Unknown) or isinstance(two, Unknown) or one == two for one, two in pairs)


def _short(resource: str | Unknown, api: str) -> str | Unknown:
    if not isinstance(resource, PartlyKnown) or len(resource.parts) < 2:
        return resource
    last, rest = resource.parts[-2:]
    if not isinstance(last, Awaited) or not isinstance(rest, str) or not rest.startswith(("/", "*")):
        return resource
    # An ARN as a whole, or one that ends in the id.
    whole = len(resource.parts) == 2 and last.sources == (f"{api}.execution_arn",)
    put_together = last.sources == (f"{api}.id",) and str(resource.parts[0]).startswith("arn:")
    # After the id, `*` stands for the slash and what follows it.
    return f"execute-api:/{rest.removeprefix('/')}" if whole or put_together else resource
