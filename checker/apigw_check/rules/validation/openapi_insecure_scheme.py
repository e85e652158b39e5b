"""Insecure scheme in a body.

## What it requires
An OpenAPI body declares no HTTP Basic authentication and no OAuth 2 implicit or password flow.

## Why
Clients are made from the body. HTTP Basic sends the password with every request; the password flow hands it to the
client; the implicit flow puts the token into a URL, where it ends in histories and logs. RFC 9700 forbids the password
flow, and OpenAPI's own specification says of the implicit flow that it is about to be deprecated.

## When it is fine
Not asked of APIs without a body. That a Lambda authorizer stands behind the scheme makes no difference: the password
still travels. The authorization code flow, client credentials and OpenID Connect pass.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    components = { securitySchemes = { login = {
      type = "oauth2"
      flows = { authorizationCode = {
        authorizationUrl = "https://login.example.com/authorize"
        tokenUrl         = "https://login.example.com/token"
        scopes           = { "orders:read" = "Read orders" }
      } }
      x-amazon-apigateway-authorizer = {
        type             = "jwt"
        identitySource   = "$request.header.Authorization"
        jwtConfiguration = { issuer = "https://login.example.com", audience = ["shop"] }
      }
    } } }
    paths = {}
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
- https://spec.openapis.org/oas/v3.1.0#security-scheme-object
- https://www.rfc-editor.org/rfc/rfc9700.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.schemas import SecurityScheme
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed, spot
from ._document import document_of, without_body

RULE = Rule(
    id="APIGW-710",
    slug="openapi-insecure-scheme",
    title="Insecure scheme in a body",
    subject=Api,
    severity=MEDIUM,
)

_FLOWS = ("implicit", "password")


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    document = document_of(api)
    if document is None:
        return without_body()
    found = [(scheme, what) for scheme in document.schemes if (what := _weakness(scheme))]
    if not found:
        return passed()
    scheme, what = found[0]
    return fail(
        f"the body of {api.name} declares {what} in its scheme {scheme.scheme_name}",
        scheme,
        also=[spot(other, "", what) for other, what in found[1:]],
        fix="declare the authorization code flow, client credentials, or what its authorizer takes",
        extent=[other.scheme_name for other, _ in found],
    )


def _weakness(scheme: SecurityScheme) -> str:
    if scheme.kind == "basic":
        return "HTTP Basic authentication"
    flows = [flow for flow in scheme.flows if flow in _FLOWS] if scheme.kind == "oauth2" else []
    return f"the OAuth 2 {' and '.join(flows)} flow{'s' if len(flows) > 1 else ''}" if flows else ""
