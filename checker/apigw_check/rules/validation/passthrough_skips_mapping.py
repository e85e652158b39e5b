"""Passthrough past the mapping.

## What it requires
A non-proxy integration (`AWS`, `HTTP`) of a REST API with mapping templates has the passthrough behaviour `NEVER` or
`WHEN_NO_TEMPLATES`.

## Why
With `WHEN_NO_MATCH`, which is the default, a request whose content type has no template goes to the backend as it came.
The caller chooses the content type, and so whether the template applies: behind a template that sends one message,
for JSON, stands every action of SQS that its role allows, for anyone who sends a form.

## When it is fine
Not asked of proxy and MOCK integrations, of integrations without templates, and of WebSocket APIs, whose messages have
no content type.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "create" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "create" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.create.http_method
  type                    = "HTTP"
  integration_http_method = "POST"
  uri                     = "https://orders.example.com"
  passthrough_behavior    = "NEVER"
  request_templates       = { "application/json" = "$input.json('$.order')" }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
"""

from __future__ import annotations

from ...model.gateway import Integration
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._requests import is_rest

RULE = Rule(
    id="APIGW-706",
    slug="passthrough-skips-mapping",
    title="Passthrough past the mapping",
    subject=Integration,
    severity=MEDIUM,
)

_WITH_TEMPLATES = ("AWS", "HTTP")


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    if not is_rest(integration.api):
        return not_applicable("asked of REST APIs only")
    kind, templates = integration.type, integration.request_templates
    if not isinstance(kind, Unknown) and kind not in _WITH_TEMPLATES:
        return not_applicable("asked of the types AWS and HTTP only")
    if not isinstance(templates, Unknown) and not templates:
        return not_applicable("it has no mapping template")
    behavior = integration.passthrough_behavior
    if not isinstance(behavior, Unknown) and behavior is not None and behavior.upper() != "WHEN_NO_MATCH":
        return passed()
    for value, what, field in (
        (kind, "type", "type"),
        (templates, "mapping templates", "request_templates"),
        (behavior, "passthrough behaviour", "passthrough_behavior"),
    ):
        if isinstance(value, Unknown):
            return undecided(f"the {what} of the {integration.name} cannot be told: {value.reason}", integration, field)
    return fail(
        f"the {integration.name} sends on as it came what has another content type than its mapping templates",
        integration,
        "passthrough_behavior",
        fix=f'set {"passthroughBehavior" if integration.origin.pointer else "passthrough_behavior"} to "NEVER"',
    )
