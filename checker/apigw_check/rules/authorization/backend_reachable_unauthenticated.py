"""Backend with an authorized and an open way in.

## What it requires
A backend that a route with authorization calls is not called by a route without: the same function (with any alias or
version), the same URL with the same method, or the same endpoint behind a VPC link, in this API or in another one of
the input.

## Why
A function behind several routes sees every request that any of them lets through. It often decides by fields of the
event, not by the route, so what one route asks a token for is had through the other one without.

## When it is fine
Where the backend tells the routes apart and the open one is meant to be public: name it in `public_routes`. Not asked:
OPTIONS, MOCK, and services of AWS (APIGW-107). Routes of a WebSocket API are as open as its `$connect`. Different
methods of one URL are different backends, as a gateway sends the method on; a function is always the same one. The
finding is shown at the route that has no authorization. On a PRIVATE API whose resource policy restricts who may call,
the severity is low.

## How to fix
```terraform
variable "function_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = var.function_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders" {
  for_each = toset(["GET /orders", "POST /orders"])

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = each.value
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
}
```

## Parameters
- `public_routes` (list, empty): globs of routes that are meant to be public, such as `GET /health`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from ...model.gateway import WEBSOCKET, Backend, Integration, Route
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._public import (
    PUBLIC_ROUTES,
    answers_preflight,
    callers,
    has_protocol,
    is_public_route,
    protocol,
    severity_on,
    unauthenticated,
)

RULE = Rule(
    id="APIGW-108",
    slug="backend-reachable-unauthenticated",
    title="Backend with an authorized and an open way in",
    subject=Integration,
    severity=MEDIUM,
    params=[PUBLIC_ROUTES],
)

_WHAT = {"function": "function", "url": "URL", "private": "private endpoint"}


class _Ways(Struct, eq=False):
    """The ways into a backend: by method a route with authorization, and the routes of which that is not known."""

    closed: dict[str, Route] = field(default_factory=dict)
    unclear: list[Unknown] = field(default_factory=list)

    def beside(self, method: str) -> Route | None:
        """A route with authorization that calls the backend with this method."""
        if method == "ANY":
            return next(iter(self.closed.values()), None)
        return self.closed.get(method) or self.closed.get("ANY")


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    backend = integration.backend
    if backend is None:
        return not_applicable("calls neither a function nor a URL")
    opened: list[tuple[Route, str | Unknown]] = []
    unclear: Unknown | None = None
    for route in integration.routes:
        state = _state(route, backend, params)
        if isinstance(state, Unknown):
            unclear = state if unclear is None else unclear
        elif state == "open":
            opened.append((route, _method(route, integration)))
    if not opened and unclear is None:
        return passed() if integration.routes else not_applicable("no route of the input uses it")
    ways = _ways(backend) if backend.label else _collect(backend, [integration])
    both = [(route, other) for route, method in opened if isinstance(method, str) and (other := ways.beside(method))]
    if both:
        return _failure(integration, backend, both)
    return _unsure(integration, backend, ways, [route for route, _ in opened], unclear)


def _failure(integration: Integration, backend: Backend, both: list[tuple[Route, Route]]) -> Verdict:
    # A route that the resource policy leaves to everyone says most.
    route, other = next((pair for pair in both if not severity_on(pair[0])), both[0])
    what = _WHAT.get(backend.kind, "backend")
    more = f" and {len(both) - 1} more" if len(both) > 1 else ""
    elsewhere = "" if other.api is route.api else f" of {other.api.name}"
    protected = spot(_decides(other, backend), "authorization", "the way in that is protected")
    return fail(
        f"{callers(route)} can call through {route.name}{more} the {what} behind {other.name}{elsewhere}, "
        "which asks for authorization",
        _decides(route, backend),
        "authorization",
        also=[protected, spot(integration, "uri", "the backend")],
        fix="set an authorization type on the open route too, or list it in public_routes",
        severity=severity_on(route),
        extent=sorted({each.name for each, _ in both}),
    )


def _unsure(
    integration: Integration, backend: Backend, ways: _Ways, opened: list[Route], unclear: Unknown | None
) -> Verdict:
    """The verdict where no route with authorization is known to call the same."""
    if unclear is not None and (ways.closed or len(ways.unclear) > 1 or opened):
        return undecided(f"which of its routes are open is not known: {unclear.reason}", integration)
    if opened and ways.unclear:
        return undecided(f"which routes of its backend are open is not known: {ways.unclear[0].reason}", integration)
    if _may_be_protected(backend):
        what = _WHAT.get(backend.kind, "backend")
        return undecided(f"whether a route with authorization calls the same {what} is not known", integration, "uri")
    return passed()


def _may_be_protected(backend: Backend) -> bool:
    """Whether a route with authorization, or one of which that is not known, may lead to the same backend."""
    found: bool | None = backend.memo.get("maybe")
    if found is None:
        others = backend.maybe if backend.label else [backend, *backend.maybe]
        found = any(ways.closed or ways.unclear for ways in map(_ways, others))
        backend.memo["maybe"] = found
    return found


def _ways(backend: Backend) -> _Ways:
    found: _Ways | None = backend.memo.get("ways")
    if found is None:
        found = backend.memo["ways"] = _collect(backend, backend.integrations)
    return found


def _collect(backend: Backend, integrations: Iterable[Integration]) -> _Ways:
    ways = _Ways()
    for integration in integrations:
        for route in integration.routes:
            state, method = _is_open(route, backend), _method(route, integration)
            if isinstance(state, Unknown):
                ways.unclear.append(state)
            elif state == "closed" and isinstance(method, Unknown):
                ways.unclear.append(method)
            elif state == "closed":
                ways.closed.setdefault(str(method), route)
    return ways


def _state(route: Route, backend: Backend, params: Params) -> str | Unknown:
    """`open` where the route is open and nobody says that it shall be, else `closed`, `exempt` or Unknown."""
    state, decides = _is_open(route, backend), _decides(route, backend)
    if isinstance(state, str) and state != "open":
        return state
    for answer in (is_public_route(decides, params.public_routes), answers_preflight(route)):
        if answer is True:
            return "exempt"
        if isinstance(answer, Unknown):
            return answer
    return state


def _is_open(route: Route, backend: Backend) -> str | Unknown:
    """`open`, `closed`, Unknown; `exempt` for OPTIONS."""
    if isinstance(route.method, str) and route.method == "OPTIONS":
        return "exempt"
    decides, kind = _decides(route, backend), protocol(route)
    open_ = unauthenticated(decides)
    if isinstance(open_, Unknown):
        return open_
    if not open_:
        return "closed"
    if isinstance(kind, Unknown):
        return kind
    if kind == WEBSOCKET and decides is route:
        return _without_connect(route)
    return "open"


def _without_connect(route: Route) -> str | Unknown:
    """Whether an open WebSocket route is open where no other route is known to be `$connect`."""
    if isinstance(route.route_key, str) and route.route_key == "$connect":
        return "open"
    keys = (other.route_key for other in route.api.routes)
    return next(
        (key for key in keys if isinstance(key, Unknown)), "open" if route.api.unread is None else route.api.unread
    )


def _decides(route: Route, backend: Backend) -> Route:
    """The route that decides who may call: itself, but `$connect` for the routes of a WebSocket API that has one."""
    if not has_protocol(route, WEBSOCKET):
        return route
    key = f"connect {id(route.api)}"
    if key not in backend.memo:
        named = (other for other in route.api.routes if isinstance(other.route_key, str))
        backend.memo[key] = next((other for other in named if other.route_key == "$connect"), None)
    return backend.memo[key] or route


def _method(route: Route, integration: Integration) -> str | Unknown:
    """The method that the backend is called with; a function does not know any."""
    if integration.backend is not None and integration.backend.kind == "function":
        return "ANY"
    method = integration.method
    if method is None or (isinstance(method, str) and method.upper() == "ANY"):
        method = route.method
    return method if isinstance(method, Unknown) else str(method or "ANY").upper()
