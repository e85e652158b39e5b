"""API key required without a usage plan.

## What it requires
A stage of a REST API with methods that require an API key is named by a usage plan.

## Why
API Gateway accepts a key for the stages of its usage plans only. At a stage that is in no plan, every call of such a
method is refused with 403, whatever key it brings.

## When it is fine
Where the input has no usage plan at all, one may be defined elsewhere: undecided. Not asked of stages without methods
that require a key, and of HTTP and WebSocket APIs.

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

resource "aws_api_gateway_usage_plan" "partners" {
  name = "partners"

  api_stages {
    api_id = aws_api_gateway_rest_api.shop.id
    stage  = aws_api_gateway_stage.prod.stage_name
  }

  throttle_settings {
    rate_limit  = 10
    burst_limit = 20
  }

  quota_settings {
    limit  = 10000
    period = "DAY"
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
"""

from __future__ import annotations

from ...model.gateway import Route, Stage
from ...model.value import UndecidedError, Unknown
from ..authorization._public import needs_api_key
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._groups import is_rest

RULE = Rule(
    id="APIGW-410",
    slug="api-key-required-without-plan",
    title="API key required without a usage plan",
    subject=Stage,
    severity=MEDIUM,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("asked of REST APIs only")
    if stage.plans:
        return passed()
    needing, unsure = _needing(stage)
    if not needing and unsure is None:
        return not_applicable("no method requires an API key")
    if stage.plans_unread is not None:
        return undecided(f"whether a usage plan names {stage.name} is not known: {stage.plans_unread.reason}", stage)
    if not needing:
        assert unsure is not None
        raise UndecidedError(unsure)
    count = f"{needing[0].name} requires" if len(needing) == 1 else f"{len(needing)} methods require"
    return fail(
        f"{count} an API key at {stage.name}, which no usage plan names: every call is refused",
        stage,
        also=[spot(route, "api_key_required", route.name) for route in needing[:3]],
        fix="name the stage in the api_stages of an aws_api_gateway_usage_plan",
        extent=[route.name for route in needing],
    )


def _needing(stage: Stage) -> tuple[list[Route], Unknown | None]:
    """The methods that require a key, and why there may be others."""
    unsure = stage.api.unread
    needing: list[Route] = []
    for route in stage.api.routes:
        answer = needs_api_key(route)
        if isinstance(answer, Unknown):
            unsure = answer if unsure is None else unsure
        elif answer:
            needing.append(route)
    return needing, unsure
