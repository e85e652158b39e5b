"""Caller's credentials without IAM authorization.

## What it requires
An integration that uses the caller's own credentials (`arn:aws:iam::*:user/*`) is reached only by routes with the
authorization AWS_IAM.

## Why
Only a signed request has an identity to pass through. On any other route the gateway has none: the call fails, or is
not made with the rights that the route's authorizer stands for.

## When it is fine
With AWS_IAM on every route of the integration. Integrations that assume a role, or use none, are not asked.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-central-1:dynamodb:action/Scan"
  credentials             = "arn:aws:iam::*:user/*"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
"""

from __future__ import annotations

import re

from ...model.gateway import WEBSOCKET, Integration, Route
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-615",
    slug="caller-credentials-passthrough",
    title="Caller's credentials without IAM authorization",
    subject=Integration,
    severity=LOW,
)


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    credentials = integration.credentials
    if not isinstance(credentials, str) or re.match(r"^arn:[^:]*:iam::\*:user/\*$", credentials.strip()) is None:
        return not_applicable("does not use the caller's credentials")  # they are a literal, always known
    if not integration.routes:
        return not_applicable("no route leads to it")
    unknown: Verdict | None = None
    for route in integration.routes:
        kind = _authorization(route)
        if isinstance(kind, Unknown):
            unknown = undecided(
                f"the authorization of {route.name} is not known: {kind.reason}", route, "authorization"
            )
        elif kind != "AWS_IAM":
            return fail(
                f"{route.name} has the authorization {kind}, so there are no caller's credentials to pass through",
                integration,
                "credentials",
                also=[spot(route, "authorization", "its authorization")],
                fix="set the authorization of the route to AWS_IAM, or let the integration assume a role",
            )
    return unknown or passed()


def _authorization(route: Route) -> str | Unknown:
    """The authorization in force: on a WebSocket API that of $connect is everyone's."""
    protocol = route.api.protocol
    if isinstance(protocol, str) and protocol == WEBSOCKET:
        connect = next(
            (r for r in route.api.routes if isinstance(r.route_key, str) and r.route_key == "$connect"), None
        )
        if connect is None:
            return Unknown("the route $connect is not in the input")
        route = connect
    kind = route.authorization
    return kind if isinstance(kind, Unknown) else str(kind or "NONE").upper()
