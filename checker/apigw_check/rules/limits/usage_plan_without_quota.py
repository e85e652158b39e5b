"""Usage plan without a quota.

## What it requires
A usage plan sets a quota: how many requests a key may send in a day, week or month.

## Why
A throttle limits requests a second, and lets a key send at that rate for ever. A leaked key, or a client that loops,
shows as a bill at the end of the month; a quota ends it.

## When it is fine
A plan that is meant to be unlimited: waive the finding with that reason.

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

from ...model.plans import UsagePlan
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, passed, undecided
from ._plans import is_set

RULE = Rule(
    id="APIGW-407",
    slug="usage-plan-without-quota",
    title="Usage plan without a quota",
    subject=UsagePlan,
    severity=LOW,
)


@RULE.check
def check(plan: UsagePlan, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one usage plan."""
    limit = is_set(plan.quota_limit)
    if isinstance(limit, Unknown):
        return undecided(f"the quota of {plan.name} is not known: {limit.reason}", plan, "quota_limit")
    if limit:
        return passed()
    return fail(
        f"{plan.name} has no quota: its keys may call without end",
        plan,
        "quota_limit",
        fix="add quota_settings with limit and period",
    )
