"""What the rules about OpenAPI bodies share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...model.gateway import Api, Route
from ...model.schemas import ApiDocument, Schema
from ...model.value import UndecidedError, Unknown
from ..base import Verdict, not_applicable

WITHOUT_BODY = "it has no OpenAPI body"


def document_of(api: Api) -> ApiDocument | None:
    """What the API's body states; None without a body. Raises `UndecidedError` where it cannot be read."""
    if api.document is None and api.has_body and api.unread is not None:
        raise UndecidedError(api.unread)
    return api.document


def without_body() -> Verdict:
    """The verdict for an API that no OpenAPI body describes."""
    return not_applicable(WITHOUT_BODY)


def in_body(api: Api) -> Iterator[Route]:
    """The routes that the API's body describes."""
    return (route for route in api.routes if route.origin.pointer)


def unclear(api: Api) -> Unknown | None:
    """Why not all operations of the API's body are known; None where they are, or there is no body."""
    lost = (route.integration for route in in_body(api) if isinstance(route.integration, Unknown))
    return next(lost, api.unread)


def validated(routes: Iterable[Route]) -> Iterator[Schema]:
    """The schemas of request bodies that a validator surely checks."""
    for route in routes:
        if route.validates_body is True:
            yield from (schema for schema in route.request_schemas.values() if isinstance(schema, Schema))


def spelled(names: Iterable[Any]) -> str:
    """Names as a list in a sentence, three at most."""
    found = [str(name) for name in names]
    if len(found) > 3:
        return f"{found[0]}, {found[1]} and {len(found) - 2} more"
    return " and ".join(found) if len(found) < 3 else f"{found[0]}, {found[1]} and {found[2]}"
