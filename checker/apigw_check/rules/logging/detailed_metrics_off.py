"""Detailed metrics off.

## What it requires
Detailed metrics are on for every method or route of a stage, in the settings that are in force for it.

## Why
Without them CloudWatch knows the stage as a whole: one route that fails is lost among all that do not.

## When it is fine
An opinion: the pack strict asks for it, and each metric of each route costs. Settings that are not in the input, or
not known before apply, are undecided.

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
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    logging_level          = "ERROR"
    metrics_enabled        = true
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
"""

from __future__ import annotations

from ...effective import Effective
from ...model.gateway import Stage
from ...model.value import UndecidedError, Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, passed
from ..limits._groups import cause, extent, settled, split, spots

RULE = Rule(
    id="APIGW-309",
    slug="detailed-metrics-off",
    title="Detailed metrics off",
    subject=Stage,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    parts = split(stage, _lacks)
    if verdict := settled(stage, parts, ["metrics"]):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, lambda group: cause(group, ["metrics"]))
    name = "metrics_enabled" if stage.origin.type == "aws_api_gateway_stage" else "detailed_metrics_enabled"
    return fail(
        f"{stage.name} has no detailed metrics{parts.routes}",
        primary,
        primary.field,
        also=also,
        fix=f"set {name} to true",
        extent=extent(parts.failing),
    )


def _lacks(group: Effective) -> bool:
    value = group.value("metrics")
    if isinstance(value, Unknown):
        raise UndecidedError(value)
    return value is not True
