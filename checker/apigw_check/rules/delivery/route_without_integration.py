"""Route without an integration.

## What it requires
Every REST method, HTTP or WebSocket route and OpenAPI operation has an integration.

## Why
A REST API with such a method cannot be deployed ("No integration defined for method"): nothing that the change brings
goes live, fixes included. A route of an HTTP or WebSocket API answers with an error.

## When it is fine
`$connect` and `$disconnect` of a WebSocket API need no integration, and OPTIONS routes of an HTTP API with a CORS
configuration are answered by the gateway. An integration that may belong to the method, and methods of an API that is
defined elsewhere, are undecided.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://orders.example.com"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
}
```

## References
- https://github.com/hashicorp/terraform-provider-aws/issues/21210
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

from __future__ import annotations

from ...model.gateway import REST, Route
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-811",
    slug="route-without-integration",
    title="Route without an integration",
    subject=Route,
    severity=HIGH,
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    integration = route.integration
    if isinstance(integration, Unknown):
        if route.origin.pointer or route.origin.type == "aws_api_gateway_method":
            return undecided(f"whether {route.name} has an integration is not known: {integration.reason}", route)
        return passed()  # one is named, whichever it is
    if integration is not None:
        return passed()
    key, api = route.route_key, route.api
    if isinstance(key, str) and key in ("$connect", "$disconnect"):
        return not_applicable("an integration of this route is optional")
    rest = isinstance(api.protocol, str) and api.protocol == REST
    if not rest and isinstance(route.method, str) and route.method == "OPTIONS" and api.cors is not None:
        return not_applicable("the gateway itself answers CORS preflights")
    if rest and (api.external or api.unread is not None):
        why = api.unread.reason if api.unread is not None else "the API is defined outside this input"
        return undecided(f"whether {route.name} has an integration is not known: {why}", route)
    if not rest and isinstance(key, Unknown):
        return undecided(f"which route it is is not known: {key.reason}", route, "route_key")
    if rest and isinstance(route.method, Unknown):  # an integration may name it by the method that it will have
        return undecided(f"which method it is is not known: {route.method.reason}", route, "method")
    broken = "the API cannot be deployed" if rest else "calls end in an error"
    return fail(
        f"{route.name} has no integration: {broken}",
        route,
        "integration",
        fix="give it an integration, or remove it",
    )
