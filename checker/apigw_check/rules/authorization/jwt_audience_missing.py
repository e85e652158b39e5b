"""JWT authorizer without audience.

## What it requires
A JWT authorizer has a non-empty audience.

## Why
Without an audience the gateway accepts every token that the issuer signs, those included that it issued for another
application. With a shared identity provider that is every other client of the company, or of the provider.

## When it is fine
Never on a shared issuer. Where the issuer serves this API alone, waive the finding with that reason. An audience that
is known only after apply, such as the id of a new client, is there, and passes.

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

from ...model.gateway import Authorizer
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..exposure._api import entries

RULE = Rule(
    id="APIGW-113",
    slug="jwt-audience-missing",
    title="JWT authorizer without audience",
    subject=Authorizer,
    severity=HIGH,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    kind, audience = authorizer.type, authorizer.audience
    if not isinstance(kind, Unknown) and str(kind).upper() != "JWT":
        return not_applicable("not a JWT authorizer")
    # What is not known yet is given: a plan shows the whole list as unknown where one entry is, such as a new id.
    if isinstance(audience, Unknown) or any(isinstance(entry, Unknown) or entry for entry in entries(audience)):
        return passed()
    if isinstance(kind, Unknown):
        return undecided(f"the type is not known: {kind.reason}", authorizer, "type")
    return fail(
        f"{authorizer.name} accepts every token of its issuer: it has no audience",
        authorizer,
        "audience",
        fix="name the audience, such as the id of the application's client",
    )
