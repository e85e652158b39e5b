"""Usage plan without a stage.

## What it requires
A usage plan names at least one stage, and one that exists.

## Why
A key opens the stages of its usage plans and nothing else: the keys of a plan without stages are refused everywhere,
and its limits hold for nobody.

## When it is fine
A stage of an API that is defined elsewhere counts as one. Where the API is here and a stage of that name is not, the
verdict is undecided: another configuration may make it. Stages may be attached outside Terraform, as some developer
portals do it; waive the finding then.

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

from ...model.gateway import Api
from ...model.plans import PlanStage, UsagePlan
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, passed, undecided

RULE = Rule(
    id="APIGW-408",
    slug="usage-plan-unattached",
    title="Usage plan without a stage",
    subject=UsagePlan,
    severity=LOW,
)


@RULE.check
def check(plan: UsagePlan, params: Params) -> Verdict:
    """Decides for one usage plan."""
    stages = plan.stages
    if isinstance(stages, Unknown):
        return undecided(f"the stages of {plan.name} are not known: {stages.reason}", plan, "stages")
    if not stages:
        return fail(
            f"{plan.name} names no stage: its keys open nothing",
            plan,
            "stages",
            fix="add api_stages with the API's id and the stage's name",
        )
    missing = next((named for named in stages if _is_missing(named)), None)
    if missing is not None:
        assert isinstance(missing.api, Api)
        return undecided(
            f"{missing.api.name} has no stage {missing.stage_name} here: it may be defined outside this input",
            missing,
            "stage",
        )
    return passed()


def _is_missing(named: PlanStage) -> bool:
    return named.stage is None and isinstance(named.api, Api) and not named.api.external
