"""Backend over plain HTTP.

## What it requires
The URI of an HTTP integration is an https URL.

## Why
The gateway ends the client's TLS and opens a connection of its own. Over http, everything it forwards crosses the
internet in the clear, tokens and answers included, and whoever answers for the host name is believed.

## When it is fine
Behind a VPC link the traffic stays inside the network, in the clear there: the severity is low. Integrations of an
HTTP API with a load balancer's listener or a Cloud Map service name no scheme and are not asked. Where a stage variable
holds the scheme, the result is undecided.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://orders.example.com"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, Integration
from ...model.value import Unknown
from ..base import LOW, MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-209",
    slug="integration-plain-http",
    title="Backend over plain HTTP",
    subject=Integration,
    severity=MEDIUM,
)


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    kind, uri = integration.type, integration.uri
    if not isinstance(kind, Unknown) and kind not in ("HTTP", "HTTP_PROXY"):
        return not_applicable("no HTTP backend")
    protocol = integration.api.protocol
    private = not isinstance(protocol, Unknown) and protocol == HTTP and _behind_vpc_link(integration) is True
    if isinstance(uri, Unknown) and private:
        return not_applicable("its URI is the ARN of a listener or service")
    if isinstance(uri, Unknown):
        return undecided(f"the URI is not known: {uri.reason}", integration, "uri")
    if not uri or str(uri).startswith("arn:"):
        return not_applicable("its URI names no URL")
    scheme, slashes, _ = str(uri).strip().lower().partition("://")
    scheme = scheme if slashes else ""
    if scheme == "https":
        return passed()
    if isinstance(kind, Unknown):
        return undecided(f"the type of the integration is not known: {kind.reason}", integration, "type")
    if scheme != "http":
        variable = "stageVariables" in str(uri)
        reason = "a stage variable holds the scheme of its URI" if variable else "its URI has no scheme of HTTP"
        return undecided(reason, integration, "uri")
    inside = _behind_vpc_link(integration)
    return fail(
        f"{integration.name} reaches its backend over plain http{' (inside the VPC)' if inside is True else ''}",
        integration,
        "uri",
        fix="use an https URL",
        severity="" if inside is False else LOW,
    )


def _behind_vpc_link(integration: Integration) -> bool | Unknown:
    connection = integration.connection_type
    return connection if isinstance(connection, Unknown) else connection == "VPC_LINK"
