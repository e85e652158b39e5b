"""examples/rest-openapi: a pooled database connection."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.functions.sources import load

connections = load("rest-openapi", "catalogue.connections")


class Database:
    """Makes connections, and can stop answering on those it made."""

    def __init__(self) -> None:
        self.made: list[FakeConnection] = []

    def connect(self) -> FakeConnection:
        self.made.append(FakeConnection())
        return self.made[-1]


class FakeConnection:
    def __init__(self) -> None:
        self.dead = self.closed = False
        self.rollbacks = 0

    def cursor(self) -> FakeConnection:
        return self

    def execute(self, _query: str) -> None:
        if self.dead:
            raise ConnectionResetError

    def fetchone(self) -> tuple[int]:
        return (1,)

    def rollback(self) -> None:
        self.execute("ROLLBACK")
        self.rollbacks += 1

    def close(self) -> None:
        self.closed = True
        self.execute("QUIT")


@pytest.fixture
def database() -> Database:
    return Database()


def test_a_connection_is_used_again(database: Database) -> None:
    pool = connections.ConnectionPool(database.connect)
    for _ in range(3):
        with pool.connection() as connection:
            assert connection is database.made[0]
    assert database.made[0].rollbacks == 3


def test_one_that_the_server_closed_is_replaced(database: Database) -> None:
    pool = connections.ConnectionPool(database.connect)
    with pool.connection():
        pass
    database.made[0].dead = True
    with pool.connection() as connection:
        assert connection is database.made[1]
    assert database.made[0].closed


def test_an_old_one_is_replaced(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(connections.time, "monotonic", lambda: clock[0])
    pool = connections.ConnectionPool(database.connect, max_age=60)
    for now, expected in ((0, 1), (59, 1), (60, 2), (119, 2), (121, 3)):
        clock[0] = now
        with pool.connection():
            pass
        assert len(database.made) == expected


def test_one_whose_user_failed_is_closed(database: Database) -> None:
    pool = connections.ConnectionPool(database.connect)
    with pytest.raises(ValueError, match="mine"), pool.connection():
        raise ValueError("mine")
    assert database.made[0].closed
    with pool.connection() as connection:
        assert connection is database.made[1]


def test_one_that_dies_in_use_is_not_kept(database: Database) -> None:
    pool = connections.ConnectionPool(database.connect)
    with pool.connection() as connection:
        connection.dead = True
    assert database.made[0].closed
    with pool.connection() as connection:
        assert connection is database.made[1]


def test_no_two_users_share_one_and_size_are_kept(database: Database) -> None:
    pool = connections.ConnectionPool(database.connect, size=2)
    barrier = threading.Barrier(3)
    lent: list[Any] = []

    def use() -> None:
        with pool.connection() as connection:
            lent.append(connection)
            barrier.wait(5)

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert len(set(map(id, lent))) == 3
    assert sorted(connection.closed for connection in database.made) == [False, False, True]
