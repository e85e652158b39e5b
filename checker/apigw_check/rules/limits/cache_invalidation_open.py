"""Cache invalidation open.

## What it requires
Where a REST stage caches responses, invalidating an entry needs authorization, and a caller without it gets 403 or an
answer with a warning header.

## Why
With `Cache-Control: max-age=0` any caller makes the gateway fetch anew, past the cache: a cheap way to overload a
backend that counts on it. Without the header a client is not even told that its request was ignored.

## When it is fine
Not asked where nothing is cached (see APIGW-420 for what is). What is left out is fine: the service requires
authorization and answers with the header by default.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = sha1(jsonencode(aws_api_gateway_rest_api.shop.body)) }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = aws_api_gateway_deployment.shop.id
  stage_name            = "prod"
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    caching_enabled                            = true
    cache_data_encrypted                       = true
    require_authorization_for_cache_control    = true
    unauthorized_cache_control_header_strategy = "FAIL_WITH_403"
    logging_level                              = "ERROR"
    throttling_rate_limit                      = 100
    throttling_burst_limit                     = 50
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
"""

from __future__ import annotations

from ...effective import Effective
from ...model.gateway import Stage
from ...model.value import UndecidedError, Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._groups import cause, extent, is_rest, settled, split_cached, spots

RULE = Rule(
    id="APIGW-421",
    slug="cache-invalidation-open",
    title="Cache invalidation open",
    subject=Stage,
    severity=MEDIUM,
)

_SILENT = "SUCCEED_WITHOUT_RESPONSE_HEADER"


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("only REST APIs have a cache")
    if not isinstance(stage.cache_cluster_enabled, Unknown) and stage.cache_cluster_enabled is not True:
        return not_applicable("the stage has no cache")
    parts, cached = split_cached(stage, _open)
    if not cached:
        return not_applicable("no method is cached")
    if isinstance(stage.cache_cluster_enabled, Unknown) and parts.unknown is stage.cache_cluster_enabled:
        reason = stage.cache_cluster_enabled.reason
        return undecided(f"whether {stage.name} has a cache is not known: {reason}", stage, "cache_cluster_enabled")
    if verdict := settled(
        stage, parts, ["cache_requires_authorization", "cache_unauthorized_strategy", "caching", "cache_ttl"]
    ):
        return verdict
    if not parts.failing:
        return passed()
    first = parts.failing[0]
    primary, also = spots(parts.failing, lambda group: cause(group, [_field(group)]))
    if _field(first) == "cache_requires_authorization":
        message = f"anyone may invalidate the cache of {stage.name}{parts.routes}"
        fix = "set require_authorization_for_cache_control to true"
    else:
        message = f"{stage.name} ignores unauthorized cache invalidation without a word{parts.routes}"
        fix = "set unauthorized_cache_control_header_strategy to FAIL_WITH_403 or SUCCEED_WITH_RESPONSE_HEADER"
    return fail(message, primary, primary.field, also=also, fix=fix, extent=extent(parts.failing))


def _open(group: Effective) -> bool:
    strategy = group.value("cache_unauthorized_strategy")
    if not isinstance(strategy, Unknown) and str(strategy) == _SILENT:
        return True  # with authorization required or not
    required = group.value("cache_requires_authorization")
    if not isinstance(required, Unknown) and required is False:
        return True
    for value in (strategy, required):
        if isinstance(value, Unknown):
            raise UndecidedError(value)
    return False


def _field(group: Effective) -> str:
    required = group.value("cache_requires_authorization")
    open_to_all = not isinstance(required, Unknown) and required is False
    return "cache_requires_authorization" if open_to_all else "cache_unauthorized_strategy"
