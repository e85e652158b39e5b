"""Throttling defeated.

## What it requires
No throttling limit that is in force for a route is -1 (unlimited) or 0 (refuses every request).

## Why
-1 looks like a limit in review and is none: the method takes as much as the account has. 0 answers 429 to everybody.

## When it is fine
Asked of every stage, of the limits that reach a route. In Terraform a limit that is left out of a
`default_route_settings` or `route_settings` block is sent as 0: a block that only turns on metrics closes the API. A
limit that nobody set is APIGW-401. To close a stage on purpose, waive the finding with an end date.

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
    detailed_metrics_enabled = true
    throttling_rate_limit    = 100
    throttling_burst_limit   = 50
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_method_settings
- https://github.com/hashicorp/terraform-provider-aws/issues/27674
- https://github.com/hashicorp/terraform-provider-aws/issues/14742
"""

from __future__ import annotations

from ...effective import Effective
from ...model.gateway import Stage
from ..base import HIGH, Params, Rule, Spot, Verdict, fail, passed, spot
from ._groups import LIMITS, defeated, defeated_limit, extent, is_rest, limits, settled, split, spots

RULE = Rule(
    id="APIGW-402",
    slug="throttling-defeated",
    title="Throttling defeated",
    subject=Stage,
    severity=HIGH,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    parts = split(stage, defeated)
    if verdict := settled(stage, parts, list(LIMITS)):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, _cause)
    values = limits(parts.failing[0])[0]
    name = defeated_limit(values)
    closed = values[name] == 0
    what = "refuses every request" if closed else "has no throttling limit"
    left_out = "" if is_rest(stage.api) else ", both in every block: one that is left out is sent as 0"
    return fail(
        f"{stage.name} {what}{parts.routes}: {LIMITS[name]} is {values[name]:g}",
        primary,
        primary.field,
        also=also,
        fix=f"set throttling_rate_limit and throttling_burst_limit above 0{left_out if closed else ''}",
        extent=extent(parts.failing),
    )


def _cause(group: Effective) -> Spot:
    entry = (*group.chain[:1], *group.maybe)[0]
    return spot(entry, defeated_limit(limits(group)[0]))
