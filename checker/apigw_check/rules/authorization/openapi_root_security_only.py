"""Security only at the root of an OpenAPI body.

## What it requires
Every operation of a REST API's OpenAPI body states its own `security`; none relies on the `security` at the root of the
document, which API Gateway ignores.

## Why
The document reads as if every operation were protected, tools that render it say so, and the gateway imports the
operations with authorization NONE: anyone can call them.

## When it is fine
Operations with `x-amazon-apigateway-auth`, and exemptions as in APIGW-101: CORS preflights and `public_routes`. On a
PRIVATE API whose resource policy restricts who may call, the severity is low, and medium on any other with such a
policy, or with mutual TLS on every way to it. AWS documents this for REST APIs only: for the body of an HTTP API the
result is undecided. Shown in place of APIGW-101, of which it is the cause.

## How to fix
Repeat the `security` in every operation.

```terraform
variable "authorizer_invoke_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        get = {
          security  = [{ token = [] }]
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type       = "HTTP_PROXY"
            httpMethod = "GET"
            uri        = "https://orders.example.com"
          }
        }
      }
    }
    components = {
      securitySchemes = {
        token = {
          type                         = "apiKey"
          name                         = "Authorization"
          in                           = "header"
          x-amazon-apigateway-authtype = "custom"
          x-amazon-apigateway-authorizer = {
            type          = "token"
            authorizerUri = var.authorizer_invoke_arn
          }
        }
      }
    }
  })
}
```

## Parameters
- `public_routes` (list, empty): globs of routes that are meant to be public, such as `GET /health`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
"""

from __future__ import annotations

from ...model.gateway import REST, Route
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed
from ._public import PUBLIC_ROUTES, callers, defended, has_protocol, severity_on

RULE = Rule(
    id="APIGW-103",
    slug="openapi-root-security-only",
    title="Security only at the root of an OpenAPI body",
    subject=Route,
    severity=HIGH,
    params=[PUBLIC_ROUTES],
    replaces=["APIGW-101", "APIGW-105", "APIGW-108", "APIGW-122"],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if not route.root_security:
        return passed() if route.security else not_applicable("its body, if any, states no security at the root")
    verdict = defended(route, params)
    if verdict is not None:
        return verdict
    if not has_protocol(route, REST):
        return not_applicable("AWS says of REST APIs only that root-level security is ignored; see APIGW-101")
    return fail(
        f"{callers(route)} can call {route.name}: its body states security at the root only, which API Gateway ignores",
        route,
        "security",
        fix="state the security in the operation itself",
        severity=severity_on(route),
    )
