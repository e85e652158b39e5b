"""Authorizer that no route uses.

## What it requires
Every authorizer authorizes at least one route.

## Why
An authorizer that nothing uses is a remnant, or the sign of a route that was meant to name it and does not. Its
function keeps a permission to be invoked, and the next reader takes the API for protected.

## When it is fine
While routes are being moved to it. An API without any route in the input has them elsewhere, and the result is
undecided. A route that names an authorizer with the authorization type NONE does not use it.

## How to fix
Remove the authorizer, or name it in the routes that it is for.

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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
"""

from __future__ import annotations

from ...model.gateway import Authorizer
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, passed, spot, undecided

RULE = Rule(
    id="APIGW-112",
    slug="authorizer-unused",
    title="Authorizer that no route uses",
    subject=Authorizer,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    if authorizer.routes:
        return passed()
    if authorizer.routes_unread is not None:
        return undecided(f"which routes use it is not known: {authorizer.routes_unread.reason}", authorizer)
    if not authorizer.api.routes:
        return undecided("the routes of its API are not in the input", authorizer)
    naming = [route for route in authorizer.api.routes if route.authorizer is authorizer]
    return fail(
        f"no route of {authorizer.api.name} authorizes by {authorizer.name}",
        authorizer,
        also=[spot(route, "authorization", "names it, but does not use it") for route in naming[:3]],
        fix="name it in the routes that it is for, or remove it",
    )
