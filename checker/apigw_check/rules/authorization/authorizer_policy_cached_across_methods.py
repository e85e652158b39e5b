"""Authorizer policy cached for several methods.

## What it requires
A Lambda authorizer of a REST API that caches its results and is used by several methods is keyed by method and path
(`context.httpMethod` and `context.path`), or returns a policy that covers them all. The second cannot be seen in a
configuration, so this is a remark, not an accusation.

## Why
The policy is cached by the identity sources and then answers for every method of the API. One that allows the method of
the request alone locks callers out of the other methods, now and then; one that allows `*` lets them into all of them.

## When it is fine
Where the function returns a policy for all methods: waive the remark. Results that are not cached, and authorizers of
one method, are not asked.

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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
"""

from __future__ import annotations

from ...model.gateway import REST, Authorizer
from ...model.value import Unknown
from ..base import INFO, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._authorizer import cache_seconds, distinct, is_kind, kind_of, named, protocol_of, sources_of

RULE = Rule(
    id="APIGW-118",
    slug="authorizer-policy-cached-across-methods",
    title="Authorizer policy cached for several methods",
    subject=Authorizer,
    severity=INFO,
    pack=STRICT,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    kind, protocol, seconds = kind_of(authorizer), protocol_of(authorizer), cache_seconds(authorizer)
    if isinstance(protocol, Unknown) or protocol != REST:
        return not_applicable("not of a REST API")
    if isinstance(kind, str) and not is_kind(authorizer, "TOKEN", "REQUEST"):
        return not_applicable("not a Lambda authorizer")
    if seconds is None or (not isinstance(seconds, Unknown) and seconds <= 0):
        return not_applicable("its results are not cached")
    routes, sources = distinct(authorizer.routes), sources_of(authorizer)
    if not isinstance(sources, Unknown) and _by_method({source.lower() for source in sources}):
        return passed()
    several = len(routes) > 1 or any(isinstance(route.method, str) and route.method == "ANY" for route in routes)
    if not several and authorizer.routes_unread is None:
        return passed()
    for value, what, field in (
        (kind, "the type", "type"),
        (seconds, "how long results are cached", "ttl"),
        (sources, "the identity sources", "identity_sources"),
    ):
        if isinstance(value, Unknown):
            return undecided(f"{what} is not known: {value.reason}", authorizer, field)
    if not several and authorizer.routes_unread is not None:
        return undecided(f"which methods use it is not known: {authorizer.routes_unread.reason}", authorizer)
    return fail(
        f"a policy of {authorizer.name} answers for all of {named(routes)} for {seconds} seconds",
        authorizer,
        "ttl" if authorizer.ttl is not None else "",
        fix="return a policy for all methods, or add context.path and context.httpMethod to the identity sources",
        extent=sorted(route.name for route in routes),
    )


def _by_method(sources: set[str]) -> bool:
    return "context.httpmethod" in sources and bool({"context.path", "context.resourcepath"} & sources)
