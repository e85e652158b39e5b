"""Public route without a limit of its own.

## What it requires
A route that anyone may call has throttling limits of its own at every stage: an entry for its method in the method
settings of a REST stage, or in the route settings of an HTTP or WebSocket stage.

## Why
Callers that nobody knows cannot be told apart or shut out. Without limits of its own, a public route takes what its
stage has, and the routes of paying callers answer 429.

## When it is fine
Not asked of routes with authorization or a required API key, of answers to CORS preflights, of the message routes of
WebSocket APIs (whoever passes `$connect` may send), and of APIs without a stage in the input. Where all routes are
public, one limit for the stage does as well; list those routes in `shared_routes`.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }

  route_settings {
    route_key              = "GET /catalogue"
    throttling_rate_limit  = 20
    throttling_burst_limit = 10
  }
}
```

## Parameters
- `shared_routes`: routes that may share the stage's limits, globs such as `GET /health`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
"""

from __future__ import annotations

from ...effective import normal_scope
from ...model.gateway import WEBSOCKET, Route, Setting, Stage
from ...model.value import UndecidedError, Unknown
from ..authorization._public import (
    answers_preflight,
    callers,
    has_protocol,
    is_public_route,
    needs_api_key,
    unauthenticated,
)
from ..base import LOW, STRICT, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._cache import group_of
from ._groups import LIMITS, agreed, defined_elsewhere, limits

RULE = Rule(
    id="APIGW-405",
    slug="public-route-shares-throttle",
    title="Public route without a limit of its own",
    subject=Route,
    severity=LOW,
    pack=STRICT,
    params=[Param("shared_routes", [], "Routes that may share the stage's limits: globs such as `GET /health`.")],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if not route.api.stages:
        return not_applicable("no stage of its API is in the input")
    if has_protocol(route, WEBSOCKET) and not _connects(route):
        return not_applicable("whoever may connect may send messages")
    public = _is_public(route)
    if public is False:
        return not_applicable("its callers are told apart, or it answers preflights")
    if is_public_route(route, params.shared_routes) is True:
        return not_applicable("listed in shared_routes")
    unknown: Unknown | None = None
    for stage in route.api.stages:
        own = _own_limits(stage, route)
        if own is False:
            if isinstance(public, Unknown):
                return undecided(public.reason, route, "authorization")
            if (unsure := _unsure_kind(route)) is not None:
                return undecided(f"whether {route.name} sends messages is not known: {unsure.reason}", route)
            return fail(
                f"{callers(route)} can call {route.name}, and at {stage.name} it has no throttling limits of its own",
                route,
                "authorization",
                fix=f"give it settings of its own at {stage.name}, with both throttling limits",
            )
        if isinstance(own, Unknown):
            unknown = own
    if unknown is not None:
        return undecided(f"whether {route.name} has limits of its own is not known: {unknown.reason}", route)
    return passed()


def _connects(route: Route) -> bool:
    return isinstance(route.route_key, Unknown) or route.route_key == "$connect"


def _unsure_kind(route: Route) -> Unknown | None:
    """Why it is not known whether the route is one of a WebSocket API by which messages are sent."""
    protocol, key = route.api.protocol, route.route_key
    if isinstance(protocol, Unknown):
        return None if isinstance(key, str) and (key == "$connect" or " " in key) else protocol
    return key if protocol == WEBSOCKET and isinstance(key, Unknown) else None


def _is_public(route: Route) -> bool | Unknown:
    answers = (unauthenticated(route), _not(needs_api_key(route)), _not(answers_preflight(route)))
    if any(each is False for each in answers):
        return False
    return next((each for each in answers if isinstance(each, Unknown)), True)


def _not(answer: bool | Unknown) -> bool | Unknown:
    return answer if isinstance(answer, Unknown) else not answer


def _own_limits(stage: Stage, route: Route) -> bool | Unknown:
    if stage.settings_unread is not None:
        return stage.settings_unread
    group = group_of(stage, route)
    elsewhere = defined_elsewhere(stage)
    if group is None:
        return False if elsewhere is None else elsewhere
    entries: list[Setting | None] = [*group.chain[:1], *group.maybe]
    if not group.chain:
        entries.insert(0, None)
    candidates = limits(group)
    if len(candidates) != len(entries):  # both are about the nearest entry
        entries = [entries[0]] * len(candidates)
    try:
        found = agreed(group, [_limited(entry, values) for entry, values in zip(entries, candidates, strict=True)])
    except UndecidedError as error:
        return error.unknown
    return elsewhere if elsewhere is not None and not found else found


def _limited(entry: Setting | None, values: dict[str, float | Unknown | None]) -> bool | Unknown:
    """Whether the entry is the route's own and gives both limits."""
    if entry is None:
        return False
    if isinstance(entry.scope, Unknown):
        return entry.scope
    if normal_scope(entry.scope) in ("*/*", "*"):
        return False
    for name in LIMITS:
        value = values[name]
        if isinstance(value, Unknown):
            return value
        if value is None or value < 0:
            return False
    return True
