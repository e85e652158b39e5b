"""The Lambda entry point: greets whoever the path names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote


def handle(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Serve one request of the API's proxy integration (payload format 1.0)."""
    name = unquote(event["pathParameters"]["name"])
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"message": f"Hello, {name}"}),
    }
