"""Route without authorization.

## What it requires
Every REST method, HTTP route and OpenAPI operation has an authorization type other than NONE. An API key is no
authorization: a route that requires one and nothing else fails here, and APIGW-105 is not shown beside it.

## Why
Without an authorizer anyone on the internet who learns the URL can call the route; the gateway passes the request on,
and whatever stands behind it is the only thing left to refuse it.

## When it is fine
Not asked of CORS preflights, which browsers send without credentials: OPTIONS answered by a MOCK integration, and
OPTIONS of an HTTP API with a CORS configuration, which the service itself answers. Not asked of WebSocket routes
(APIGW-102 looks at `$connect`, the only one that can have an authorizer), nor of routes that `public_routes` names: a
health check, a login route or a webhook that checks signatures belongs there. On a PRIVATE API whose resource policy
restricts who may call, the severity is low, and likewise where that policy is known only after apply; on any other API
with a policy that restricts (to addresses, say), it is medium, and so it is where every domain of the API asks for
client certificates (mutual TLS) and its execute-api endpoint is disabled.

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

resource "aws_cognito_user_pool" "users" {
  name = "users"
}

resource "aws_api_gateway_authorizer" "users" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  name          = "users"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.users.arn]
}

resource "aws_api_gateway_method" "list_orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.users.id
}
```

## Parameters
- `public_routes` (list, empty): globs of routes that are meant to be public, such as `GET /health`, `* /public/*` or
  `$default`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

from ...model.gateway import WEBSOCKET, Route
from ...model.value import known
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, spot
from ._public import PUBLIC_ROUTES, callers, defended, needs_api_key, protocol, severity_on

RULE = Rule(
    id="APIGW-101",
    slug="route-without-authorization",
    title="Route without authorization",
    subject=Route,
    severity=HIGH,
    params=[PUBLIC_ROUTES],
    replaces=["APIGW-105", "APIGW-108", "APIGW-122"],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if known(protocol(route)) == WEBSOCKET:
        return not_applicable("WebSocket routes other than $connect cannot have an authorizer; see APIGW-102 for that")
    verdict = defended(route, params)
    if verdict is not None:
        return verdict
    why = "it has no authorization"
    also = []
    if route.authorizer is not None:
        why = "it names an authorizer, but its authorization type is NONE"
        also.append(spot(route, "authorizer", "not used with NONE"))
    elif needs_api_key(route) is True:
        why = "an API key is no authorization"
    return fail(
        f"{callers(route)} can call {route.name}: {why}",
        route,
        "authorization",
        also=also,
        fix="set an authorization type (AWS_IAM, CUSTOM, COGNITO_USER_POOLS, JWT), or list the route in public_routes",
        severity=severity_on(route),
    )
