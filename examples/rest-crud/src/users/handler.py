"""The Lambda entry point: what each route does with the store, and how its outcome becomes a response."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from typing import Any

import boto3

from users.cursor import InvalidCursorError
from users.store import ConflictError, Page, User, UserNotFoundError, UserStore

MAX_LIMIT = 100
DEFAULT_LIMIT = 25

logger = logging.getLogger()
logger.setLevel(logging.INFO)

Event = Mapping[str, Any]

_ETAG = re.compile(r'(?:W/)?"?([0-9]{1,18})"?')
_store: UserStore | None = None


class BadRequestError(Exception):
    """The request cannot be served as it is; the text is for the caller."""


def handle(event: Event, _context: object) -> dict[str, Any]:
    """Serve one request of the API's proxy integration (payload format 1.0)."""
    route = f"{event['httpMethod']} {event['resource']}"
    action = ROUTES.get(route)
    if action is None:
        return respond(404, {"message": f"no such route: {route}"})
    try:
        return action(store(), event)
    except (BadRequestError, InvalidCursorError) as error:
        return respond(400, {"message": str(error)})
    except UserNotFoundError:
        return respond(404, {"message": "no such user"})
    except ConflictError as error:
        return respond(409 if error.exists else 412, {"message": str(error)})
    except Exception:
        # API Gateway would answer 502 without the headers that let a browser read it.
        logger.exception("request failed", extra={"route": route})
        return respond(500, {"message": "internal error"})


def create(users: UserStore, event: Event) -> dict[str, Any]:
    """POST /users."""
    user = users.create(_attributes(event))
    return respond(201, _body(user), {"ETag": f'"{user.version}"', "Location": f"/users/{user.id}"})


def read(users: UserStore, event: Event) -> dict[str, Any]:
    """GET /users/{id}."""
    user = users.read(event["pathParameters"]["id"])
    return respond(200, _body(user), {"ETag": f'"{user.version}"'})


def update(users: UserStore, event: Event) -> dict[str, Any]:
    """PUT /users/{id}, of the version that If-Match names."""
    match = _ETAG.fullmatch(_header(event, "if-match"))
    if match is None:
        raise BadRequestError("If-Match must be the ETag of the user as it was read")
    user = users.update(event["pathParameters"]["id"], int(match.group(1)), _attributes(event))
    return respond(200, _body(user), {"ETag": f'"{user.version}"'})


def delete(users: UserStore, event: Event) -> dict[str, Any]:
    """DELETE /users/{id}."""
    users.delete(event["pathParameters"]["id"])
    return respond(204, None)


def list_all(users: UserStore, event: Event) -> dict[str, Any]:
    """GET /users, a page at a time."""
    return _page(users.list(_limit(event), _query(event).get("cursor")))


def list_of_partner(users: UserStore, event: Event) -> dict[str, Any]:
    """GET /partners/{partner}/users, a page at a time."""
    partner = event["pathParameters"]["partner"]
    return _page(users.list_of_partner(partner, _limit(event), _query(event).get("cursor")))


ROUTES: dict[str, Callable[[UserStore, Event], dict[str, Any]]] = {
    "GET /partners/{partner}/users": list_of_partner,
    "GET /users": list_all,
    "POST /users": create,
    "GET /users/{id}": read,
    "PUT /users/{id}": update,
    "DELETE /users/{id}": delete,
}


def respond(status: int, body: object | None, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Give a proxy response; a proxy integration adds no CORS headers of its own."""
    return {
        "statusCode": status,
        "headers": {
            "Access-Control-Allow-Origin": os.environ["ALLOWED_ORIGIN"],
            "Access-Control-Expose-Headers": "ETag,Location",
            "Cache-Control": "no-store",
            "Content-Type": "application/json",
            **(headers or {}),
        },
        "body": "" if body is None else json.dumps(body),
    }


def store() -> UserStore:
    """Give the store of the environment's table, made once for a copy of the function."""
    global _store  # Lambda keeps the module between calls
    if _store is None:
        table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
        _store = UserStore(table, os.environ["PARTNER_INDEX"])
    return _store


def _page(page: Page) -> dict[str, Any]:
    return respond(200, {"items": [_body(user) for user in page.users], "cursor": page.cursor})


def _body(user: User) -> dict[str, Any]:
    body: dict[str, Any] = {"id": user.id, "email": user.email, "name": user.name, "version": user.version}
    return body | ({"partner": user.partner} if user.partner else {})


def _attributes(event: Event) -> dict[str, str]:
    """Give the user in the body, whose schema the gateway has checked."""
    try:
        body = json.loads(event["body"] or "")
    except ValueError:
        raise BadRequestError("the body is not JSON") from None
    if not isinstance(body, dict):
        raise BadRequestError("the body is not an object")
    attributes = {name: body[name] for name in ("email", "name", "partner") if name in body}
    if not {"email", "name"} <= attributes.keys() or not all(isinstance(value, str) for value in attributes.values()):
        raise BadRequestError("email and name are needed, and are strings")
    return attributes


def _limit(event: Event) -> int:
    text = _query(event).get("limit", str(DEFAULT_LIMIT))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_LIMIT:
        raise BadRequestError(f"limit must be 1 to {MAX_LIMIT}")
    return int(text)


def _query(event: Event) -> Mapping[str, str]:
    return event.get("queryStringParameters") or {}


def _header(event: Event, name: str) -> str:
    headers: Mapping[str, str] = event.get("headers") or {}
    return next((value for key, value in headers.items() if key.lower() == name), "")
