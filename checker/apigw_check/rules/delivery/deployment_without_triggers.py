"""Deployment without triggers.

## What it requires
A REST deployment is made anew when the API changes: it has `triggers`, or its lifecycle has `replace_triggered_by`.

## Why
A stage serves the snapshot that its deployment took. Terraform changes methods, authorizers and policies, reports
success, and the stage goes on serving the old ones: a protection that was merged is not in force.

## When it is fine
HTTP and WebSocket APIs are not asked: their stages can deploy automatically. `replace_triggered_by` stands in the
sources alone, so without them a deployment without triggers is undecided. Where a pipeline deploys by other means,
switch the rule off.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = {}
  })
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  triggers = {
    redeployment = sha1(jsonencode(aws_api_gateway_rest_api.shop.body))
  }

  lifecycle {
    create_before_destroy = true
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-config.html
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
- https://github.com/hashicorp/terraform-provider-aws/issues/162
"""

from __future__ import annotations

from ...model.gateway import REST, Deployment
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-801",
    slug="deployment-without-triggers",
    title="Deployment without triggers",
    subject=Deployment,
    severity=MEDIUM,
)


@RULE.check
def check(deployment: Deployment, params: Params) -> Verdict:
    """Decides for one deployment."""
    protocol = deployment.api.protocol
    if not isinstance(protocol, str) or protocol != REST or deployment.auto:
        return not_applicable("HTTP and WebSocket APIs deploy by other means")
    if isinstance(deployment.triggers, Unknown) or deployment.triggers:
        return passed()
    replaces = deployment.replace_triggered_by
    if isinstance(replaces, Unknown):
        return undecided(
            f"it has no triggers, and whether its lifecycle has replace_triggered_by is not known: {replaces.reason}",
            deployment,
            "triggers",
        )
    if replaces:
        return passed()
    return fail(
        "changes to the API are not deployed: the deployment has no triggers",
        deployment,
        "triggers",
        fix="add triggers with a hash of everything that the deployment publishes",
    )
