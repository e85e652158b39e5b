"""API key on an HTTP API.

## What it requires
No route of an HTTP API requires an API key.

## Why
HTTP APIs have neither API keys nor usage plans. The argument looks like protection and is none: the service ignores or
refuses it.

## When it is fine
Not asked of REST APIs and of WebSocket APIs, which have API keys. An API key among the security schemes of an OpenAPI
body is another matter: APIGW-104.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = "AWS_IAM"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_route
"""

from __future__ import annotations

from ...model.gateway import HTTP, Route
from ...model.value import Unknown
from ..authorization._public import needs_api_key, protocol
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-412",
    slug="api-key-on-http-api",
    title="API key on an HTTP API",
    subject=Route,
    severity=LOW,
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    kind, needed = protocol(route), needs_api_key(route)
    if not isinstance(kind, Unknown) and kind != HTTP:
        return not_applicable("asked of HTTP APIs only")
    if needed is False:
        return passed()
    for unknown, what, field in ((kind, "the type of its API", "route_key"), (needed, "the key", "api_key_required")):
        if isinstance(unknown, Unknown):
            return undecided(f"{what} is not known: {unknown.reason}", route, field)
    return fail(
        f"{route.name} requires an API key, and HTTP APIs have none: it keeps nobody out",
        route,
        "api_key_required",
        fix="remove api_key_required, and authorize callers by IAM, JWT or a Lambda authorizer",
    )
