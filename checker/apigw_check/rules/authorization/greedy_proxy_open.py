"""Open proxy route.

## What it requires
No route without authorization forwards everything to a backend: none with a greedy path (`{proxy+}`), none for every
method (`ANY`), and no `$default` route of an HTTP API.

## Why
Such a route publishes whatever the backend has now and whatever it will have: admin pages, debug endpoints, methods
that nobody thought of. A new handler behind it is public once it is deployed, without a change to the gateway.

## When it is fine
Not asked of routes without a backend (MOCK, or no integration), of OPTIONS, of WebSocket APIs (where `$connect`
decides, see APIGW-102) and of routes that `public_routes` names: a public web site, or a function that authorizes every
request itself. Any other integration counts, a Lambda function too: what the function checks cannot be seen from here.
`ANY` on one fixed path opens one path, not all of them: the severity is high then, and critical otherwise. On a PRIVATE
API whose resource policy restricts who may call, it is low, and medium on any other with such a policy, or with
mutual TLS on every way to it. Shown in place of APIGW-101, APIGW-103 and APIGW-104.

## How to fix
Name the routes that exist, or put an authorizer before all of them.

```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "users" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "users"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_integration" "backend" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://backend.example.com/{proxy}"
}

resource "aws_apigatewayv2_route" "proxy" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "ANY /{proxy+}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.users.id
  target             = "integrations/${aws_apigatewayv2_integration.backend.id}"
}
```

## Parameters
- `public_routes` (list, empty): globs of routes that are meant to be public, such as `ANY /{proxy+}`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, WEBSOCKET, Integration, Route
from ...model.value import Unknown, known
from ..base import CRITICAL, HIGH, Params, Rule, Verdict, fail, not_applicable, spot, undecided
from ._public import PUBLIC_ROUTES, callers, defended, has_protocol, protocol, severity_on

RULE = Rule(
    id="APIGW-106",
    slug="greedy-proxy-open",
    title="Open proxy route",
    subject=Route,
    severity=CRITICAL,
    params=[PUBLIC_ROUTES],
    replaces=["APIGW-101", "APIGW-103", "APIGW-104", "APIGW-105", "APIGW-108"],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if known(protocol(route)) == WEBSOCKET:
        return not_applicable("of a WebSocket API only $connect decides who may call; see APIGW-102")
    greedy, wide, backend = _takes_any_path(route), _takes_all(route), _forwards(route)
    if wide is False:
        return not_applicable("takes one method of one path")
    if backend is False:
        return not_applicable("has no backend")
    verdict = defended(route, params)
    if verdict is not None:
        return verdict
    if isinstance(wide, Unknown):
        return undecided(f"what the route takes is not known: {wide.reason}", route, "path")
    if isinstance(backend, Unknown):
        return undecided(f"whether it forwards to a backend is not known: {backend.reason}", route, "integration")
    reach = "every path and whatever the backend has there" if greedy is True else "every method of this path"
    return fail(
        f"{callers(route)} can reach {reach} through {route.name}: it has no authorization",
        route,
        "authorization",
        also=[spot(route.integration, "uri", "the backend")] if isinstance(route.integration, Integration) else [],
        fix="set an authorization type, or replace the route by those that are meant to be public",
        severity=severity_on(route) or ("" if greedy is True else HIGH),
    )


def _takes_any_path(route: Route) -> bool | Unknown:
    """Whether its path is greedy, or it is the `$default` route."""
    if isinstance(route.route_key, str) and route.route_key == "$default":
        return True
    paths = route.paths if isinstance(route.path, Unknown) else (route.path,)
    answers = {isinstance(path, str) and path.rstrip("/").endswith("+}") for path in paths}
    if len(answers) == 1:
        return answers.pop()
    return route.path if isinstance(route.path, Unknown) else False


def _takes_all(route: Route) -> bool | Unknown:
    """Whether it takes any path or any method; an OPTIONS route takes preflights."""
    if isinstance(route.method, Unknown):
        return route.method
    if route.method == "OPTIONS":
        return False
    return True if route.method == "ANY" else _takes_any_path(route)


def _forwards(route: Route) -> bool | Unknown:
    """Whether there is a backend behind it; an HTTP API has no MOCK integrations."""
    integration = route.integration
    if isinstance(integration, Unknown):
        return integration
    if integration is None:
        return False
    if has_protocol(route, HTTP):
        return True
    return integration.type if isinstance(integration.type, Unknown) else integration.type != "MOCK"
