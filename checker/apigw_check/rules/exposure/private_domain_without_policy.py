"""Private domain without a policy.

## What it requires
A custom domain of the type PRIVATE has a policy of its own.

## Why
A private domain is shared with other VPCs and accounts, and its policy says with which: it is evaluated besides the
policy of each API behind it. Without one that line is not drawn in the configuration.

## When it is fine
Where the policy is written by another configuration. Not asked of domains of other types, which take no policy.

## How to fix
```terraform
variable "certificate_arn" {
  type = string
}

variable "vpc_endpoint_id" {
  type = string
}

resource "aws_api_gateway_domain_name" "internal" {
  domain_name     = "api.internal.example.com"
  certificate_arn = var.certificate_arn

  endpoint_configuration {
    types = ["PRIVATE"]
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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
- https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDomainName.html
"""

from __future__ import annotations

from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import entries

RULE = Rule(
    id="APIGW-608",
    slug="private-domain-without-policy",
    title="Private domain without a policy",
    subject=Domain,
    severity=MEDIUM,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one domain."""
    if domain.external:
        return not_applicable("it is defined outside this input")
    types = entries(domain.endpoint_types)
    private = any(isinstance(each, str) and each == "PRIVATE" for each in types)
    unclear = next((each for each in types if isinstance(each, Unknown)), None)
    if not private and unclear is None:
        return not_applicable("not a PRIVATE domain")
    if domain.policy is not None:
        return passed()
    if not private and unclear is not None:
        return undecided(f"the endpoint type is not known: {unclear.reason}", domain, "endpoint_types")
    return fail(
        f"{domain.name} is PRIVATE, and no policy says whose VPC endpoints may use it",
        domain,
        "policy",
        fix="add a policy that allows execute-api:Invoke to your VPC endpoints (aws:SourceVpce) or VPCs",
    )
