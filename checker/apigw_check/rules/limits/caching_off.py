"""Caching off.

## What it requires
A stage of a REST API caches the answers of its GET methods: it has a cache cluster, and caching is on for each of them.

## Why
A cache answers what was asked before without the backend: faster, and through a spike of requests. This is an opinion;
several tools demand it.

## When it is fine
In many cases: the cache costs by the hour, and answers that depend on the caller or must be current are not to be
cached at all (APIGW-422, APIGW-423). The rule is in the pack `strict` only, with the severity `info`. Not asked of HTTP
and WebSocket APIs, which have no cache, of stages without GET methods, and of methods that a MOCK integration answers.

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
"""

from __future__ import annotations

from ...effective import Effective
from ...model.gateway import Integration, Route, Stage
from ...model.value import UndecidedError, Unknown
from ..base import INFO, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._groups import cause, extent, is_cached, is_rest, settled, split, spots

RULE = Rule(
    id="APIGW-424",
    slug="caching-off",
    title="Caching off",
    subject=Stage,
    severity=INFO,
    pack=STRICT,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("only REST APIs have a cache")
    answers = [_is_get(route) for route in stage.api.routes]
    answers += [] if stage.api.unread is None else [stage.api.unread]
    if all(answer is False for answer in answers):
        return not_applicable("no GET method is in the input")
    cluster = stage.cache_cluster_enabled
    if isinstance(cluster, Unknown):
        return undecided(
            f"whether {stage.name} has a cache is not known: {cluster.reason}", stage, "cache_cluster_enabled"
        )
    if cluster is not True:
        unclear = next((answer for answer in answers if isinstance(answer, Unknown)), None)
        if unclear is not None and not any(answer is True for answer in answers):
            return undecided(f"whether {stage.name} has something to cache is not known: {unclear.reason}", stage)
        return fail(
            f"{stage.name} has no cache",
            stage,
            "cache_cluster_enabled",
            fix="set cache_cluster_enabled and cache_cluster_size, and caching_enabled in the method settings",
        )
    parts = split(stage, _uncached)
    if verdict := settled(stage, parts, ["caching", "cache_ttl"]):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, lambda group: cause(group, ["caching"]))
    return fail(
        f"{stage.name} has a cache, and does not use it{parts.routes}",
        primary,
        primary.field,
        also=also,
        fix="set caching_enabled in the method settings",
        extent=extent(parts.failing),
    )


def _uncached(group: Effective) -> bool:
    answers = [_is_get(route) for route in group.routes]
    if all(answer is False for answer in answers) or is_cached(group):
        return False
    if not any(answer is True for answer in answers):
        raise UndecidedError(next(answer for answer in answers if isinstance(answer, Unknown)))
    return True


def _is_get(route: Route) -> bool | Unknown:
    """Whether it is a GET method with a backend."""
    method, integration = route.method, route.integration
    if isinstance(method, str) and method != "GET":
        return False
    if isinstance(integration, Integration):
        if isinstance(integration.type, str) and integration.type == "MOCK":
            return False
        if isinstance(integration.type, Unknown):
            return integration.type
    if isinstance(integration, Unknown):
        return integration
    return method if isinstance(method, Unknown) else True
