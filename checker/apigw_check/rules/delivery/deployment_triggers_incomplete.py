"""Deployment triggers incomplete.

## What it requires
The triggers of a REST deployment (or its `replace_triggered_by`) change with every method, integration, authorizer,
model, request validator and gateway response of the API, with its resource policy, and with its body.

## Why
A stage serves the copy that its deployment took. A change that the triggers do not notice is applied, reported as done,
and served by nobody: the authorizer that was added protects nothing yet, the policy that was tightened is still wide.

## When it is fine
A hash of whole resources, of the inputs that they are made of, of the body's file or of the `.tf` files that hold them
passes; so does what is new with every plan (`timestamp()`). Ids alone do not: an id stays when what it names changes.
Inputs and files of which cannot be told whether the API is made of them are undecided, as are locals and functions
where the sources are not at hand. Deployments without any trigger are the subject of APIGW-801.

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

  lifecycle {
    create_before_destroy = true
  }
}
```

## References
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
"""

from __future__ import annotations

from ...model.gateway import REST, Deployment
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._delivery import listed

RULE = Rule(
    id="APIGW-802",
    slug="deployment-triggers-incomplete",
    title="Deployment triggers incomplete",
    subject=Deployment,
    severity=MEDIUM,
)


@RULE.check
def check(deployment: Deployment, params: Params) -> Verdict:
    """Decides for one deployment."""
    protocol = deployment.api.protocol
    if not isinstance(protocol, str) or protocol != REST or deployment.auto:
        return not_applicable("HTTP and WebSocket APIs deploy by other means")
    replaces, triggers = deployment.replace_triggered_by, deployment.triggers
    if not isinstance(triggers, Unknown) and not triggers and (isinstance(replaces, Unknown) or not replaces):
        return not_applicable("it has no triggers (see APIGW-801)")
    if not deployment.parts:
        return not_applicable("what it publishes is not in the input")
    missed = [part for part in deployment.parts if not isinstance(part.seen, Unknown) and not part.seen]
    unclear = next((part.seen for part in deployment.parts if isinstance(part.seen, Unknown)), None)
    field = "triggers" if isinstance(triggers, Unknown) or triggers else ""
    if not missed and unclear is not None:
        return undecided(f"whether its triggers notice every change is not known: {unclear.reason}", deployment, field)
    if not missed:
        return passed()
    names = listed([part.label for part in missed])
    if all(part.by_id for part in missed):
        message = f"changes to {names} are not deployed: the triggers hold ids, which stay the same"
    else:
        message = f"changes to {names} are not deployed: the triggers do not notice them"
    return fail(
        message,
        deployment,
        field,
        also=[spot(part.origin, "", "not noticed") for part in missed[:3]],
        fix="hash whole resources (without .id) and the body in the triggers, or the inputs that all of them come from",
        extent=[part.label for part in missed],
    )
