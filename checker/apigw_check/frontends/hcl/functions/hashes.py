"""Hashes of texts."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable

from ..values import FunctionError
from .define import Function

_NAMESPACES = {"dns": uuid.NAMESPACE_DNS, "url": uuid.NAMESPACE_URL, "oid": uuid.NAMESPACE_OID}
_NAMESPACES["x500"] = uuid.NAMESPACE_X500


def _hashed(kind: str, encode: Callable[[bytes], str]) -> Function:
    return Function("s", lambda text: encode(hashlib.new(kind, text.encode(), usedforsecurity=False).digest()))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _uuidv5(namespace: str, name: str) -> str:
    try:
        space = _NAMESPACES.get(namespace) or uuid.UUID(namespace)
    except ValueError:
        raise FunctionError("the namespace is no UUID") from None
    return str(uuid.uuid5(space, name))


FUNCTIONS = {
    "base64sha256": _hashed("sha256", _base64),
    "base64sha512": _hashed("sha512", _base64),
    "md5": _hashed("md5", bytes.hex),
    "sha1": _hashed("sha1", bytes.hex),
    "sha256": _hashed("sha256", bytes.hex),
    "sha512": _hashed("sha512", bytes.hex),
    "uuidv5": Function("ss", _uuidv5),
}
