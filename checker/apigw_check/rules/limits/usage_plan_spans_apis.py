"""Usage plan for several APIs.

## What it requires
A usage plan names stages of one API only.

## Why
A key of a plan opens all its stages. A partner who was to have the orders API can call the stock API with the same key,
and has one quota for both.

## When it is fine
A product that consists of several APIs: waive the finding with that reason. Stages of the same API count as one.

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
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-411",
    slug="usage-plan-spans-apis",
    title="Usage plan for several APIs",
    subject=UsagePlan,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(plan: UsagePlan, params: Params) -> Verdict:
    """Decides for one usage plan."""
    stages = plan.stages
    if isinstance(stages, Unknown):
        return undecided(f"the stages of {plan.name} are not known: {stages.reason}", plan, "stages")
    if not stages:
        return not_applicable("it names no stage")
    by_api = {named.api_key: named for named in stages if isinstance(named.api_key, str)}
    if len(by_api) > 1:
        return fail(
            f"{plan.name} opens {len(by_api)} APIs with the same keys",
            plan,
            "stages",
            fix="make a usage plan, with keys of its own, for each API",
            extent=list(by_api),
        )
    unknown = next((named for named in stages if isinstance(named.api_key, Unknown)), None)
    if unknown is not None and len(stages) > 1:
        assert isinstance(unknown.api_key, Unknown)
        return undecided(f"which APIs {plan.name} names is not known: {unknown.api_key.reason}", plan, "stages")
    return passed()
