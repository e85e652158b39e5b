"""Request validators, and the schemas of models that requests are checked against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model.body import Body
from ..model.gateway import REST, Route
from ..model.json_text import JsonTextError, decode_json
from ..model.origin import Origin
from ..model.resource import Resource
from ..model.schemas import ApiDocument, Schema, SecurityScheme, Server, Validator, nodes_of
from ..model.value import Unknown
from .context import Context

_VALIDATOR = frozenset({"aws_api_gateway_request_validator"})
_API = frozenset({"aws_api_gateway_rest_api", "data.aws_api_gateway_rest_api"})
#: A model refers to another one of its API by this address, which ends in the model's name.
_OTHER_MODEL = "https://apigateway.amazonaws.com/restapis/"


def validator_of(context: Context, resource: Resource) -> Validator | Unknown | None:
    """The validator that a method names: Unknown where it cannot be followed, None where it names none."""
    found = context.find(resource, "request_validator_id", _VALIDATOR, guess=False)
    if not found.given:
        return None
    targets = found.targets
    if not targets:
        return Unknown("the request validator is defined outside this input")
    made = [
        Validator(
            origin=target.origin,
            validator_name=target.get("name"),
            body=target.get("validate_request_body"),
            parameters=target.get("validate_request_parameters"),
        )
        for target in targets
    ]
    if len(made) == 1:
        return made[0]
    # Whichever it is, what all of them do is done.
    unsure = Unknown(f"it may be any of {len(made)} request validators")
    return Validator(
        origin=resource.origin,
        validator_name=unsure,
        body=_common([each.body for each in made], unsure),
        parameters=_common([each.parameters for each in made], unsure),
    )


def _common(flags: list[bool | Unknown | None], unsure: Unknown) -> bool | Unknown | None:
    if any(isinstance(flag, Unknown) for flag in flags) or len({bool(flag) for flag in flags}) > 1:
        return unsure
    return flags[0]


def link_schemas(context: Context) -> None:
    """Joins the methods of REST APIs with the models that check their bodies."""
    models: dict[tuple[int, str], list[Schema | Unknown]] = {}
    for resource in context.resources.of("aws_api_gateway_model"):
        name = resource.get("name")
        if isinstance(name, str):
            schema = _schema(resource)
            for api in context.apis_of(resource, "rest_api_id", _API, REST):
                models.setdefault((id(api), name), []).append(schema)
    if not models:
        return
    for (api_id, _), found in models.items():
        for schema in found:
            if isinstance(schema, Schema):
                _join(schema, api_id, models)
    for api in context.estate.apis:
        for route in api.routes:
            if isinstance(route.request_models, dict) and not route.origin.pointer:
                _of_route(route, models)


def _of_route(route: Route, models: dict[tuple[int, str], list[Schema | Unknown]]) -> None:
    assert isinstance(route.request_models, dict)
    for content_type, name in route.request_models.items():
        found = models.get((id(route.api), name), []) if isinstance(name, str) else []
        if len(found) == 1:
            route.request_schemas[content_type] = found[0]


def _schema(resource: Resource) -> Schema | Unknown:
    text = resource.get("schema")
    if isinstance(text, Unknown):
        return text
    try:
        root = decode_json(text) if isinstance(text, str) else {}
    except JsonTextError as error:
        return Unknown(f"the model's schema is not JSON: {error}")
    made: dict[str, Schema] = {}
    return _read(root, "", root, resource.origin, made)


def _read(value: Any, pointer: str, root: Any, origin: Origin, made: dict[str, Schema]) -> Schema:
    """The schema at a place of a model, and those that it refers to inside the model; each is read once."""
    first = made[pointer] = Schema(origin.inside("schema", pointer))
    waiting = [(value, pointer)]
    while waiting:
        each, place = waiting.pop()
        schema = made[place]
        schema.nodes, references = nodes_of(each, place)
        for reference, _ in references:
            target = reference["$ref"]
            if target.startswith(_OTHER_MODEL):
                schema.others += (target.rpartition("/")[2],)
                continue
            found = _resolve(root, target)
            if found is None:
                continue
            inner, where = found
            if where not in made:
                made[where] = Schema(origin.inside("schema", where))
                waiting.append((inner, where))
            schema.parts.append(made[where])
    return first


def _resolve(root: Any, reference: str) -> tuple[Any, str] | None:
    if not reference.startswith("#"):
        return None
    value, place = root, reference[1:]
    for token in place.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value, place


def _join(schema: Schema, api_id: int, models: dict[tuple[int, str], list[Schema | Unknown]]) -> None:
    """Leads the references from one model of an API to another there."""
    seen: set[int] = set()
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        inside = list(each.parts)
        for name in each.others:
            found = models.get((api_id, name), [])
            if len(found) == 1 and isinstance(found[0], Schema) and found[0] not in each.parts:
                each.parts.append(found[0])
        waiting += inside


def schemas_of(body: Body, at: Callable[[str], Origin]) -> dict[str, Schema]:
    """The schemas of the request bodies in an OpenAPI body, by place."""
    made = {place: Schema(at(place), schema.nodes) for place, schema in body.schemas.items()}
    for place, schema in body.schemas.items():
        made[place].parts = [made[part] for part in schema.parts]
    return made


def document_of(body: Body, origin: Origin, at: Callable[[str], Origin]) -> ApiDocument:
    """What an OpenAPI body states beside its routes."""
    return ApiDocument(
        origin=origin,
        version=body.version,
        validators=tuple(
            Validator(at(each.pointer), each.name, each.body, each.parameters) for each in body.validators
        ),
        root_validator=body.root_validator,
        schemes=tuple(SecurityScheme(at(each.pointer), each.name, each.kind, each.flows) for each in body.schemes),
        servers=tuple(Server(at(each.pointer), each.url) for each in body.servers),
    )
