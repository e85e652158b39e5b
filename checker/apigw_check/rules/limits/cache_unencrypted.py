"""Cache unencrypted.

## What it requires
Where a REST stage caches responses, the cached data is encrypted, for every method that is cached.

## Why
The cache holds whole responses, which are the data that the API protects. Encryption at rest is off by default.

## When it is fine
Not asked of HTTP and WebSocket APIs, which have no cache, of stages without a cache cluster, and of methods that are
not cached: those with caching off or a TTL of 0. The caching of `*/*` is for GET methods alone, so that other methods
count only with an entry of their own.

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
    caching_enabled        = true
    cache_data_encrypted   = true
    logging_level          = "ERROR"
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
- https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._groups import cause, extent, is_rest, lacks_encryption, settled, split_cached, spots

RULE = Rule(
    id="APIGW-420",
    slug="cache-unencrypted",
    title="Cache unencrypted",
    subject=Stage,
    severity=MEDIUM,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("only REST APIs have a cache")
    if not isinstance(stage.cache_cluster_enabled, Unknown) and stage.cache_cluster_enabled is not True:
        return not_applicable("the stage has no cache")
    parts, cached = split_cached(stage, lacks_encryption)
    if not cached:
        return not_applicable("no method is cached")
    if isinstance(stage.cache_cluster_enabled, Unknown) and parts.unknown is stage.cache_cluster_enabled:
        reason = stage.cache_cluster_enabled.reason
        return undecided(f"whether {stage.name} has a cache is not known: {reason}", stage, "cache_cluster_enabled")
    if verdict := settled(stage, parts, ["cache_encrypted", "caching", "cache_ttl"]):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, lambda group: cause(group, ["cache_encrypted", "caching"]))
    return fail(
        f"{stage.name} caches responses unencrypted{parts.routes}",
        primary,
        primary.field,
        also=also,
        fix="set cache_data_encrypted to true where caching_enabled is",
        extent=extent(parts.failing),
    )
