"""Private integration without TLS.

## What it requires
An integration of an HTTP API that goes through a VPC link to an HTTPS or TLS listener of a load balancer has
`tls_config`.

## Why
Without `tls_config` the gateway speaks plain HTTP to the listener, whatever the listener speaks: a TLS listener answers
with an error, and what it should protect is sent in the clear.

## When it is fine
Never, for such a listener. Not asked for a listener that speaks plain HTTP or TCP. A listener that is not in the
configuration is undecided, a Cloud Map service too.

## How to fix
```terraform
variable "api_id" {
  type = string
}

variable "vpc_link_id" {
  type = string
}

variable "listener_arn" {
  type = string
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id             = var.api_id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = var.listener_arn
  connection_type    = "VPC_LINK"
  connection_id      = var.vpc_link_id

  tls_config {
    server_name_to_verify = "orders.internal.example.com"
  }
}
```

## References
- https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
- https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, Integration
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-211",
    slug="private-integration-without-tls",
    title="Private integration without TLS",
    subject=Integration,
    severity=MEDIUM,
)

_TLS = ("HTTPS", "TLS")


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    protocol, connection, listener = integration.api.protocol, integration.connection_type, integration.listener
    if isinstance(protocol, str) and protocol != HTTP:
        return not_applicable("not of an HTTP API")
    if connection is None or (isinstance(connection, str) and connection.upper() != "VPC_LINK"):
        return not_applicable("it goes through no VPC link")
    if integration.server_name_to_verify is not None or integration.has_tls:
        return passed()
    if isinstance(connection, Unknown):
        return undecided(f"whether it goes through a VPC link is not known: {connection.reason}", integration)
    if listener is None or isinstance(listener, Unknown):
        reason = "" if listener is None else f": {listener.reason}"
        return undecided(f"whether its target speaks TLS is not known{reason}", integration, "uri")
    if listener.upper() not in _TLS:
        return not_applicable(f"its listener speaks {listener}")
    if isinstance(protocol, Unknown):
        return undecided(f"the type of its API is not known: {protocol.reason}", integration)
    return fail(
        f"{integration.name} sends plain HTTP to a listener that speaks {listener}",
        integration,
        fix="add a tls_config block with server_name_to_verify",
    )
