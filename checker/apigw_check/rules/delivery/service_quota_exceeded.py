"""Service quota exceeded.

## What it requires
An API stays inside the quotas that the service sets for one API: 300 path resources of a REST API, 300 routes and 300
integrations of an HTTP or WebSocket API, 10 authorizers, 10 stages, 10 scopes of an HTTP route, 50 audiences of a JWT
authorizer.

## Why
What is beyond a quota is refused in the middle of an apply: the routes that came first are live, their siblings, or the
stage with the limits and logs, are not.

## When it is fine
AWS raises some of these quotas for an API; say so in the parameters. The integrations, scopes and audiences of an HTTP
API are fixed. What may belong to the API or to another one makes the verdict undecided where it decides.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "shop" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://shop.example.com/{proxy}"
}

# One route for all below a path, and one integration for many routes.
resource "aws_apigatewayv2_route" "shop" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "ANY /shop/{proxy+}"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.shop.id}"
}
```

## Parameters
- `resources`: path resources of a REST API (300).
- `routes`: routes of an HTTP or WebSocket API (300).
- `websocket_integrations`: integrations of a WebSocket API (300).
- `authorizers`: authorizers of an API (10).
- `stages`: stages of an API (10).

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ...facts import quotas
from ...model.gateway import REST, WEBSOCKET, Api, Subject
from ...model.value import Unknown
from ..base import MEDIUM, Param, Params, Rule, Spot, Verdict, fail, not_applicable, passed, spot, undecided

_LIMITS = {"resources": 300, "routes": 300, "websocket_integrations": 300, "authorizers": 10, "stages": 10}
RULE = Rule(
    id="APIGW-822",
    slug="service-quota-exceeded",
    title="Service quota exceeded",
    subject=Api,
    severity=MEDIUM,
    params=[
        Param(name, limit, f"How many {name.replace('_', ' ')} an API may have.") for name, limit in _LIMITS.items()
    ],
)

#: What is counted: its words, how many there are, how many more there may be, the limit, and where it is.
_Count: TypeAlias = tuple[str, int, int, int, Spot | None]


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if isinstance(api.protocol, Unknown):
        return not_applicable("the API is defined outside this input")
    kind = str(api.protocol)
    if kind not in quotas():
        return not_applicable("no quotas are known for this kind of API")
    counts = list(_counts(api, kind, params))
    over = [count for count in counts if count[1] > count[3]]
    if over:
        what = " and ".join(f"{found} {words} (of {limit})" for words, found, _, limit, _ in over)
        place = over[0][4] or spot(api)
        return fail(
            f"{api.name} has {what}: the service refuses the rest",
            place.origin,
            place.field,
            fix="split the API or join routes; where AWS raised the quota, set the parameter",
            extent=[words for words, *_ in over],
        )
    for words, found, maybe, limit, _ in counts:
        if found + maybe > limit:
            return undecided(
                f"whether {api.name} stays within {limit} {words} is not known: some may be another API's", api
            )
    if api.unread is not None and not api.external:
        return undecided(f"how much {api.name} holds is not known: {api.unread.reason}", api, "body")
    return passed()


def _counts(api: Api, kind: str, params: Params) -> Iterator[_Count]:
    limits = {name: quota.limit for name, quota in quotas()[kind].quotas.items()}
    if kind == REST:
        in_bodies = len(_paths(api))
        yield "path resources", max(api.resources, in_bodies), api.resources_maybe, params.resources, None
    else:
        yield "routes", *_sure(api.routes), params.routes, None
        most = params.websocket_integrations if kind == WEBSOCKET else limits["integrations"]
        yield "integrations", *_sure(api.integrations), most, None
    yield "authorizers", *_sure(api.authorizers), params.authorizers, None
    yield "stages", *_sure(api.stages), params.stages, None
    if "scopes_per_route" in limits:
        for route in api.routes:
            if isinstance(route.scopes, tuple) and len(route.scopes) > limits["scopes_per_route"]:
                yield f"scopes on {route.name}", len(route.scopes), 0, limits["scopes_per_route"], spot(route, "scopes")
        for authorizer in api.authorizers:
            audience = authorizer.audience
            if isinstance(audience, tuple) and len(audience) > limits["audiences_per_authorizer"]:
                place = spot(authorizer, "audience")
                yield f"audiences of {authorizer.name}", len(audience), 0, limits["audiences_per_authorizer"], place


def _sure(subjects: Sequence[Subject]) -> tuple[int, int]:
    maybe = sum(bool(subject.ambiguous) for subject in subjects)
    return len(subjects) - maybe, maybe


def _paths(api: Api) -> set[str]:
    """The resources that the paths of a body need: one for each path and for each of its beginnings."""
    found: set[str] = set()
    for route in api.routes:
        if route.origin.attribute and isinstance(route.path, str):
            parts = [part for part in route.path.split("/") if part]
            found.update("/".join(parts[: end + 1]) for end in range(len(parts)))
    return found
