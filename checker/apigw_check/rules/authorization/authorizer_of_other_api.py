"""Authorizer of another API.

## What it requires
A route and the authorizer that it names belong to the same API.

## Why
An authorizer exists in one API only. A route that names that of another one, as happens when a second API is copied
from the first, cannot authorize as its author meant. At best the apply stops in the middle, with a part of the change
made; and whoever makes the error go away with NONE opens the route.

## When it is fine
Never. Where one of the two APIs is defined outside the input (a data source, a variable), whether they are the same is
not known, and the result is undecided. Routes with NONE or AWS_IAM use no authorizer and are not asked.

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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
"""

from __future__ import annotations

from ...model.gateway import Route
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-111",
    slug="authorizer-of-other-api",
    title="Authorizer of another API",
    subject=Route,
    severity=HIGH,
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    stated, authorizer = route.authorization, route.authorizer
    if isinstance(stated, str) and stated.upper() in ("NONE", "AWS_IAM"):
        return not_applicable("its authorization type uses no authorizer")
    if authorizer is None:
        return not_applicable("names no authorizer")
    if isinstance(authorizer, Unknown):
        return undecided(f"which authorizer it names is not known: {authorizer.reason}", route, "authorizer")
    if authorizer.api is route.api:
        return passed()
    if route.api.external or authorizer.api.external:
        return undecided("whether its API is that of its authorizer is not known: it is defined elsewhere", route)
    if isinstance(stated, Unknown):
        return undecided(f"the authorization type is not known: {stated.reason}", route, "authorization")
    if authorizer.ambiguous:
        return undecided(authorizer.ambiguous, authorizer)
    return fail(
        f"{route.name} belongs to {route.api.name}, but {authorizer.name} to {authorizer.api.name}",
        route,
        "authorizer",
        also=[spot(authorizer, "api", "its API")],
        fix=f"name an authorizer of {route.api.name}",
    )
