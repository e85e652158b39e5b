"""Authorizer result cached for all routes.

## What it requires
A Lambda authorizer of an HTTP API that answers with yes or no (simple responses), caches its results and is used by
several routes, has `$context.routeKey` among its identity sources.

## Why
The identity sources are the key of the cache. Without the route among them, the answer for one route is the answer for
all: who was let into `GET /orders` is let into `DELETE /orders` for as long as the result is cached, without a
question.

## When it is fine
Where the authorizer decides who somebody is and never what he may do: waive the finding with that reason. An authorizer
that returns a policy is not asked, as the policy names the routes; nor is one without a cache or with a single route.
`$context.httpMethod` together with `$context.path` tells routes apart as well. Without a TTL the provider sets 300
seconds where there are identity sources.

## How to fix
```terraform
variable "authorizer_invoke_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "token" {
  api_id                            = aws_apigatewayv2_api.shop.id
  name                              = "token"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = var.authorizer_invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization", "$context.routeKey"]
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, Authorizer
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._authorizer import cache_seconds, distinct, is_kind, kind_of, named, protocol_of, sources_of

RULE = Rule(
    id="APIGW-117",
    slug="authorizer-cache-shared-across-routes",
    title="Authorizer result cached for all routes",
    subject=Authorizer,
    severity=MEDIUM,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    kind, protocol, simple = kind_of(authorizer), protocol_of(authorizer), authorizer.simple_responses
    if isinstance(kind, str) and not is_kind(authorizer, "REQUEST"):
        return not_applicable("not a Lambda authorizer of an HTTP API")
    if isinstance(protocol, str) and protocol != HTTP:
        return not_applicable("not of an HTTP API")
    if not isinstance(simple, Unknown) and not simple:
        return not_applicable("answers with a policy, which names the routes")
    seconds, sources = cache_seconds(authorizer), sources_of(authorizer)
    if seconds is None or (not isinstance(seconds, Unknown) and seconds <= 0):
        return passed()
    if not isinstance(sources, Unknown) and _tells_routes_apart(sources):
        return passed()
    routes = distinct(authorizer.routes)
    if len(routes) < 2 and authorizer.routes_unread is None:
        return passed()
    for value, what, field in (
        (kind, "the type", "type"),
        (protocol, "whether the API is an HTTP API", ""),
        (simple, "whether it answers with yes or no", "simple_responses"),
        (seconds, "how long results are cached", "ttl"),
        (sources, "the identity sources", "identity_sources"),
    ):
        if isinstance(value, Unknown):
            return undecided(f"{what} is not known: {value.reason}", authorizer, field)
    if len(routes) < 2 and authorizer.routes_unread is not None:
        return undecided(f"which routes use it is not known: {authorizer.routes_unread.reason}", authorizer)
    return fail(
        f"what {authorizer.name} answers for one of {named(routes)} holds for all of them for {seconds} seconds",
        authorizer,
        "identity_sources",
        also=[spot(authorizer, "ttl", "the cache time")] if authorizer.ttl is not None else [],
        fix="add $context.routeKey to the identity sources, or set the cache time to 0",
        extent=sorted(route.name for route in routes),
    )


def _tells_routes_apart(sources: tuple[str, ...]) -> bool:
    found = {source.lower() for source in sources}
    return "$context.routekey" in found or {"$context.httpmethod", "$context.path"} <= found
