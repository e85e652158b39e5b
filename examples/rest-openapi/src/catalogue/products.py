"""The products: a small database that comes with the function and is read only.

SQLite stands for whatever has a DB-API driver; nothing but `open_database` knows it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# What may pass by itself, and so is worth another attempt.
TRANSIENT = (sqlite3.OperationalError,)


@dataclass(frozen=True, slots=True)
class Product:
    """One product; its price is in cents."""

    id: str
    category: str
    name: str
    cents: int


class UnknownProductError(Exception):
    """There is no product of that id."""


def open_database() -> sqlite3.Connection:
    """Connect to a database with the products."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(Path(__file__).with_name("products.sql").read_text(encoding="utf-8"))
    connection.commit()
    return connection


def of_category(connection: sqlite3.Connection, category: str) -> list[Product]:
    """Give the products of a category, by id."""
    rows = connection.execute(
        "SELECT id, category, name, cents FROM products WHERE category = ? ORDER BY id", (category,)
    )
    return [Product(*row) for row in rows]


def find(connection: sqlite3.Connection, product_id: str) -> Product:
    """Give a product. Raises UnknownProductError."""
    row = connection.execute("SELECT id, category, name, cents FROM products WHERE id = ?", (product_id,)).fetchone()
    if row is None:
        raise UnknownProductError(product_id)
    return Product(*row)


def total(connection: sqlite3.Connection, quantities: Mapping[str, int]) -> int:
    """Give what the quantities cost, in cents. Raises UnknownProductError."""
    return sum(find(connection, product_id).cents * quantity for product_id, quantity in quantities.items())
