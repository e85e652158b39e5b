"""The Lambda entry point, for TOKEN and for REQUEST authorizers alike.

The policy follows from the token alone, never from the request: API Gateway caches it by the Authorization header and
applies it to whatever the caller asks next.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import Any

from authorizer.jwks import KeySet
from authorizer.jwt import InvalidTokenError, verify
from authorizer.policy import policy_of

logger = logging.getLogger()
logger.setLevel(logging.INFO)

_keys: KeySet | None = None


def handle(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer with the caller's policy; API Gateway answers 401 where "Unauthorized" is raised."""
    try:
        claims = verify(_bearer_token(event), keys(), os.environ["ISSUER"], os.environ["CLIENT_ID"])
    except InvalidTokenError as error:
        logger.info("refused: %s", error)
        raise Exception("Unauthorized") from None  # noqa: TRY002 (the service looks for this very text)
    return policy_of(claims, event["methodArn"])


def keys() -> KeySet:
    """Give the issuer's keys, kept between calls of a copy of the function."""
    global _keys  # Lambda keeps the module between calls
    if _keys is None:
        _keys = KeySet(f"{os.environ['ISSUER']}/.well-known/jwks.json")
    return _keys


def _bearer_token(event: Mapping[str, Any]) -> str:
    header = event.get("authorizationToken")
    if header is None:
        headers: Mapping[str, str] = event.get("headers") or {}
        header = next((value for name, value in headers.items() if name.lower() == "authorization"), "")
    scheme, _, token = str(header).partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise InvalidTokenError("no bearer token")
    return token.strip()
