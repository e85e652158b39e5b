"""The Lambda entry point of the routes: $connect, $disconnect, message, and $default for what is none of them."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

import boto3
from botocore.config import Config

from chat.broadcast import broadcast
from chat.connections import Connection, ConnectionTable

MAX_LENGTH = 1000

logger = logging.getLogger()
logger.setLevel(logging.INFO)

Event = Mapping[str, Any]

_connections: ConnectionTable | None = None
_management: Any = None


class BadMessageError(Exception):
    """The message cannot be passed on; the text is for the caller."""


def handle(event: Event, _context: object) -> dict[str, Any]:
    """Serve one event of the API; the body of the answer goes back on the connection where the route is two-way."""
    route = event["requestContext"]["routeKey"]
    action = ROUTES.get(route, unknown)
    try:
        return action(event)
    except BadMessageError as error:
        return respond(400, {"error": str(error)})
    except Exception:
        logger.exception("event failed", extra={"route": route})
        return respond(500, {"error": "internal error"})


def connect(event: Event) -> dict[str, Any]:
    """$connect: remember the connection, and whom the authorizer let in."""
    context = event["requestContext"]
    user = context["authorizer"]["user"]
    connections().add(Connection(context["connectionId"], user))
    return {"statusCode": 200}


def disconnect(event: Event) -> dict[str, Any]:
    """$disconnect: forget the connection."""
    connections().remove(event["requestContext"]["connectionId"])
    return {"statusCode": 200}


def message(event: Event) -> dict[str, Any]:
    """Pass on a message to everybody who is connected, its sender included."""
    sender = connections().find(event["requestContext"]["connectionId"])
    if sender is None:
        raise BadMessageError("this connection is not known, connect again")
    text = _text(event)
    heard = broadcast(management(), connections(), json.dumps({"from": sender.user, "text": text}).encode())
    return respond(200, {"heard": heard})


def unknown(_event: Event) -> dict[str, Any]:
    """$default: what no other route takes."""
    raise BadMessageError('write {"action": "message", "text": "..."}')


ROUTES: dict[str, Callable[[Event], dict[str, Any]]] = {
    "$connect": connect,
    "$disconnect": disconnect,
    "message": message,
}


def respond(status: int, body: object) -> dict[str, Any]:
    """Give a response; its body reaches the caller of a two-way route."""
    return {"statusCode": status, "body": json.dumps(body)}


def connections() -> ConnectionTable:
    """Give the connections of the environment's table, made once for a copy of the function."""
    global _connections  # Lambda keeps the module between calls
    if _connections is None:
        _connections = ConnectionTable(boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"]))
    return _connections


def management() -> Any:
    """Give the client that posts to connections, at the environment's endpoint."""
    global _management  # as above
    if _management is None:
        _management = boto3.client(
            "apigatewaymanagementapi",
            endpoint_url=os.environ["MANAGEMENT_ENDPOINT"],
            config=Config(connect_timeout=2, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 2}),
        )
    return _management


def _text(event: Event) -> str:
    try:
        body = json.loads(event.get("body") or "")
    except ValueError:
        raise BadMessageError("the message is not JSON") from None
    text = body.get("text") if isinstance(body, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= MAX_LENGTH:
        raise BadMessageError(f"text is needed, a string of 1 to {MAX_LENGTH} characters")
    return text
