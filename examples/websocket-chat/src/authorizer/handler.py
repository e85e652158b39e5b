"""The Lambda entry point of the authorizer: who may connect.

A browser cannot write headers on a WebSocket, so the access token comes in the query string. The access log holds no
query string, and a token lives for an hour at most; nothing else may keep it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import Any

from authorizer.jwks import KeySet
from authorizer.jwt import InvalidTokenError, verify

logger = logging.getLogger()
logger.setLevel(logging.INFO)

_keys: KeySet | None = None


def handle(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer with a policy for this one connection; a caller without a valid token is answered 401."""
    query: Mapping[str, str] = event.get("queryStringParameters") or {}
    try:
        claims = verify(query.get("token", ""), keys(), os.environ["ISSUER"], os.environ["CLIENT_ID"])
    except InvalidTokenError as error:
        logger.info("refused: %s", error)
        raise Exception("Unauthorized") from None  # noqa: TRY002 (the service looks for this very text)
    return {
        "principalId": claims["sub"],
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": event["methodArn"]}],
        },
        "context": {"user": str(claims.get("username") or claims["sub"])},
    }


def keys() -> KeySet:
    """Give the issuer's keys, kept between calls of a copy of the function."""
    global _keys  # Lambda keeps the module between calls
    if _keys is None:
        _keys = KeySet(f"{os.environ['ISSUER']}/.well-known/jwks.json")
    return _keys
