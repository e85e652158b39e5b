"""Opaque cursors: the key that a page of DynamoDB ended at, as text that a caller hands back."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping


class InvalidCursorError(Exception):
    """The text is not a cursor that this API gave out."""


def encode(key: Mapping[str, object] | None) -> str | None:
    """Give the cursor of a LastEvaluatedKey; None where the page was the last."""
    if not key:
        return None
    return base64.urlsafe_b64encode(json.dumps(key, sort_keys=True).encode()).decode().rstrip("=")


def decode(cursor: str | None, names: frozenset[str]) -> dict[str, str] | None:
    """Give the ExclusiveStartKey of a cursor, whose attributes must be exactly `names`.

    Raises InvalidCursorError where the text is anything else.
    """
    if cursor is None:
        return None
    try:
        key = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise InvalidCursorError("cursor is not one that this API gave out") from None
    if not isinstance(key, dict) or key.keys() != names or not all(isinstance(value, str) for value in key.values()):
        raise InvalidCursorError("cursor is not one of this list")
    return key
