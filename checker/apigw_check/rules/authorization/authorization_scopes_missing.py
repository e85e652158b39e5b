"""Route that any token opens.

## What it requires
A route with a Cognito or JWT authorizer requires scopes.

## Why
Without scopes the authorizer asks who issued the token and for which application, not what for. A token for reading the
profile opens the route that deletes orders; and where no scope is required, an ID token, which is made for the client,
is taken like an access token.

## When it is fine
Where the backend decides by the claims of the token, or where ID tokens are meant: this rule is not in the recommended
pack. Scopes that are known only after apply are there, and pass.

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
  api_id               = aws_apigatewayv2_api.shop.id
  route_key            = "GET /orders"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.users.id
  authorization_scopes = ["shop/orders.read"]
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

from __future__ import annotations

from ...model.gateway import Route
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-115",
    slug="authorization-scopes-missing",
    title="Route that any token opens",
    subject=Route,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one route."""
    stated, scopes = route.authorization, route.scopes
    if not isinstance(stated, Unknown) and str(stated).upper() not in ("COGNITO_USER_POOLS", "JWT"):
        return not_applicable("its authorization type has no scopes")
    if isinstance(scopes, Unknown) or scopes:
        return passed()
    if isinstance(stated, Unknown):
        return undecided(f"the authorization type is not known: {stated.reason}", route, "authorization")
    return fail(
        f"any token that its authorizer takes opens {route.name}: it requires no scope",
        route,
        "scopes",
        fix="set authorization_scopes to what a token has to be for",
    )
