"""VPC link without use.

## What it requires
A VPC link is used by an integration, and one of the first kind (for REST APIs) has load balancers as targets.

## Why
A VPC link keeps network interfaces in your subnets, or an endpoint service on your load balancer, open for a gateway.
One that nothing uses is a way into the network that nobody looks after.

## When it is fine
A link that is shared with other stacks is used there: waive the finding and name them. Where integrations cannot be
seen the result is undecided. Links that are read as a data source are not asked.

## How to fix
```terraform
variable "listener_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_vpc_link" "shop" {
  name               = "shop"
  subnet_ids         = ["subnet-0123456789abcdef0"]
  security_group_ids = ["sg-0123456789abcdef0"]
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = var.listener_arn
  connection_type    = "VPC_LINK"
  connection_id      = aws_apigatewayv2_vpc_link.shop.id
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html
"""

from __future__ import annotations

from ...model.links import VpcLink
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, passed, undecided

RULE = Rule(
    id="APIGW-820",
    slug="vpc-link-unused",
    title="VPC link without use",
    subject=VpcLink,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(link: VpcLink, params: Params) -> Verdict:
    """Decides for one VPC link."""
    if link.family == "v1" and isinstance(link.targets, tuple) and not link.targets:
        return fail(
            f"{link.name} has no target: no integration can use it",
            link,
            "targets",
            fix="name the ARN of a network load balancer in target_arns, or remove the link",
        )
    if link.integrations:
        return passed()
    if link.use_unread is not None:
        return undecided(f"whether it is used is not known: {link.use_unread.reason}", link)
    return fail(
        f"no integration uses {link.name}, which holds a way into the network open",
        link,
        fix="remove the link",
    )
