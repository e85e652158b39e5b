"""Request schema of an HTTP API.

## What it requires
The OpenAPI body of an HTTP API has no request bodies with a schema.

## Why
HTTP APIs do not validate requests: the import takes `requestBody` and its schemas, says so in an info message, and
ignores them. Who reads the body believes that requests are checked.

## When it is fine
Where the body is documentation too, and the backend checks what it takes, which is common: the rule is in the pack
`strict` only. Not asked of REST APIs, which validate (APIGW-701), and of APIs without a body.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = { "/orders" = { post = { x-amazon-apigateway-integration = {
      type                 = "HTTP_PROXY"
      httpMethod           = "POST"
      payloadFormatVersion = "1.0"
      uri                  = "https://orders.example.com"
    } } } }
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, Api, Route
from ...model.schemas import Schema
from ...model.value import UndecidedError, Unknown
from ..base import INFO, STRICT, Params, Rule, Spot, Verdict, fail, not_applicable, passed, spot
from ._document import document_of, in_body, unclear, without_body

RULE = Rule(
    id="APIGW-705",
    slug="http-api-ignores-schema",
    title="Request schema of an HTTP API",
    subject=Api,
    severity=INFO,
    pack=STRICT,
)

_SHOWN = 5


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if isinstance(api.protocol, Unknown) or api.protocol != HTTP:
        return not_applicable("asked of HTTP APIs only")
    if document_of(api) is None:
        return without_body()
    found = [route for route in in_body(api) if route.request_schemas]
    if not found and (lost := unclear(api)) is not None:
        raise UndecidedError(lost)
    if not found:
        return passed()
    places = [_spot(route) for route in found[:_SHOWN]]
    return fail(
        f"the body of {api.name} has a schema for the requests of {found[0].name}"
        f"{f' and {len(found) - 1} more' if len(found) > 1 else ''}, which HTTP APIs do not check",
        places[0].origin,
        also=places[1:],
        fix="check requests in the backend, or make it a REST API with a request validator",
        extent=[route.name for route in found],
    )


def _spot(route: Route) -> Spot:
    schema = next((each for each in route.request_schemas.values() if isinstance(each, Schema)), None)
    # Several routes may refer to one schema: the place that counts is the route's own.
    shared = schema is None or not schema.origin.pointer.startswith(route.origin.pointer)
    return spot(route) if schema is None or shared else spot(schema)
