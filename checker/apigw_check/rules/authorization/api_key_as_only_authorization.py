"""API key as only authorization.

## What it requires
A route that requires an API key also has an authorization type other than NONE.

## Why
API keys identify the customer of a usage plan, for metering. They travel in every request, have no expiry, end up in
logs and app packages, and a key that is valid for one API of a usage plan is valid for all APIs of that plan. AWS:
"Don't rely on API keys as your only means of authentication and authorization for your APIs."

## When it is fine
Exemptions as in APIGW-101: CORS preflights and `public_routes`; low on a PRIVATE API whose resource policy restricts
who may call. One cause gives one finding: where APIGW-101, 102, 103, 106 or 107 fails on the route, none of them
milder, that finding is shown, and it says that a key is required. This one appears where a pack leaves those out.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "list_orders" {
  rest_api_id      = aws_api_gateway_rest_api.shop.id
  resource_id      = aws_api_gateway_resource.orders.id
  http_method      = "GET"
  authorization    = "AWS_IAM"
  api_key_required = true
}
```

## Parameters
- `public_routes` (list, empty): globs of routes for which a key is enough, such as `GET /quotes`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
"""

from __future__ import annotations

from ...model.gateway import WEBSOCKET, Route
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, undecided
from ._public import PUBLIC_ROUTES, callers, defended, has_protocol, needs_api_key, severity_on

RULE = Rule(
    id="APIGW-105",
    slug="api-key-as-only-authorization",
    title="API key as only authorization",
    subject=Route,
    severity=MEDIUM,
    params=[PUBLIC_ROUTES],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    key = needs_api_key(route)
    if key is False:
        return not_applicable("requires no API key")
    if has_protocol(route, WEBSOCKET) and not isinstance(route.route_key, Unknown) and route.route_key != "$connect":
        return not_applicable("WebSocket routes other than $connect cannot have an authorizer")
    verdict = defended(route, params)
    if verdict is not None:
        return verdict
    if isinstance(key, Unknown):
        return undecided(f"whether it requires an API key is not known: {key.reason}", route, "api_key_required")
    if has_protocol(route, WEBSOCKET) and isinstance(route.route_key, Unknown):
        return undecided(f"whether this is $connect is not known: {route.route_key.reason}", route, "route_key")
    return fail(
        f"{callers(route)} can call {route.name}: the key is its only protection",
        route,
        "api_key_required",
        fix="set an authorization type besides the API key",
        severity=severity_on(route),
    )
