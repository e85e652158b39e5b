"""Private API without a limit on the network.

## What it requires
A PRIVATE REST API has a resource policy that limits `aws:SourceVpce` or `aws:SourceVpc`, by a condition of its Allow
statements or by a Deny for every other network.

## Why
PRIVATE means: not from the internet. It does not say from whose network. Without the limit the API answers requests
through execute-api endpoints in any VPC, in other AWS accounts too. Without any resource policy it answers nobody.

## When it is fine
An API that is offered to the VPCs of customers may name their principals or organisation instead: waive the finding
with that reason. Not asked of EDGE and REGIONAL APIs. Shown in place of APIGW-601.

## How to fix
```terraform
variable "vpc_endpoint_id" {
  type = string
}

resource "aws_api_gateway_rest_api" "internal" {
  name = "internal"

  endpoint_configuration {
    types            = ["PRIVATE"]
    vpc_endpoint_ids = [var.vpc_endpoint_id]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          StringEquals = { "aws:SourceVpce" = var.vpc_endpoint_id }
        }
      },
    ]
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.iam import Policy, PolicyError, limits_network
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import is_private, policy_spot, resource_policy

RULE = Rule(
    id="APIGW-602",
    slug="private-api-without-policy",
    title="Private API without a limit on the network",
    subject=Api,
    severity=HIGH,
    replaces=["APIGW-601"],
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    private = is_private(api)
    if private is False:
        return not_applicable("not a PRIVATE API")
    policy, (place, field) = resource_policy(api), policy_spot(api)
    limited = limits_network(policy) if isinstance(policy, Policy) else False
    if limited is True:
        return passed()
    if isinstance(private, Unknown):
        return undecided(f"the endpoint type is not known: {private.reason}", api, "endpoint_types")
    if isinstance(policy, Unknown):
        return undecided(f"the resource policy is not known: {policy.reason}", place, field)
    if isinstance(policy, PolicyError):
        return undecided(policy.message, place, field)
    if isinstance(limited, Unknown):
        return undecided(f"whether the policy limits the network is not known: {limited.reason}", place, field)
    what = "it has no resource policy" if policy is None else "its resource policy allows calls from any VPC"
    return fail(
        f"{api.name} is PRIVATE, but {what}",
        place,
        field,
        fix="allow execute-api:Invoke only from your VPC endpoints (aws:SourceVpce) or VPCs (aws:SourceVpc)",
    )
