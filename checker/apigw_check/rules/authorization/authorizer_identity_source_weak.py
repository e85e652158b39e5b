"""Cached authorizer that is not keyed by a credential.

## What it requires
The identity sources of a REQUEST authorizer that caches its results include one that carries a credential: a header
(cookies are one), a query value, the API key or the client certificate; not only the stage, the path or other context.

## Why
The identity sources are the key of the cache. Without a credential among them, the answer for the first caller is the
answer for everybody who comes after him while it is cached.

## When it is fine
Where no result is cached. Whether an authorizer that is keyed by the caller's address decides by the address alone is
not to be seen: that is undecided.

## How to fix
```terraform
variable "authorizer_invoke_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "request" {
  rest_api_id     = aws_api_gateway_rest_api.shop.id
  name            = "request"
  type            = "REQUEST"
  authorizer_uri  = var.authorizer_invoke_arn
  identity_source = "method.request.header.Authorization,context.path,context.httpMethod"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
"""

from __future__ import annotations

from ...model.gateway import Authorizer
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._authorizer import cache_seconds, is_kind, kind_of, sources_of

RULE = Rule(
    id="APIGW-119",
    slug="authorizer-identity-source-weak",
    title="Cached authorizer that is not keyed by a credential",
    subject=Authorizer,
    severity=MEDIUM,
)

#: What a source of either kind of API starts with (`method.request.header.X`, `$request.header.X`) if it may carry one.
_CREDENTIALS = (
    "method.request.header.",
    "method.request.multivalueheader.",
    "method.request.querystring.",
    "method.request.multivaluequerystring.",
    "$request.header.",
    "$request.querystring.",
    "context.identity.apikey",
    "$context.identity.apikey",
    "context.identity.clientcert",
    "$context.identity.clientcert",
)
_ADDRESS = ("context.identity.sourceip", "$context.identity.sourceip")


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    kind, seconds, sources = kind_of(authorizer), cache_seconds(authorizer), sources_of(authorizer)
    if isinstance(kind, str) and not is_kind(authorizer, "REQUEST"):
        return not_applicable("not a REQUEST authorizer")
    if seconds is None or (not isinstance(seconds, Unknown) and seconds <= 0):
        return not_applicable("its results are not cached")
    if not isinstance(sources, Unknown):
        if not sources:
            return not_applicable("has no identity source, without which the service caches nothing")
        if any(source.lower().startswith(_CREDENTIALS) for source in sources):
            return passed()
    if isinstance(sources, Unknown):
        return undecided(f"the identity sources are not known: {sources.reason}", authorizer, "identity_sources")
    for value, what, field in ((kind, "the type", "type"), (seconds, "how long results are cached", "ttl")):
        if isinstance(value, Unknown):
            return undecided(f"{what} is not known: {value.reason}", authorizer, field)
    if any(source.lower() in _ADDRESS for source in sources):
        return undecided("whether it decides by the caller's address alone is not in the input", authorizer)
    return fail(
        f"{authorizer.name} answers for everybody for {seconds} seconds: nothing that it caches by is a credential",
        authorizer,
        "identity_sources",
        fix="add the header with the credential to the identity sources, or set the cache time to 0",
    )
