"""A REQUEST authorizer: a caller is known by an opaque token, of which a table holds the SHA-256 hash.

Whoever reads the table learns no token. A token is made of at least 128 random bits, so a plain hash of it cannot be
guessed. The policy follows from the token alone: API Gateway caches it for every route.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Mapping
from typing import Any

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)

_table: Any = None


def handle(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer with the caller's policy; API Gateway answers 401 where "Unauthorized" is raised."""
    headers: Mapping[str, str] = event.get("headers") or {}
    header = next((value for name, value in headers.items() if name.lower() == "authorization"), "")
    scheme, _, token = header.partition(" ")
    item = _find(token.strip()) if scheme.lower() == "bearer" and token.strip() else None
    if item is None:
        logger.info("refused")
        raise Exception("Unauthorized")  # noqa: TRY002 (the service looks for this very text)
    stage_arn = "/".join(event["methodArn"].split("/")[:2])
    return {
        "principalId": item["caller"],
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": [f"{stage_arn}/*"]}],
        },
    }


def _find(token: str) -> Mapping[str, Any] | None:
    """Give the item of a token that is in force. DynamoDB removes expired items late, so they are looked at here."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    item: Mapping[str, Any] | None = table().get_item(Key={"hash": digest}).get("Item")
    return item if item is not None and int(item["expires"]) > time.time() else None


def table() -> Any:
    """Give the table of tokens, made once for a copy of the function."""
    global _table  # Lambda keeps the module between calls
    if _table is None:
        _table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
    return _table
