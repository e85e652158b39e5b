"""Public load balancer behind a VPC link.

## What it requires
The load balancers behind the VPC link of a private integration are internal.

## Why
A private integration is there so that the backend has no door of its own. A load balancer that faces the internet is
that door: it answers everyone who finds its address, past the authorizers, limits and logs of the gateway.

## When it is fine
A load balancer that also serves a public site is public by intention: waive the finding, and see that its listener
rules keep the API's paths from the internet. `internal` that is not set means that it faces the internet. A load
balancer that is defined elsewhere is undecided; services in AWS Cloud Map have none.

## How to fix
```terraform
variable "subnet_ids" {
  type = list(string)
}

resource "aws_lb" "orders" {
  name               = "orders"
  internal           = true
  load_balancer_type = "network"
  subnets            = var.subnet_ids
}

resource "aws_api_gateway_vpc_link" "orders" {
  name        = "orders"
  target_arns = [aws_lb.orders.arn]
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html
"""

from __future__ import annotations

from ...model.gateway import Integration
from ...model.links import LoadBalancer
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-609",
    slug="vpc-link-target-public",
    title="Public load balancer behind a VPC link",
    subject=Integration,
    severity=HIGH,
)


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    kind = integration.connection_type
    if isinstance(kind, Unknown):
        return undecided(f"whether it goes through a VPC link is not known: {kind.reason}", integration)
    if kind is None or kind.upper() != "VPC_LINK":
        return not_applicable("goes through no VPC link")
    behind = integration.balancers
    if isinstance(behind, Unknown):
        return undecided(f"what stands behind its VPC link is not known: {behind.reason}", integration, "vpc_link")
    if not behind:
        return not_applicable("no load balancer stands behind its VPC link")
    balancers = [each for each in behind if isinstance(each, LoadBalancer)]
    for balancer in balancers:
        if not isinstance(balancer.internal, Unknown) and not balancer.internal:
            return fail(
                f"{balancer.name} faces the internet: callers can go past the {integration.name}",
                balancer,
                "internal",
                also=[spot(integration, "vpc_link", "the integration leads to it through a VPC link")],
                fix="set internal = true",
            )
    unknown = next((each for each in behind if isinstance(each, Unknown)), None)
    if unknown is not None:
        return undecided(unknown.reason, integration, "vpc_link")
    for balancer in balancers:
        if isinstance(balancer.internal, Unknown):
            return undecided(f"whether it is internal is not known: {balancer.internal.reason}", balancer, "internal")
    return passed()
