"""API key outside any usage plan.

## What it requires
Every API key belongs to a usage plan.

## Why
A key opens the stages of its usage plans. One that belongs to none is refused by every method that requires a key, is
counted nowhere, and is easily forgotten while it is still valid.

## When it is fine
Where the input has no usage plan at all, the key may be joined with one elsewhere: undecided. A key that an
`aws_api_gateway_usage_plan_key` joins with a plan of another configuration belongs to one.

## How to fix
```terraform
resource "aws_api_gateway_api_key" "partner" {
  name = "partner"
}

resource "aws_api_gateway_usage_plan_key" "partner" {
  key_id        = aws_api_gateway_api_key.partner.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.partners.id
}

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
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_usage_plan_key
"""

from __future__ import annotations

from ...model.plans import ApiKey
from ..base import LOW, Params, Rule, Verdict, fail, passed, undecided

RULE = Rule(
    id="APIGW-409",
    slug="api-key-outside-usage-plan",
    title="API key outside any usage plan",
    subject=ApiKey,
    severity=LOW,
)


@RULE.check
def check(key: ApiKey, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one API key."""
    if key.plans:
        return passed()
    if key.plans_unread is not None:
        return undecided(f"whether {key.name} belongs to a usage plan is not known: {key.plans_unread.reason}", key)
    return fail(
        f"{key.name} belongs to no usage plan: it opens nothing",
        key,
        fix="join it with a usage plan by an aws_api_gateway_usage_plan_key, or remove it",
    )
