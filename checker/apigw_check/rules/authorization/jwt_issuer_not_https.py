"""JWT authorizer whose issuer is no https URL.

## What it requires
The issuer of a JWT authorizer is a URL with https.

## Why
The gateway fetches the keys that it checks signatures with from where the issuer's metadata says. Over plain http
whoever stands in between hands out keys of his own; and an issuer that is no URL at all is refused, or matches no
token.

## When it is fine
Never. The endpoint of a user pool that is yet to be made passes: its tokens name an https URL, and no other issuer
takes them. Any other issuer that is known only after apply is undecided.

## How to fix
```terraform
resource "aws_cognito_user_pool" "users" {
  name = "users"
}

resource "aws_cognito_user_pool_client" "shop" {
  user_pool_id = aws_cognito_user_pool.users.id
  name         = "shop"
}

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
    issuer   = "https://${aws_cognito_user_pool.users.endpoint}"
    audience = [aws_cognito_user_pool_client.shop.id]
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

from __future__ import annotations

import re

from ...model.gateway import Authorizer
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._authorizer import is_kind, kind_of

RULE = Rule(
    id="APIGW-114",
    slug="jwt-issuer-not-https",
    title="JWT authorizer whose issuer is no https URL",
    subject=Authorizer,
    severity=MEDIUM,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    kind, issuer = kind_of(authorizer), authorizer.issuer
    if not isinstance(kind, Unknown) and not is_kind(authorizer, "JWT"):
        return not_applicable("not a JWT authorizer")
    if isinstance(issuer, str) and re.match(r"https://[^/\s]+", issuer, re.IGNORECASE):
        return passed()
    if isinstance(issuer, Unknown) and authorizer.user_pools and authorizer.pools_unread is None:
        return passed()  # the tokens of a user pool name an https URL, and no other issuer takes them
    if isinstance(kind, Unknown):
        return undecided(f"the type is not known: {kind.reason}", authorizer, "type")
    if isinstance(issuer, Unknown):
        return undecided(f"the issuer is not known: {issuer.reason}", authorizer, "issuer")
    what = "has no issuer" if issuer is None else "trusts an issuer that is no https URL"
    return fail(f"{authorizer.name} {what}", authorizer, "issuer", fix="write the issuer with https://")
