"""Throttling missing.

## What it requires
For every route the rate and the burst limit are set: in the method settings of a REST stage (`*/*` or the method's own
entry), in the default or the route's own settings of an HTTP or WebSocket stage.

## Why
Without limits of its own one API, or one caller of it, can use up the requests that the account has in the region, and
every other API answers 429. Backends get whatever comes.

## When it is fine
Asked of every stage. A limit that is set but limits nothing (-1, 0) is another matter: APIGW-402. In Terraform an
entry of `aws_api_gateway_method_settings` is complete: limits that it leaves out are sent as -1, so a method with an
entry of its own needs its limits there, whatever `*/*` says.

Where settings protect some methods and others have no entry at all, APIGW-404 says so in place of this rule.

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

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_method_settings
"""

from __future__ import annotations

from ...effective import Effective
from ...model.gateway import Stage
from ..base import MEDIUM, Params, Rule, Spot, Verdict, fail, passed, spot, undecided
from ._groups import LIMITS, extent, is_rest, lacks_limits, limits, settled, split, spots, unsure_kind

RULE = Rule(
    id="APIGW-401",
    slug="throttling-missing",
    title="Throttling missing",
    subject=Stage,
    severity=MEDIUM,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    parts = split(stage, lacks_limits)
    unsure = unsure_kind(stage)
    if parts.failing and unsure is not None:
        return undecided(f"the type of the API is not known: {unsure.reason}", stage)
    if verdict := settled(stage, parts, list(LIMITS)):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, _cause)
    absent = {name for group in parts.failing for name in _absent(group)}
    what = "no throttling limits" if len(absent) > 1 else f"no {LIMITS[absent.pop()]}"
    place = "an aws_api_gateway_method_settings for */*" if is_rest(stage.api) else "default_route_settings"
    if primary.field:
        place = "these settings"
    elif stage.implicit and not is_rest(stage.api):
        place = "the default_route_settings of a stage resource of its own"
    return fail(
        f"{stage.name} has {what}{parts.routes}",
        primary,
        primary.field,
        also=also,
        fix=f"set throttling_rate_limit and throttling_burst_limit in {place}",
        extent=extent(parts.failing),
    )


def _absent(group: Effective) -> list[str]:
    return [name for name, value in limits(group)[0].items() if value is None]


def _cause(group: Effective) -> Spot:
    """The entry that leaves a limit out, else the stage that has no entry."""
    return spot(group.chain[0], _absent(group)[0]) if group.chain else spot(group.stage)
