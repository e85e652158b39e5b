"""Security scheme that nothing enforces.

## What it requires
Every security scheme that an operation of an OpenAPI body requires is one that the gateway checks: a scheme with an
`x-amazon-apigateway-authorizer`, one with the authtype `awsSigv4`, or (REST APIs) the API key, a scheme of the type
`apiKey` with the header `x-api-key`. An `oauth2`, `openIdConnect` or `http` scheme without the extension is none.

## Why
The document says that a token is needed, tools that render it show a padlock, and the gateway imports the operation
with authorization NONE: it knows schemes by AWS's extensions and by nothing else.

## When it is fine
Where another gateway or the backend checks the scheme, and the operation is meant to be open here: name the route in
`public_routes`, or waive the finding. Requirements are alternatives: an operation with an empty one (`{}`) asks for
nothing, and one of which an alternative is checked as a whole passes. CORS preflights are exempt, and an operation with
AWS_IAM by `x-amazon-apigateway-auth` passes. The severity is low where the gateway authorizes by one scheme and the
same requirement names others that it does not check (an operation has one authorizer), and on a PRIVATE API whose
resource policy restricts who may call; medium on any other with such a policy, or with mutual TLS on every way
to it. Shown in place of APIGW-101.

## How to fix
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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
"""

from __future__ import annotations

from ...model.gateway import Route
from ...model.value import Unknown
from ..base import HIGH, LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._public import PUBLIC_ROUTES, callers, defended, severity_on, unauthenticated

RULE = Rule(
    id="APIGW-104",
    slug="openapi-scheme-not-enforced",
    title="Security scheme that nothing enforces",
    subject=Route,
    severity=HIGH,
    params=[PUBLIC_ROUTES],
    replaces=["APIGW-101", "APIGW-105", "APIGW-108", "APIGW-122"],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    missing = route.unenforced
    if not missing:
        if not route.security:
            return not_applicable("its body, if any, states no security scheme for it")
        if isinstance(route.authorization, Unknown):
            return undecided(f"what its security comes to is not known: {route.authorization.reason}", route)
        return passed()
    if len(missing) == 1:
        named = f"the security scheme {next(iter(missing))}, which the gateway does"
    else:
        named = f"the security schemes {' and '.join(missing)}, which the gateway does"
    place = route.security_origin or route.origin
    also = [spot(origin, "", "enforces nothing") for origin in missing.values() if origin is not place]
    if unauthenticated(route) is False:
        return fail(
            f"{route.name} requires {named} not check",
            place,
            also=also,
            fix="let the one authorizer of the operation check it, or leave it out of the security of the operation",
            severity=LOW,
        )
    verdict = defended(route, params)
    if verdict is not None:
        return verdict
    return fail(
        f"{callers(route)} can call {route.name}: its body requires {named} not enforce",
        place,
        also=also,
        fix="give the scheme an x-amazon-apigateway-authorizer, or the x-amazon-apigateway-authtype awsSigv4",
        severity=severity_on(route),
    )
