"""Deployment without dependencies.

## What it requires
A deployment refers to the methods and integrations (routes and integrations of HTTP and WebSocket APIs) that it
publishes, or names them in `depends_on`, so that Terraform makes it after them.

## Why
A deployment copies what is there at that moment. Made too early, it fails ("No integration defined for method"), or it
publishes an API with half of its routes and without the authorizer of the others, until somebody deploys again.

## When it is fine
An API that a body alone defines is imported as one: a reference to its id is enough. References count through locals,
modules and other resources (who waits for an integration waits for its method, too); locals are undecided where the
sources are not at hand.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.orders.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  triggers = {
    redeployment = sha1(jsonencode([aws_api_gateway_method.orders, aws_api_gateway_integration.orders]))
  }
}
```

## References
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
- https://github.com/hashicorp/terraform-provider-aws/issues/21210
"""

from __future__ import annotations

from ...model.gateway import Deployment
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._delivery import listed

RULE = Rule(
    id="APIGW-803",
    slug="deployment-missing-dependencies",
    title="Deployment without dependencies",
    subject=Deployment,
    severity=LOW,
)

_ROLES = ("method", "integration", "route")


@RULE.check
def check(deployment: Deployment, params: Params) -> Verdict:
    """Decides for one deployment."""
    parts = [part for part in deployment.parts if part.role in _ROLES]
    if not parts:
        return not_applicable("no resources of its own define what it publishes")
    early = [part for part in parts if not isinstance(part.follows, Unknown) and not part.follows]
    unclear = next((part.follows for part in parts if isinstance(part.follows, Unknown)), None)
    if not early and unclear is not None:
        return undecided(f"whether it waits for what it publishes is not known: {unclear.reason}", deployment)
    if not early:
        return passed()
    return fail(
        f"it may be made before {listed([part.label for part in early])}",
        deployment,
        also=[spot(part.origin, "", "not waited for") for part in early[:3]],
        fix="refer to them in the triggers, or name them in depends_on",
        extent=[part.label for part in early],
    )
