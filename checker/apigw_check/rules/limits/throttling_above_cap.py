"""Throttling limit above the cap.

## What it requires
The throttling limits that are in force for the routes of a stage are at most `max_rate` requests a second and at most
`max_burst` requests at once.

## Why
A limit that nobody can reach limits nothing. The defaults of the cap are what an account has in most regions when it
was never raised: above them the account's limit comes first, and one API can use up what all of them share.

## When it is fine
A limit that is not set is APIGW-401, one of -1 or 0 APIGW-402. Where the account has more, raise the cap in the
configuration; where a backend bears less, or the region starts with less (2,500 and 1,250 in some), lower it. The
relation of rate and burst is not judged: the burst is how many tokens the bucket holds and the rate how fast it fills,
and AWS names no least burst for a rate.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
```

## Parameters
- `max_rate`: requests a second.
- `max_burst`: requests at once.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
"""

from __future__ import annotations

from typing import Any

from ...effective import Effective
from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import LOW, Param, Params, Rule, Spot, Verdict, fail, passed, spot
from ._groups import LIMITS, agreed, extent, limits, settled, split, spots

RULE = Rule(
    id="APIGW-403",
    slug="throttling-above-cap",
    title="Throttling limit above the cap",
    subject=Stage,
    severity=LOW,
    params=[
        Param("max_rate", 10000, "The highest rate limit, in requests a second."),
        Param("max_burst", 5000, "The highest burst limit, in requests."),
    ],
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    caps = {"throttling_rate": params.max_rate, "throttling_burst": params.max_burst}
    parts = split(stage, lambda group: agreed(group, [_exceeds(values, caps) for values in limits(group)]))
    if verdict := settled(stage, parts, list(LIMITS)):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, lambda group: _cause(group, caps))
    values = limits(parts.failing[0])[0]
    name = _highest(values, caps)
    return fail(
        f"{stage.name} has a {LIMITS[name]} of {values[name]:g}{parts.routes}, above the cap of {caps[name]:g}",
        primary,
        primary.field,
        also=also,
        fix=f"set throttling_rate_limit to {caps['throttling_rate']:g} at most, throttling_burst_limit to"
        f" {caps['throttling_burst']:g}",
        extent=extent(parts.failing),
    )


def _highest(values: dict[str, Any], caps: dict[str, float]) -> str:
    """The field of a limit above its cap; empty where there is none."""
    return next((n for n, value in values.items() if isinstance(value, int | float) and value > caps[n]), "")


def _exceeds(values: dict[str, Any], caps: dict[str, float]) -> bool | Unknown:
    if _highest(values, caps):
        return True
    return next((value for value in values.values() if isinstance(value, Unknown)), False)


def _cause(group: Effective, caps: dict[str, float]) -> Spot:
    entry = (*group.chain[:1], *group.maybe)[0]
    return spot(entry, _highest(limits(group)[0], caps))
