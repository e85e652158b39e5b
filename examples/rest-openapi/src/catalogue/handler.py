"""The Lambda entry point: a deadline around everything, retries around the database, one line of metrics a request."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from catalogue import products
from catalogue.connections import ConnectionPool
from catalogue.deadline import Context, Deadline, DeadlineExceededError
from catalogue.metrics import Metrics
from catalogue.retry import retry

logger = logging.getLogger()
logger.setLevel(logging.INFO)

Event = Mapping[str, Any]
Answer = tuple[int, object]

MOST_ITEMS = 50

_pool: ConnectionPool[sqlite3.Connection] | None = None


def handle(event: Event, context: Context) -> dict[str, Any]:
    """Serve one request of the API's proxy integration (payload format 1.0)."""
    route = f"{event['httpMethod']} {event['resource']}"
    metrics = Metrics(os.environ["METRIC_NAMESPACE"], {"Route": route if route in ROUTES else "other"})
    metrics.note("requestId", event["requestContext"].get("requestId"))
    started = time.monotonic()
    try:
        status, body = _answer(route, event, Deadline(context))
    except DeadlineExceededError:
        status, body = 504, {"message": "this takes longer than a request may, try again"}
    except Exception:
        logger.exception("request failed", extra={"route": route})
        status, body = 500, {"message": "internal error"}
    metrics.add("Duration", (time.monotonic() - started) * 1000, "Milliseconds")
    metrics.add("Errors", int(status >= 500))
    metrics.flush()
    return {
        "statusCode": status,
        "headers": {"Access-Control-Allow-Origin": os.environ["ALLOWED_ORIGIN"], "Content-Type": "application/json"},
        "body": json.dumps(body),
    }


def _answer(route: str, event: Event, deadline: Deadline) -> Answer:
    action = ROUTES.get(route)
    if action is None:
        return 404, {"message": f"no such route: {route}"}

    def once() -> Answer:
        deadline.check()
        with pool().connection() as connection:
            return action(connection, event)

    try:
        return retry(once, products.TRANSIENT, remaining=deadline.remaining)
    except products.UnknownProductError as error:
        return 404, {"message": f"no such product: {error}"}


def list_products(connection: sqlite3.Connection, event: Event) -> Answer:
    """GET /products?category=, whose parameter the gateway has checked."""
    found = products.of_category(connection, event["queryStringParameters"]["category"])
    return 200, {"items": [asdict(product) for product in found]}


def read_product(connection: sqlite3.Connection, event: Event) -> Answer:
    """GET /products/{id}."""
    return 200, asdict(products.find(connection, event["pathParameters"]["id"]))


def quote(connection: sqlite3.Connection, event: Event) -> Answer:
    """POST /quotes, whose body the gateway has checked, but for the number of its items: it reads no such limits."""
    items = json.loads(event["body"])["items"]
    if not 1 <= len(items) <= MOST_ITEMS:
        return 400, {"message": f"items must be 1 to {MOST_ITEMS}"}
    quantities: Counter[str] = Counter()
    for item in items:
        quantities[item["product"]] += item["quantity"]
    return 200, {"cents": products.total(connection, quantities)}


ROUTES: dict[str, Callable[[sqlite3.Connection, Event], Answer]] = {
    "GET /products": list_products,
    "GET /products/{id}": read_product,
    "POST /quotes": quote,
}


def pool() -> ConnectionPool[sqlite3.Connection]:
    """Give the connections of this copy of the function."""
    global _pool  # Lambda keeps the module between calls
    if _pool is None:
        _pool = ConnectionPool(products.open_database)
    return _pool
