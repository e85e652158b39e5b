"""Constraint that is ignored.

## What it requires
Schemas of request bodies that a validator checks, in the OpenAPI body of a REST API, have none of the keywords that API
Gateway does not enforce.

## Why
The import takes them without a word. `minItems`, `maxItems` or `exclusiveMinimum` look like a limit, and every request
passes; `readOnly` looks as if clients could not write a property, and they can.

## When it is fine
Schemas that no validator checks, those of answers included, are not asked (see APIGW-701). Keywords that describe
without limiting (`example`, `default`) are fine. Where the backend checks the same, waive the finding.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "shop", version = "1" }
    x-amazon-apigateway-request-validators = { body = { validateRequestBody = true } }
    x-amazon-apigateway-request-validator  = "body"
    paths = { "/orders" = { post = {
      requestBody = { content = { "application/json" = { schema = {
        type       = "object"
        properties = { amount = { type = "integer", minimum = 1 } }
      } } } }
      x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" }
    } } }
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
"""

from __future__ import annotations

from ...facts import ignored_keywords
from ...model.gateway import Api
from ...model.schemas import Schema, SchemaNode, reachable
from ...model.value import UndecidedError
from ..base import LOW, Params, Rule, Spot, Verdict, fail, not_applicable, passed
from ._document import document_of, in_body, spelled, unclear, validated, without_body
from ._requests import is_rest

RULE = Rule(
    id="APIGW-704",
    slug="openapi-constraint-ignored",
    title="Constraint that is ignored",
    subject=Api,
    severity=LOW,
)

_SHOWN = 5


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not is_rest(api):
        return not_applicable("only REST APIs validate requests")
    document = document_of(api)
    if document is None:
        return without_body()
    schemas = list(validated(in_body(api)))
    ignored = ignored_keywords().constraints(document.version)
    found = [
        (schema, node, keyword)
        for schema, node in reachable(schemas)
        for keyword in node.keywords
        if keyword in ignored and node.keywords[keyword] is not False
    ]
    if not found and (lost := unclear(api)) is not None:
        raise UndecidedError(lost)
    if not found:
        return passed() if schemas else not_applicable("no schema of the body is under validation")
    keywords = sorted({keyword for _, _, keyword in found})
    places = [_spot(*each) for each in found[:_SHOWN]]
    return fail(
        f"the body of {api.name} relies on {spelled(keywords)}, which API Gateway does not enforce",
        places[0].origin,
        also=places[1:],
        fix="say it with keywords that are enforced, or check it in the backend",
        extent=[f"{node.pointer}/{keyword}" for _, node, keyword in found],
    )


def _spot(schema: Schema, node: SchemaNode, keyword: str) -> Spot:
    return Spot(schema.origin.inside(schema.origin.attribute, f"{node.pointer}/{keyword}"))
