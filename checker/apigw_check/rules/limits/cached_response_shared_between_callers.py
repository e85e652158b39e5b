"""Cached answer shared between callers.

## What it requires
A method of a REST API that is cached and stands behind an authorizer has the caller among its cache keys: the header
or query parameter that the authorizer reads, or a parameter that is mapped from `context.authorizer`.

## Why
The cache answers by the method's path and its cache keys alone. Without the caller among them, what the backend said to
one caller is what the next one gets: somebody else's orders, for as long as the entry lives.

## When it is fine
Asked of methods with a Lambda or Cognito authorizer that a stage caches: cache cluster on, caching on in the method's
settings (`*/*` caches GET methods only). Not asked of MOCK integrations, and of AWS_IAM, where callers are told apart
by their signature. List methods whose answer is the same for every caller in `shared_routes`.

## How to fix
```terraform
variable "authorizer_uri" {
  type = string
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "token" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "token"
  authorizer_uri = var.authorizer_uri
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id        = aws_api_gateway_rest_api.shop.id
  resource_id        = aws_api_gateway_rest_api.shop.root_resource_id
  http_method        = "GET"
  authorization      = "CUSTOM"
  authorizer_id      = aws_api_gateway_authorizer.token.id
  request_parameters = { "method.request.header.Authorization" = true }
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.orders.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://orders.example.com"
  cache_key_parameters    = ["method.request.header.Authorization"]
}
```

## Parameters
- `shared_routes`: methods whose answer is the same for every caller, globs such as `GET /catalogue*`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
- https://github.com/aws-amplify/amplify-cli/issues/1399
"""

from __future__ import annotations

from ...model.gateway import Authorizer, Integration, Route
from ...model.value import UndecidedError, Unknown
from ..authorization._public import is_public_route
from ..base import HIGH, Param, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._cache import cached_in, keys_of
from ._groups import is_rest

RULE = Rule(
    id="APIGW-422",
    slug="cached-response-shared-between-callers",
    title="Cached answer shared between callers",
    subject=Route,
    severity=HIGH,
    params=[
        Param(
            "shared_routes", [], "Methods whose answer is the same for every caller: globs such as `GET /catalogue*`."
        )
    ],
)

_WITH_AUTHORIZER = ("COGNITO_USER_POOLS", "CUSTOM")
_USUAL = "method.request.header.Authorization"
#: Values that the gateway itself gives of the caller (mapping reference, `$context`).
_OF_CALLER = (
    "context.authorizer.",
    "context.identity.caller",
    "context.identity.cognitoIdentityId",
    "context.identity.user",
    "context.identity.userArn",
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if not is_rest(route.api):
        return not_applicable("only REST APIs have a cache")
    cached = cached_in(route)
    if cached is None:
        return not_applicable("no stage caches it")
    kind = route.authorization
    if not isinstance(kind, Unknown) and str(kind).upper() not in _WITH_AUTHORIZER:
        return not_applicable("it has no authorizer")
    if is_public_route(route, params.shared_routes) is True:
        return not_applicable("listed in shared_routes")
    integration = route.integration
    if not isinstance(integration, Integration):
        return undecided("which integration it has, and so its cache keys, is not known", route)
    if not isinstance(integration.type, Unknown) and integration.type == "MOCK":
        return not_applicable("the gateway answers itself")
    try:
        keys = keys_of(integration)
    except UndecidedError as error:
        reason = f"the cache keys of {route.name} are not known: {error.unknown.reason}"
        return undecided(reason, integration, "cache_key_parameters")
    named = any(key == _USUAL or key.startswith(_OF_CALLER) for key in keys)
    sources = _sources(route)
    if named or (not isinstance(sources, Unknown) and keys & sources):
        return passed()
    if isinstance(sources, Unknown) and any("path." not in key for key in keys):
        return undecided(
            f"what tells the callers of {route.name} apart is not known: {sources.reason}", route, "authorizer"
        )
    if isinstance(kind, Unknown):
        return undecided(f"the authorization type is not known: {kind.reason}", route, "authorization")
    if cached.unknown is not None:
        where = cached.place
        return undecided(f"whether {route.name} is cached is not known: {cached.unknown.reason}", where, where.field)
    source = min(sources) if not isinstance(sources, Unknown) and sources else _USUAL
    return fail(
        f"{route.name} is cached for all callers alike: one may get the answer that was meant for another",
        integration,
        "cache_key_parameters",
        also=[cached.place, spot(route, "authorization", "its callers are told apart here")],
        fix=f'add "{source}" to {"cacheKeyParameters" if integration.origin.pointer else "cache_key_parameters"}',
    )


def _sources(route: Route) -> frozenset[str] | Unknown:
    """Where the authorizer finds who calls; what does not come with the request tells nobody apart."""
    authorizer = route.authorizer
    if not isinstance(authorizer, Authorizer):
        return authorizer if authorizer is not None else frozenset({_USUAL})
    found = authorizer.identity_sources
    if isinstance(found, Unknown):
        return found
    return frozenset(each for each in found or () if each.startswith("method.request."))
