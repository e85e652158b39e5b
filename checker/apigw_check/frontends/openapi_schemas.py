"""What a document states beside its routes: schemas of request bodies, validators, security schemes, servers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.body import BodySchema, BodyScheme, BodyServer, BodyValidator
from ..model.schemas import nodes_of
from .openapi_document import Document, step

VALIDATORS = "x-amazon-apigateway-request-validators"


class Schemas:
    """The schemas of request bodies by place; each is read once, whatever refers to it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.found: dict[str, BodySchema] = {}

    def read(self, value: Any, pointer: str) -> str:
        """Reads a schema and all that it leads to; returns where it stands, or nothing where there is none."""
        value, start = self._document.target(value, pointer)
        if not isinstance(value, dict):
            return ""
        waiting = [(value, start)]
        while waiting:
            each, place = waiting.pop()
            if place in self.found:
                continue
            nodes, references = nodes_of(each, place)
            parts: dict[str, None] = {}
            for reference, where in references:
                target, there = self._document.target(reference, where)
                if isinstance(target, dict):
                    parts[there] = None
                    waiting.append((target, there))
            self.found[place] = BodySchema(nodes, tuple(parts))
        return start


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
        kind = (document.text(scheme, "type", place) or "").lower()
        flows: tuple[str, ...] = ()
        if document.is_swagger:
            flow = document.text(scheme, "flow", place)
            flows = (flow,) if flow and kind == "oauth2" else ()
        elif kind == "http":
            kind = "basic" if (document.text(scheme, "scheme", place) or "").lower() == "basic" else kind
        elif kind == "oauth2":
            flows = tuple(document.object(scheme, "flows", place)[0])
        yield BodyScheme(pointer=place, name=name, kind=kind, flows=flows)


def servers(document: Document) -> Iterator[BodyServer]:
    """The addresses that the root offers: URLs of `servers`, or what is in `schemes`."""
    if document.is_swagger:
        for index, scheme in enumerate(document.items(document.root, "schemes", "")):
            if isinstance(scheme, str):
                yield BodyServer(f"/schemes/{index}", f"{scheme.strip().lower()}:")
        return
    for index, server in enumerate(document.items(document.root, "servers", "")):
        if not isinstance(server, dict):
            continue
        place = f"/servers/{index}"
        url = document.text(server, "url", place)
        if url is not None:
            variables, where = document.object(server, "variables", place)
            for name in variables:
                variable, there = document.object(variables, name, where)
                url = url.replace("{" + name + "}", document.text(variable, "default", there) or "")
            yield BodyServer(place + step("url"), url)
