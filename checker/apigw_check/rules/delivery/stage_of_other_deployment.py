"""Stage with the deployment of another API.

## What it requires
A stage and the deployment that it serves belong to the same API.

## Why
The service refuses a deployment that it does not know in the stage's API: the apply fails, or a stage of the right name
goes on serving what it served before. It is what is left when a block was copied from another API.

## When it is fine
Never. Deployments and APIs that are defined outside the input are undecided.

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
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-807",
    slug="stage-of-other-deployment",
    title="Stage with the deployment of another API",
    subject=Stage,
    severity=HIGH,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    deployment = stage.deployment
    if deployment is None:
        return not_applicable("it names no deployment")
    if isinstance(deployment, Unknown):
        if stage.auto_deploy is True:
            return not_applicable("the service makes its deployments")
        return undecided(f"which deployment it serves is not known: {deployment.reason}", stage, "deployment")
    if deployment.api is stage.api:
        return passed()
    if deployment.ambiguous:
        return undecided(f"whose deployment it serves is not known: {deployment.ambiguous}", stage, "deployment")
    if deployment.api.external or stage.api.external:
        return undecided("whether its API and that of its deployment are the same is not in the input", stage, "api")
    return fail(
        f"{stage.name} of {stage.api.name} serves a deployment of {deployment.api.name}",
        stage,
        "deployment",
        also=[spot(deployment, "", "the deployment")],
        fix="name a deployment of the stage's own API",
    )
