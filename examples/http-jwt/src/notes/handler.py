"""The Lambda entry point: what each route does with the caller's notes (payload format 2.0).

API Gateway has verified the token; its subject is the owner of every note that is read or written. The API writes the
CORS headers.
"""

from __future__ import annotations

import base64
import json
import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

import boto3

from notes.store import Note, NoteNotFoundError, NoteStore

MAX_LIMIT = 100
DEFAULT_LIMIT = 25
MAX_LENGTH = 4000
MAX_CURSOR = 100

logger = logging.getLogger()
logger.setLevel(logging.INFO)

Event = Mapping[str, Any]

_table: Any = None


class BadRequestError(Exception):
    """The request cannot be served as it is; the text is for the caller."""


def handle(event: Event, _context: object) -> dict[str, Any]:
    """Serve one request of the API's Lambda integration."""
    action = ROUTES.get(event["routeKey"])
    if action is None:
        return respond(404, {"message": f"no such route: {event['routeKey']}"})
    try:
        return action(store(event), event)
    except BadRequestError as error:
        return respond(400, {"message": str(error)})
    except NoteNotFoundError:
        return respond(404, {"message": "no such note"})
    except Exception:
        # What the caller is told says nothing of the table behind.
        logger.exception("request failed", extra={"route": event["routeKey"]})
        return respond(500, {"message": "internal error"})


def list_all(notes: NoteStore, event: Event) -> dict[str, Any]:
    """GET /notes, a page at a time."""
    query: Mapping[str, str] = event.get("queryStringParameters") or {}
    cursor = query.get("cursor")
    if cursor is not None and not 1 <= len(cursor) <= MAX_CURSOR:
        raise BadRequestError(f"cursor must be 1 to {MAX_CURSOR} characters")
    page = notes.list(_limit(query), cursor)
    return respond(200, {"items": [_body(note) for note in page.notes], "cursor": page.cursor})


def create(notes: NoteStore, event: Event) -> dict[str, Any]:
    """POST /notes."""
    note = notes.create(_text(event))
    return respond(201, _body(note), {"location": f"/notes/{note.id}"})


def read(notes: NoteStore, event: Event) -> dict[str, Any]:
    """GET /notes/{id}."""
    return respond(200, _body(notes.read(event["pathParameters"]["id"])))


def delete(notes: NoteStore, event: Event) -> dict[str, Any]:
    """DELETE /notes/{id}."""
    notes.delete(event["pathParameters"]["id"])
    return {"statusCode": 204}


ROUTES: dict[str, Callable[[NoteStore, Event], dict[str, Any]]] = {
    "GET /notes": list_all,
    "POST /notes": create,
    "GET /notes/{id}": read,
    "DELETE /notes/{id}": delete,
}


def respond(status: int, body: object, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Give a response of payload format 2.0."""
    return {
        "statusCode": status,
        "headers": {"cache-control": "no-store", "content-type": "application/json", **(headers or {})},
        "body": json.dumps(body),
    }


def store(event: Event) -> NoteStore:
    """Give the notes of the caller, by the subject of the token that the authorizer verified."""
    global _table  # Lambda keeps the module between calls
    if _table is None:
        _table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
    return NoteStore(_table, event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"])


def _body(note: Note) -> dict[str, str]:
    return {"id": note.id, "text": note.text}


def _text(event: Event) -> str:
    """Give the text in the body; an HTTP API validates no bodies."""
    try:
        raw = event.get("body") or ""
        body = json.loads(base64.b64decode(raw, validate=True) if event.get("isBase64Encoded") else raw)
    except ValueError:
        raise BadRequestError("the body is not JSON") from None
    text = body.get("text") if isinstance(body, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= MAX_LENGTH:
        raise BadRequestError(f"text is needed, a string of 1 to {MAX_LENGTH} characters")
    return text


def _limit(query: Mapping[str, str]) -> int:
    text = query.get("limit", str(DEFAULT_LIMIT))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_LIMIT:
        raise BadRequestError(f"limit must be 1 to {MAX_LIMIT}")
    return int(text)
