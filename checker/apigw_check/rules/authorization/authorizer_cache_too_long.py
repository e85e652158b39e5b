"""Authorizer cache that outlives a decision.

## What it requires
The results of an authorizer are cached for `max_ttl` seconds at most (300), and for a number of seconds that the
service takes, 0 to 3600.

## Why
As long as a result is cached, the authorizer is not asked: a token that was revoked, a user who was locked out and a
role that was taken away are let through until it ends.

## When it is fine
Where nobody needs to lose access within that time, raise `max_ttl` to what was agreed. 300 seconds are the default of
REST authorizers, and what the provider sets for a Lambda authorizer of an HTTP API that has identity sources. JWT
authorizers and those of WebSocket APIs have no cache and are not asked.

## How to fix
```terraform
variable "authorizer_invoke_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "token" {
  rest_api_id                      = aws_api_gateway_rest_api.shop.id
  name                             = "token"
  type                             = "TOKEN"
  authorizer_uri                   = var.authorizer_invoke_arn
  authorizer_result_ttl_in_seconds = 60
}
```

## Parameters
- `max_ttl` (number, 300): the longest time in seconds.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
"""

from __future__ import annotations

from ...model.gateway import Authorizer
from ...model.value import Unknown
from ..base import MEDIUM, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._authorizer import cache_seconds

_LONGEST = 3600

RULE = Rule(
    id="APIGW-116",
    slug="authorizer-cache-too-long",
    title="Authorizer cache that outlives a decision",
    subject=Authorizer,
    severity=MEDIUM,
    params=[Param("max_ttl", 300, "The longest time in seconds for which results may be cached.")],
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    seconds = cache_seconds(authorizer)
    if seconds is None:
        return not_applicable("its results are not cached")
    if isinstance(seconds, Unknown):
        return undecided(f"how long results are cached is not known: {seconds.reason}", authorizer, "ttl")
    if not 0 <= seconds <= _LONGEST:
        return fail(
            f"{authorizer.name} has a cache time of {seconds} seconds, which the service does not take",
            authorizer,
            "ttl",
            fix=f"set a time of 0 to {params.max_ttl} seconds",
        )
    if seconds <= params.max_ttl:
        return passed()
    default = ", by default" if authorizer.ttl is None else ""
    return fail(
        f"{authorizer.name} lets callers in for up to {seconds} seconds after they lost access{default}",
        authorizer,
        "ttl",
        fix=f"set a time of {params.max_ttl} seconds at most",
    )
