"""Open schema of a model.

## What it requires
The models that request bodies are validated against refuse properties that they do not name, and bound their texts and
lists: `additionalProperties`, `maxLength` (or `enum`, `pattern`, `format`) and `maxItems`.

## Why
A schema without bounds lets through what nobody thought of: a property `isAdmin` that the backend stores, a name of
nine megabytes, a list of a million lines.

## When it is fine
This is an opinion, in the pack `strict` only: open schemas make later versions easier. Asked of schemas that a
validator checks. Members of `allOf`, `anyOf` and `oneOf` are not asked for `additionalProperties`, which would exclude
the other members; a schema for the values of a map counts. Lists in an OpenAPI body are not asked for `maxItems`, which
its import leaves out (APIGW-704).

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_model" "order" {
  rest_api_id  = aws_api_gateway_rest_api.shop.id
  name         = "Order"
  content_type = "application/json"

  schema = jsonencode({
    type                 = "object"
    additionalProperties = false
    properties = {
      item  = { type = "string", maxLength = 40 }
      lines = { type = "array", maxItems = 50, items = { type = "integer" } }
    }
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.schemas import Schema, SchemaNode, reachable
from ...model.value import UndecidedError, Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, spot
from ._document import spelled, unclear, validated
from ._requests import is_rest

RULE = Rule(
    id="APIGW-709",
    slug="model-schema-open",
    title="Open schema of a model",
    subject=Api,
    severity=LOW,
    pack=STRICT,
)

_SHOWN = 5
_BOUNDS = ("const", "enum", "format", "maxLength", "pattern")
_COMPOSING = ("allOf", "anyOf", "oneOf")


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not is_rest(api):
        return not_applicable("only REST APIs validate requests")
    schemas = list(validated(api.routes))
    found = [(schema, node, lack) for schema, node in reachable(schemas) if (lack := _lack(schema, node))]
    if found:
        lacks = sorted({lack for _, _, lack in found})
        places = [spot(s.origin.inside(s.origin.attribute, node.pointer), "", lack) for s, node, lack in found[:_SHOWN]]
        return fail(
            f"schemas that {api.name} validates requests against lack {spelled(lacks)}",
            places[0].origin,
            also=places[1:],
            fix="set additionalProperties to false, and maxLength and maxItems",
            extent=[f"{schema.origin.address}{node.pointer}" for schema, node, _ in found],
        )
    unsure = next((unknown for unknown in _unknowns(api)), None)
    if unsure is not None:
        raise UndecidedError(unsure)
    return passed() if schemas else not_applicable("no schema in the input is under validation")


def _lack(schema: Schema, node: SchemaNode) -> str:
    keywords = node.keywords
    kinds = keywords.get("type")
    types = kinds if isinstance(kinds, list) else [kinds]
    if "object" in types or isinstance(keywords.get("properties"), dict):
        closed = keywords.get("additionalProperties")
        composed = node.composed or any(name in keywords for name in _COMPOSING)
        if closed is not False and not isinstance(closed, dict) and not composed:
            return "additionalProperties"
    if "string" in types and not any(name in keywords for name in _BOUNDS):
        return "maxLength"
    if "array" in types and "maxItems" not in keywords and schema.origin.attribute == "schema":
        return "maxItems"
    return ""


def _unknowns(api: Api) -> list[Unknown]:
    lost = unclear(api)
    found = [] if lost is None else [lost]
    for route in api.routes:
        if isinstance(route.validates_body, Unknown) and route.request_schemas:
            found.append(route.validates_body)
        elif route.validates_body is True:
            found += [schema for schema in route.request_schemas.values() if isinstance(schema, Unknown)]
    return found
