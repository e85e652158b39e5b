"""Authorizer of the wrong type.

## What it requires
A route with an authorization type that needs an authorizer (CUSTOM, COGNITO_USER_POOLS, JWT) names one, of the type
that goes with it: CUSTOM with a TOKEN or REQUEST authorizer (REQUEST only for HTTP and WebSocket APIs),
COGNITO_USER_POOLS with a Cognito authorizer of a REST API, JWT with a JWT authorizer.

## Why
A route whose type and authorizer do not fit cannot authorize as its author meant. At best the apply stops in the
middle, with a part of the change made; and whoever makes the error go away with NONE opens the route.

## When it is fine
Never; routes with AWS_IAM or NONE use no authorizer and are not asked.

## How to fix
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

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.users.id
}
```

## References
- https://docs.aws.amazon.com/cli/latest/reference/apigateway/put-method.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, REST, WEBSOCKET, Authorizer, Route
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._public import protocol

RULE = Rule(
    id="APIGW-110",
    slug="authorizer-type-mismatch",
    title="Authorizer of the wrong type",
    subject=Route,
    severity=HIGH,
)

#: What may stand behind an authorization type, by the protocol of the API.
_FITTING = {
    "CUSTOM": {REST: ("TOKEN", "REQUEST"), HTTP: ("REQUEST",), WEBSOCKET: ("REQUEST",)},
    "COGNITO_USER_POOLS": {REST: ("COGNITO_USER_POOLS",), HTTP: (), WEBSOCKET: ()},
    "JWT": {REST: ("JWT",), HTTP: ("JWT",), WEBSOCKET: ()},
}


_INSTEAD = {HTTP: "use the type JWT with a JWT authorizer", WEBSOCKET: "use the type CUSTOM with a REQUEST authorizer"}


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    stated = route.authorization
    if isinstance(stated, Unknown):
        return undecided(f"the authorization type is not known: {stated.reason}", route, "authorization")
    wanted = str(stated).upper()
    if wanted not in _FITTING:
        return not_applicable("its authorization type uses no authorizer")
    authorizer = route.authorizer
    if authorizer is None:
        return fail(
            f"{route.name} has the authorization type {wanted}, but names no authorizer",
            route,
            "authorizer",
            fix="name the authorizer",
        )
    if isinstance(authorizer, Unknown):
        return undecided(f"which authorizer it names is not known: {authorizer.reason}", route, "authorizer")
    return _fit(route, wanted, authorizer)


def _fit(route: Route, wanted: str, authorizer: Authorizer) -> Verdict:
    kind, found = protocol(route), authorizer.type
    if isinstance(found, Unknown):
        return undecided(f"the type of its authorizer is not known: {found.reason}", authorizer, "type")
    if found is None:
        if isinstance(kind, Unknown) or kind != REST:
            return undecided("the type of its authorizer is not given", authorizer, "type")
        found = "TOKEN"  # the default of REST authorizers
    found = str(found).upper()
    if isinstance(kind, Unknown):
        answers = {found in fitting for fitting in _FITTING[wanted].values()}
        if len(answers) > 1:
            return undecided(f"whether the API is an HTTP or a WebSocket API is not known: {kind.reason}", route)
        kind = HTTP
    fitting = _FITTING[wanted].get(str(kind), ())
    if found in fitting:
        return passed()
    return fail(
        f"{route.name} has the authorization type {wanted}, but {authorizer.name} is of the type {found}",
        route,
        "authorizer",
        also=[spot(authorizer, "type", "its type")],
        fix=f"name an authorizer of the type {' or '.join(fitting)}" if fitting else _INSTEAD.get(str(kind), ""),
    )
