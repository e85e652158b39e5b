"""WebSocket $connect without authorization.

## What it requires
The `$connect` route of a WebSocket API has the authorization type AWS_IAM or CUSTOM. Other WebSocket routes cannot have
one and are never flagged.

## Why
A WebSocket API asks who is calling once, when the connection is made. After that every message of the connection is
let through, so an open `$connect` opens every route of the API to anyone on the internet.

## When it is fine
A feed that is meant to be public: list `$connect` in `public_routes`.

## How to fix
```terraform
variable "authorizer_invoke_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_authorizer" "token" {
  api_id           = aws_apigatewayv2_api.chat.id
  name             = "token"
  authorizer_type  = "REQUEST"
  authorizer_uri   = var.authorizer_invoke_arn
  identity_sources = ["route.request.querystring.token"]
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.token.id
}
```

## Parameters
- `public_routes` (list, empty): globs; `$connect` names the route that this rule looks at.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

from __future__ import annotations

from ...model.gateway import WEBSOCKET, Route
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, undecided
from ._public import PUBLIC_ROUTES, callers, defended, protocol

RULE = Rule(
    id="APIGW-102",
    slug="websocket-connect-without-authorization",
    title="WebSocket $connect without authorization",
    subject=Route,
    severity=HIGH,
    params=[PUBLIC_ROUTES],
    replaces=["APIGW-105", "APIGW-108"],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    kind, key = protocol(route), route.route_key
    if not isinstance(kind, Unknown) and kind != WEBSOCKET:
        return not_applicable("not a WebSocket API")
    if not isinstance(key, Unknown) and key != "$connect":
        return not_applicable("only $connect can have an authorizer")
    verdict = defended(route, params)
    if verdict is not None:
        return verdict
    if isinstance(key, Unknown):
        return undecided(f"whether this is $connect is not known: {key.reason}", route, "route_key")
    return fail(
        f"{callers(route)} can open a connection: $connect has no authorization",
        route,
        "authorization",
        fix="set authorization_type to AWS_IAM, or to CUSTOM with a REQUEST authorizer, on $connect",
    )
