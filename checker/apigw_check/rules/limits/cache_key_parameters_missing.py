"""Cache keys missing.

## What it requires
A cached method of a REST API has every parameter that it reads among its cache keys: those of its path, those that it
declares, and those that its integration maps.

## Why
A parameter that is no cache key makes no difference to the cache: after a call for `/orders/1`, `/orders/2` answers
with order 1, and page 2 with page 1, until the entry ends.

## When it is fine
Asked of methods that a stage caches: cache cluster on, caching on in the method's settings. A key may be a parameter of
the integration request that is mapped from the method's. Headers that only trace a request make no other answer; they
are in `ignored_parameters`. What the authorizer reads is APIGW-422, MOCK integrations are not asked.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "order" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "{id}"
}

resource "aws_api_gateway_method" "order" {
  rest_api_id        = aws_api_gateway_rest_api.shop.id
  resource_id        = aws_api_gateway_resource.order.id
  http_method        = "GET"
  authorization      = "AWS_IAM"
  request_parameters = { "method.request.path.id" = true }
}

resource "aws_api_gateway_integration" "order" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.order.id
  http_method             = aws_api_gateway_method.order.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://orders.example.com/{id}"
  request_parameters      = { "integration.request.path.id" = "method.request.path.id" }
  cache_key_parameters    = ["method.request.path.id"]
}
```

## Parameters
- `ignored_parameters`: parameters that make no other answer, globs such as `method.request.header.X-Trace-*`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
- https://github.com/aws-amplify/amplify-cli/issues/1399
- https://github.com/hashicorp/terraform-provider-aws/pull/893
"""

from __future__ import annotations

from ...model.gateway import Authorizer, Integration, Route
from ...model.value import UndecidedError, Unknown
from ..base import MEDIUM, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._cache import cached_in, keys_of, listed, read_by
from ._groups import is_rest

_TRACING = ("authorization", "traceparent", "tracestate", "x-amzn-trace-id", "x-correlation-id", "x-request-id")

RULE = Rule(
    id="APIGW-423",
    slug="cache-key-parameters-missing",
    title="Cache keys missing",
    subject=Route,
    severity=MEDIUM,
    params=[
        Param(
            "ignored_parameters",
            [f"method.request.header.{name}" for name in _TRACING],
            "Parameters that make no other answer: globs, in any case, such as `method.request.header.X-Trace-*`.",
        )
    ],
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if not is_rest(route.api):
        return not_applicable("only REST APIs have a cache")
    cached = cached_in(route)
    if cached is None:
        return not_applicable("no stage caches it")
    integration = route.integration
    if not isinstance(integration, Integration):
        return undecided("which integration it has, and so its cache keys, is not known", route)
    if not isinstance(integration.type, Unknown) and integration.type == "MOCK":
        return not_applicable("the gateway answers itself")
    try:
        keys = keys_of(integration)
        read = read_by(route, integration)
    except UndecidedError as error:
        reason = f"what {route.name} reads, or its cache keys, is not known: {error.unknown.reason}"
        return undecided(reason, integration, "cache_key_parameters")
    missing = [name for name in _asked(route, read, params.ignored_parameters) if name not in keys]
    if not missing:
        return passed()
    if (unclear := _unclear_identity(route)) is not None:
        return undecided(f"what tells the callers of {route.name} apart is not known: {unclear.reason}", route)
    if cached.unknown is not None:
        where = cached.place
        return undecided(f"whether {route.name} is cached is not known: {cached.unknown.reason}", where, where.field)
    argument = "cacheKeyParameters" if integration.origin.pointer else "cache_key_parameters"
    return fail(
        f"{route.name} is cached whatever its parameters are: {listed(missing)} {'is' if len(missing) == 1 else 'are'}"
        " no cache key",
        integration,
        "cache_key_parameters",
        also=[cached.place],
        fix=f"add {listed(missing)} to {argument}",
        extent=missing,
    )


def _asked(route: Route, read: list[str], ignored: list[str]) -> list[str]:
    from fnmatch import fnmatchcase

    globs = [glob.lower() for glob in ignored if isinstance(glob, str)]
    authorizer = route.authorizer
    identity = authorizer.identity_sources if isinstance(authorizer, Authorizer) else ()
    known = () if isinstance(identity, Unknown) else identity or ()
    return [name for name in read if name not in known and not any(fnmatchcase(name.lower(), glob) for glob in globs)]


def _unclear_identity(route: Route) -> Unknown | None:
    """Why the parameters that the authorizer reads are not known; None where they are."""
    authorizer = route.authorizer
    sources = authorizer.identity_sources if isinstance(authorizer, Authorizer) else authorizer
    return sources if isinstance(sources, Unknown) else None
