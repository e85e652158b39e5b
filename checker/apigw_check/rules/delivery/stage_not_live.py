"""Stage without a deployment.

## What it requires
A stage of an HTTP or WebSocket API deploys automatically (`auto_deploy`) or names a deployment.

## Why
A stage without either serves nothing: every request is answered 404, and what the plan shows is not what is on the air.

## When it is fine
Where a pipeline deploys after Terraform, and the deployment is therefore unknown to it: the state shows it from the
next plan on. REST stages are not asked, they cannot be made without a deployment.

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

from ...model.gateway import REST, Stage
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-806",
    slug="stage-not-live",
    title="Stage without a deployment",
    subject=Stage,
    severity=LOW,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    protocol = stage.api.protocol
    if isinstance(protocol, str) and protocol == REST:
        return not_applicable("a REST stage cannot be made without a deployment")
    if stage.implicit or stage.deployment is not None:
        return passed()
    auto = stage.auto_deploy
    if isinstance(auto, Unknown):
        return undecided(
            f"whether {stage.name} deploys automatically is not known: {auto.reason}", stage, "auto_deploy"
        )
    if auto:
        return passed()
    return fail(
        f"{stage.name} serves nothing: it neither deploys automatically nor names a deployment",
        stage,
        "auto_deploy",
        fix="set auto_deploy to true, or deployment_id to a deployment of the API",
    )
