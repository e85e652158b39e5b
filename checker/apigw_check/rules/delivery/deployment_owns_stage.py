"""Deployment owns a stage.

## What it requires
A REST deployment does not create a stage (`stage_name`); stages have a resource of their own.

## Why
A stage that a deployment makes cannot have logs, a cache, a web ACL or tags of its own, and it is destroyed and made
again with every deployment: calls fail in between, and settings and associations are lost. The argument is deprecated.

## When it is fine
HTTP and WebSocket APIs are not asked: their deployments make no stages.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = sha1(jsonencode(aws_api_gateway_rest_api.shop.body)) }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}
```

## References
- https://github.com/hashicorp/terraform-provider-aws/issues/11469
- https://github.com/hashicorp/terraform-provider-aws/issues/14424
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
"""

from __future__ import annotations

from ...model.gateway import REST, Deployment
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-804",
    slug="deployment-owns-stage",
    title="Deployment owns a stage",
    subject=Deployment,
    severity=MEDIUM,
)


@RULE.check
def check(deployment: Deployment, params: Params) -> Verdict:
    """Decides for one deployment."""
    protocol = deployment.api.protocol
    if not isinstance(protocol, str) or protocol != REST or deployment.auto:
        return not_applicable("deployments of HTTP and WebSocket APIs make no stages")
    name = deployment.stage_name
    if isinstance(name, Unknown):
        return undecided(f"whether it makes a stage is not known: {name.reason}", deployment, "stage_name")
    if not name:
        return passed()
    return fail(
        f"the deployment makes the stage {name} itself",
        deployment,
        "stage_name",
        fix="remove stage_name and make the stage with aws_api_gateway_stage",
    )
