"""Credential in the query string.

## What it requires
No identity source of an authorizer takes the credential from the query string.

## Why
The query string of a request stands in access logs, in proxies' logs, in the browser's history and in the `Referer` of
the next page. A token that is sent there is a token that many can read.

## When it is fine
Authorizers of WebSocket APIs are exempt: a browser cannot set a header when it opens a connection. A query value
beside a header that carries the credential, such as a tenant, is fine as long as its name does not say that it is a
credential. Signed links that are made to be passed on need the query string: waive the finding with that reason.

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
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
"""

from __future__ import annotations

import re

from ...model.gateway import WEBSOCKET, Authorizer
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._authorizer import protocol_of, sources_of

RULE = Rule(
    id="APIGW-120",
    slug="credential-in-query-string",
    title="Credential in the query string",
    subject=Authorizer,
    severity=MEDIUM,
)

_QUERY = r"(?:method\.request|\$request)\.(?:multivalue)?querystring\.(.+)"
_HEADER = r"(?:method\.request|\$request)\.(?:multivalue)?header\."
_WORDS = ("token", "jwt", "secret", "passw", "apikey", "credential", "bearer", "session")
_WHOLE_WORDS = ("auth", "authorization", "authentication")


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    protocol, sources = protocol_of(authorizer), sources_of(authorizer)
    if isinstance(protocol, str) and protocol == WEBSOCKET:
        return not_applicable("a browser cannot set headers when it opens a connection")
    if isinstance(sources, Unknown):
        return undecided(f"the identity sources are not known: {sources.reason}", authorizer, "identity_sources")
    matches = [re.fullmatch(_QUERY, source, re.IGNORECASE) for source in sources]
    queries = [match[1] for match in matches if match is not None]
    has_header = any(re.match(_HEADER, source, re.IGNORECASE) for source in sources)
    named = [query for query in queries if not has_header or _is_credential(query)]
    if not named:
        return passed()
    return fail(
        f"{authorizer.name} takes the credential from the query string ({', '.join(named[:3])})",
        authorizer,
        "identity_sources",
        fix="take it from a header, such as Authorization",
    )


def _is_credential(name: str) -> bool:
    """Whether the name of a query value says that it is a credential."""
    plain = re.sub(r"[^a-z]", "", name.lower())
    return any(word in plain for word in _WORDS) or plain in _WHOLE_WORDS
