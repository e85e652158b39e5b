"""What requests are checked against: models and their schemas, validators, and what an OpenAPI body states itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from .origin import Origin
from .value import Unknown, known


class SchemaNode(Struct, frozen=True, eq=False):
    """One schema object: its keywords as they are written.

    `pointer` says where it stands in its document; `composed` that it is a member of `allOf`, `anyOf` or `oneOf`, whose
    rules count together.
    """

    pointer: str
    keywords: dict[str, Any]
    composed: bool = False


class Schema(Struct, eq=False):
    """A schema and those inside it.

    `parts` are the schemas that it refers to, which may lead back to it; `others` the names of models of the same API.
    """

    origin: Origin
    nodes: tuple[SchemaNode, ...] = ()
    parts: list[Schema] = field(default_factory=list)
    others: tuple[str, ...] = ()


class Validator(Struct, eq=False, frozen=True):
    """A request validator. What it does not state, it does not validate."""

    origin: Origin
    validator_name: str | Unknown | None
    body: bool | Unknown | None = None
    parameters: bool | Unknown | None = None


class SecurityScheme(Struct, eq=False, frozen=True):
    """A security scheme of a body. `kind` is its OpenAPI type, `basic` for HTTP Basic; `flows` are those of OAuth 2."""

    origin: Origin
    scheme_name: str
    kind: str
    flows: tuple[str, ...] = ()


class Server(Struct, eq=False, frozen=True):
    """An address under which a body offers the API: a URL, or (OpenAPI 2.0) a transport scheme."""

    origin: Origin
    url: str | Unknown


class ApiDocument(Struct, eq=False):
    """What the OpenAPI body of an API states beside its routes. `version` is `2.0` or `3.x`.

    `root_validator` is the validator that the root names for every operation without one of its own.
    """

    origin: Origin
    version: str
    validators: tuple[Validator, ...] = ()
    root_validator: str | Unknown | None = None
    schemes: tuple[SecurityScheme, ...] = ()
    servers: tuple[Server, ...] = ()


def reachable(schemas: Iterable[Schema]) -> Iterator[tuple[Schema, SchemaNode]]:
    """Every schema object in these schemas and in those that they lead to, each once."""
    waiting = list(schemas)
    waiting.reverse()
    seen: set[int] = set()
    while waiting:
        schema = waiting.pop()
        if id(schema) in seen:
            continue
        seen.add(id(schema))
        for node in schema.nodes:
            yield schema, node
        waiting.extend(reversed(schema.parts))


_MANY = ("properties", "patternProperties", "dependentSchemas")
_ONE = ("additionalProperties", "contains", "if", "items", "not", "propertyNames", "then", "else")
_SEVERAL = ("allOf", "anyOf", "items", "oneOf", "prefixItems")
_COMPOSING = ("allOf", "anyOf", "oneOf")
#: Keywords that ask for nothing.
_REMARKS = ("$comment", "default", "description", "example", "examples", "externalDocs", "title")
#: Schemas are not nested deeper than this in one place; what is, is not taken apart.
_DEEPEST = 100


def nodes_of(value: Any, pointer: str) -> tuple[tuple[SchemaNode, ...], tuple[tuple[Any, str], ...]]:
    """The schema objects that stand at a place, and the references among them with their pointers.

    Raises `UndecidedError` where one of them is not known.
    """
    nodes: list[SchemaNode] = []
    references: list[tuple[Any, str]] = []
    waiting: list[tuple[Any, str, int, bool]] = [(value, pointer, 0, False)]
    while waiting:
        each, place, depth, composed = waiting.pop()
        if not isinstance(known(each), dict) or depth > _DEEPEST:
            continue
        for name, keyword in each.items():
            if isinstance(keyword, Unknown) and name not in _REMARKS and not name.startswith("x-"):
                known(keyword)
        if isinstance(each.get("$ref"), str):
            references.append((each, place))
            continue
        nodes.append(SchemaNode(place, each, composed))
        inner = [(child, f"{place}{step}", depth + 1, inside) for child, step, inside in _children(each)]
        waiting.extend(reversed(inner))
    return tuple(nodes), tuple(references)


def _children(keywords: dict[str, Any]) -> Iterator[tuple[Any, str, bool]]:
    for name in _MANY:
        members = keywords.get(name)
        if isinstance(members, dict):
            for key, member in members.items():
                if isinstance(key, str):
                    yield member, f"/{name}/{key.replace('~', '~0').replace('/', '~1')}", False
    for name in _ONE:
        yield keywords.get(name), f"/{name}", False
    for name in _SEVERAL:
        members = keywords.get(name)
        if isinstance(members, list):
            for index, member in enumerate(members):
                yield member, f"/{name}/{index}", name in _COMPOSING
