"""Preflight that reaches the backend.

## What it requires
An OPTIONS method without authorization is answered by the gateway: by a MOCK integration in a REST API, by the CORS
configuration in an HTTP API.

## Why
Preflights carry no credentials, so OPTIONS has to be open. With a backend behind it, it is an open way to that backend:
anyone can have the function invoked or the service called, and what it does with the method OPTIONS is seldom tested.

## When it is fine
Where the backend has to answer preflights itself, because the origins that it allows are known to it alone: name the
route in `public_routes`. OPTIONS with authorization, and without an integration, is not asked. One cause gives one
finding: where APIGW-101, 103, 104 or 107 fails on the route, none of them milder, that finding is shown. This one
appears where a pack leaves those out or excepts the route from them.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "preflight" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "preflight" {
  rest_api_id       = aws_api_gateway_rest_api.shop.id
  resource_id       = aws_api_gateway_rest_api.shop.root_resource_id
  http_method       = aws_api_gateway_method.preflight.http_method
  type              = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
}
```

## Parameters
- `public_routes` (list, empty): globs of routes that are meant to be public, such as `OPTIONS /orders`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, Integration, Route
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._public import PUBLIC_ROUTES, answers_preflight, callers, has_protocol, is_public_route, unauthenticated

RULE = Rule(
    id="APIGW-122",
    slug="preflight-reaches-backend",
    title="Preflight that reaches the backend",
    subject=Route,
    severity=LOW,
    params=[PUBLIC_ROUTES],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    method, integration = route.method, route.integration
    if method is None or (isinstance(method, str) and method != "OPTIONS"):
        return not_applicable("not an OPTIONS method")
    if integration is None:
        return not_applicable("has no backend")
    open_, public = unauthenticated(route), is_public_route(route, params.public_routes)
    if open_ is False:
        return not_applicable("has an authorization type")
    if public is True:
        return not_applicable("listed in public_routes")
    if isinstance(method, Unknown):
        return undecided(f"whether it is OPTIONS is not known: {method.reason}", route, "method")
    answered = answers_preflight(route)
    if answered is True:
        return passed()
    for value, what, field in (
        (answered, "what answers it", "integration"),
        (open_, "the authorization type", "authorization"),
        (public, "whether public_routes names it", "path"),
    ):
        if isinstance(value, Unknown):
            return undecided(f"{what} is not known: {value.reason}", route, field)
    http = has_protocol(route, HTTP)
    return fail(
        f"{callers(route)} can reach the backend of {route.name}, which needs no more than an answer to preflights",
        route,
        "authorization",
        also=[spot(integration, "type", "the backend")] if isinstance(integration, Integration) else [],
        fix="let the CORS configuration of the API answer" if http else "answer from an integration of the type MOCK",
    )
