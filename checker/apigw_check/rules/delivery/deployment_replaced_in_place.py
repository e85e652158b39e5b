"""Deployment destroyed before its successor.

## What it requires
A deployment's lifecycle has `create_before_destroy`, or that of the stage which serves it has.

## Why
A deployment is replaced whenever the API changes. Terraform destroys the old one first unless told otherwise, and the
service refuses that while a stage serves it ("Active stages pointing to this deployment must be moved or deleted"): the
apply stops halfway, with a part of the change made.

## When it is fine
Never needed. The argument stands in the sources alone; without them a deployment is undecided, unless this very plan
replaces it and so shows the order.

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
```

## References
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
- https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
"""

from __future__ import annotations

from ...model.gateway import Deployment
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-805",
    slug="deployment-replaced-in-place",
    title="Deployment destroyed before its successor",
    subject=Deployment,
    severity=LOW,
)


@RULE.check
def check(deployment: Deployment, params: Params) -> Verdict:
    """Decides for one deployment."""
    if deployment.auto or deployment.created_first is None:
        return not_applicable("no resource makes it")
    first = deployment.created_first
    if isinstance(first, Unknown):
        return undecided(f"whether its successor is made first is not known: {first.reason}", deployment)
    if first:
        return passed()
    return fail(
        "the deployment is destroyed before its successor is made, while a stage may still serve it",
        deployment,
        fix="set create_before_destroy = true in its lifecycle block",
    )
