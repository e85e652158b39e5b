"""Backend certificate not verified.

## What it requires
No HTTP integration of a REST API skips the verification of the backend's certificate (`insecure_skip_verification`).

## Why
Without it the gateway accepts a certificate from any authority, a self-made one included: whoever can answer for the
backend's host name reads and writes the traffic. AWS says of it: "This isn't recommended".

## When it is fine
A backend with a certificate of a private authority leaves no other choice on a REST API. Behind a VPC link that is a
reason for a waiver; on the internet use a public certificate.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.root.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://orders.example.com"

  tls_config {
    insecure_skip_verification = false
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integration-tls-config.html
"""

from __future__ import annotations

from ...model.gateway import Integration
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-210",
    slug="integration-tls-verification-off",
    title="Backend certificate not verified",
    subject=Integration,
    severity=HIGH,
)


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    kind, skipped = integration.type, integration.insecure_skip_verification
    if not isinstance(kind, Unknown) and kind not in ("HTTP", "HTTP_PROXY"):
        return not_applicable("no HTTP backend")
    if isinstance(skipped, Unknown):
        return undecided(
            f"whether verification is skipped is not known: {skipped.reason}", integration, "insecure_skip_verification"
        )
    if str(skipped).lower() != "true":
        return passed()
    if isinstance(kind, Unknown):
        return undecided(f"the type of the integration is not known: {kind.reason}", integration, "type")
    return fail(
        f"{integration.name} accepts any certificate of its backend: verification is switched off",
        integration,
        "insecure_skip_verification",
        fix="remove insecure_skip_verification and give the backend a certificate of a public authority",
    )
