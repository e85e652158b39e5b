"""Usage plan without throttling.

## What it requires
A usage plan sets a rate and a burst limit for its keys.

## Why
Without limits of its own one key can use up what the stage, or the account, has for everybody. Limits of the stage hold
for all callers together, those of a usage plan for each key.

## When it is fine
Limits that a plan sets for single methods of a stage do not reach the others, and are not enough. In Terraform a limit
that is left out of `throttle_settings` is 0, which is none. A usage plan is no means to keep anybody out, and its
limits are targets: see APIGW-105 and APIGW-401.

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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
"""

from __future__ import annotations

from ...model.plans import UsagePlan
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed, undecided
from ._plans import is_set

RULE = Rule(
    id="APIGW-406",
    slug="usage-plan-without-throttle",
    title="Usage plan without throttling",
    subject=UsagePlan,
    severity=MEDIUM,
)


@RULE.check
def check(plan: UsagePlan, params: Params) -> Verdict:
    """Decides for one usage plan."""
    limits = {
        "throttle_rate": ("rate limit", is_set(plan.throttle_rate)),
        "throttle_burst": ("burst limit", is_set(plan.throttle_burst)),
    }
    missing = [(field, name) for field, (name, answer) in limits.items() if answer is False]
    if missing:
        names = " and no ".join(name for _, name in missing)
        return fail(
            f"{plan.name} has no {names} for its keys",
            plan,
            missing[0][0],
            fix="set rate_limit and burst_limit in throttle_settings",
        )
    for field, (name, answer) in limits.items():
        if isinstance(answer, Unknown):
            return undecided(f"the {name} of {plan.name} is not known: {answer.reason}", plan, field)
    return passed()
