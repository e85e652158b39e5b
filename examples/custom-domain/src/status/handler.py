"""The Lambda entry point: says which API and which route was called, and by which name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def handle(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Serve one request of a REST API (payload format 1.0) or of an HTTP API (2.0)."""
    context = event["requestContext"]
    called = {
        "api": context["apiId"],
        "name": context.get("domainName"),
        "route": event.get("routeKey") or f"{event['httpMethod']} {event['resource']}",
    }
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(called)}
