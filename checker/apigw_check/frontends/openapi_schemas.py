"""What a document states beside its routes: schemas of request bodies, validators, security schemes, servers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.body import BodySchema, BodyScheme, BodyServer, BodyValidator
from ..model.schemas import nodes_of
from ..model.value import UndecidedError, Unknown, known
from .openapi_document import Document, step

VALIDATORS = "x-amazon-apigateway-request-validators"


class Schemas:
    """The schemas of request bodies by place; each is read once, whatever refers to it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._unknown: dict[str, Unknown] = {}
        self.found: dict[str, BodySchema] = {}

    def read(self, value: Any, pointer: str) -> str | Unknown:
        """Reads a schema and all that it leads to; returns where it stands, or nothing where there is none.

        `Unknown` where a part of it is.
        """
        try:
            value, start = self._document.target(value, pointer)
        except UndecidedError as error:
            return error.unknown
        if not isinstance(value, dict):
            return ""
        if start in self._unknown:
            return self._unknown[start]
        found: dict[str, BodySchema] = {}
        try:
            self._read(value, start, found)
        except UndecidedError as error:
            self._unknown[start] = error.unknown
            return error.unknown
        self.found |= found
        return start

    def _read(self, value: Any, start: str, found: dict[str, BodySchema]) -> None:
        waiting = [(value, start)]
        while waiting:
            each, place = waiting.pop()
            if place in self.found or place in found:
                continue
            nodes, references = nodes_of(each, place)
            parts: dict[str, None] = {}
            for reference, where in references:
                target, there = self._document.target(reference, where)
                if isinstance(target, dict):
                    parts[there] = None
                    waiting.append((target, there))
            found[place] = BodySchema(nodes, tuple(parts))


def validators(document: Document) -> Iterator[BodyValidator]:
    """The validators that the root defines."""
    if not document.is_rest:
        return
    found, pointer = document.object(document.root, VALIDATORS, "")
    for name in found:
        validator, place = document.object(found, name, pointer)
        yield BodyValidator(
            pointer=place,
            name=name,
            body=document.flag(validator, "validateRequestBody", place),
            parameters=document.flag(validator, "validateRequestParameters", place),
        )


def security_schemes(document: Document) -> Iterator[BodyScheme]:
    """The security schemes that the document declares."""
    if document.is_swagger:
        found, pointer = document.object(document.root, "securityDefinitions", "")
    else:
        components, place = document.object(document.root, "components", "")
        found, pointer = document.object(components, "securitySchemes", place)
    for name in found:
        scheme, place = document.object(found, name, pointer)
        kind = (known(document.text(scheme, "type", place)) or "").lower()
        flows: tuple[str, ...] = ()
        if document.is_swagger:
            flow = known(document.text(scheme, "flow", place))
            flows = (flow,) if flow and kind == "oauth2" else ()
        elif kind == "http":
            kind = "basic" if (known(document.text(scheme, "scheme", place)) or "").lower() == "basic" else kind
        elif kind == "oauth2":
            flows = tuple(document.object(scheme, "flows", place)[0])
        yield BodyScheme(pointer=place, name=name, kind=kind, flows=flows)


def servers(document: Document) -> Iterator[BodyServer]:
    """The addresses that the root offers: URLs of `servers`, or what is in `schemes`."""
    if document.is_swagger:
        for index, scheme in enumerate(document.items(document.root, "schemes", "")):
            if isinstance(known(scheme), str):
                yield BodyServer(f"/schemes/{index}", f"{scheme.strip().lower()}:")
        return
    for index, server in enumerate(document.items(document.root, "servers", "")):
        if not isinstance(known(server), dict):
            continue
        place = f"/servers/{index}"
        url = document.text(server, "url", place)
        if url is not None:
            variables, where = document.object(server, "variables", place)
            for name in variables:
                variable, there = document.object(variables, name, where)
                default = document.text(variable, "default", there)
                url = _filled(url, "{" + name + "}", default)
            yield BodyServer(place + step("url"), url)


def _filled(url: str | Unknown, name: str, value: str | Unknown | None) -> str | Unknown:
    if isinstance(url, Unknown):
        return url
    if isinstance(value, Unknown):
        return value if name in url else url
    return url.replace(name, value or "")
