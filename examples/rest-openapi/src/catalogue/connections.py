"""A database connection that is kept between the calls of a copy of a function.

Lambda serves one request at a time in each copy, so one idle connection is enough; with more threads up to `size` are
kept. A connection is used again while it is young and alive: a server closes idle ones without a word, and a copy of a
function may sleep for minutes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Generic, Protocol, TypeVar


class Connection(Protocol):
    """What the pool needs of a DB-API 2.0 connection."""

    def cursor(self) -> Any:
        """Give a cursor."""

    def rollback(self) -> None:
        """End the transaction."""

    def close(self) -> None:
        """Close it."""


C = TypeVar("C", bound=Connection)


class ConnectionPool(Generic[C]):
    """Connections that `connect` makes, kept for at most `max_age` seconds each, `size` of them idle."""

    def __init__(self, connect: Callable[[], C], *, size: int = 1, max_age: float = 300.0) -> None:
        self._connect = connect
        self._size = size
        self._max_age = max_age
        self._idle: list[tuple[C, float]] = []
        self._lock = threading.Lock()

    @contextmanager
    def connection(self) -> Iterator[C]:
        """Lend a connection that answers; one whose user raised is closed, since nobody knows its state."""
        connection, made = self._take()
        try:
            yield connection
        except BaseException:
            _close(connection)
            raise
        self._give_back(connection, made)

    def _take(self) -> tuple[C, float]:
        while True:
            with self._lock:
                if not self._idle:
                    break
                connection, made = self._idle.pop()
            if time.monotonic() - made < self._max_age and _answers(connection):
                return connection, made
            _close(connection)
        return self._connect(), time.monotonic()

    def _give_back(self, connection: C, made: float) -> None:
        try:
            connection.rollback()
        except Exception:  # noqa: BLE001 (each driver has errors of its own)
            _close(connection)
            return
        with self._lock:
            if len(self._idle) < self._size:
                self._idle.append((connection, made))
                return
        _close(connection)


def _answers(connection: Connection) -> bool:
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT 1")
        cursor.fetchone()
    except Exception:  # noqa: BLE001 (each driver has errors of its own)
        return False
    return True


def _close(connection: Connection) -> None:
    with suppress(Exception):
        connection.close()
