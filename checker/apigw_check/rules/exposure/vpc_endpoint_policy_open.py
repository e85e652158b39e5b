"""VPC endpoint for every API of every account.

## What it requires
A VPC endpoint for execute-api has a policy that is narrower than the default: it names principals, APIs, or conditions
on either.

## Why
With the default policy everything in the VPC reaches the private APIs of any AWS account through the endpoint, an
attacker's own among them: a way out of a network that has no other. It also leaves the resource policy of each API as
the only gate.

## When it is fine
Where a service control policy or resource control policy of the organisation draws the same line. A policy whose
resources are known only after apply is undecided.

## How to fix
```terraform
variable "vpc_id" {
  type = string
}

variable "organisation_id" {
  type = string
}

data "aws_region" "current" {}

resource "aws_vpc_endpoint" "apis" {
  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.${data.aws_region.current.name}.execute-api"
  vpc_endpoint_type = "Interface"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "*"
        Condition = {
          StringEquals = { "aws:ResourceOrgID" = var.organisation_id }
        }
      },
    ]
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html
- https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
"""

from __future__ import annotations

from ...model.iam import PolicyError
from ...model.network import VpcEndpoint, open_endpoint
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed, undecided

RULE = Rule(
    id="APIGW-605",
    slug="vpc-endpoint-policy-open",
    title="VPC endpoint for every API of every account",
    subject=VpcEndpoint,
    severity=MEDIUM,
)


@RULE.check
def check(endpoint: VpcEndpoint, params: Params) -> Verdict:
    """Decides for one VPC endpoint."""
    policy, place = endpoint.policy, endpoint.policy_origin or endpoint
    opened = True if policy is None else policy if isinstance(policy, Unknown) else None
    if isinstance(policy, PolicyError):
        return undecided(policy.message, place, "policy")
    if opened is None and policy is not None and not isinstance(policy, Unknown):
        opened = open_endpoint(policy)
    if opened is False:
        return passed()
    if isinstance(endpoint.service_name, Unknown):
        return undecided(f"the service of the endpoint is not known: {endpoint.service_name.reason}", endpoint)
    if isinstance(opened, Unknown):
        return undecided(f"the endpoint's policy is not known: {opened.reason}", place, "policy")
    what = "has the default policy" if policy is None else "has a policy that is as wide as the default"
    return fail(
        f"{endpoint.name} {what}: all in the VPC reach the private APIs of any account",
        place,
        "policy",
        fix="write a policy that names the APIs, their account or organisation (aws:ResourceOrgID), or the principals",
    )
