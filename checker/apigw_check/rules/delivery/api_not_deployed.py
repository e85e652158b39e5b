"""API without a stage.

## What it requires
Every API has a stage, so that what it holds is published.

## Why
An API that no stage publishes serves nobody. It is what is left of an experiment, or a stage was forgotten, or its
stage is made by hand, where nobody reviews its logs, limits and web ACL.

## When it is fine
Where another configuration makes the stages; waive it there and name the place. APIs that are defined elsewhere are
not asked.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "prod"
  auto_deploy = true
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-818",
    slug="api-not-deployed",
    title="API without a stage",
    subject=Api,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if api.external:
        return not_applicable("the API is defined outside this input")
    if any(not stage.ambiguous for stage in api.stages):
        return passed()
    if api.stages:
        return undecided(f"whether a stage is its own is not known: {api.stages[0].ambiguous}", api)
    unnamed = next((each.stage_name for each in api.deployments if isinstance(each.stage_name, Unknown)), None)
    if unnamed is not None:
        return undecided(f"whether a deployment makes a stage is not known: {unnamed.reason}", api)
    return fail(f"no stage publishes {api.name}", api, fix="give it a stage, or remove it")
