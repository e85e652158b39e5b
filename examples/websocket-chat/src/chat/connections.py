"""Who is connected, in a DynamoDB table keyed by `connection_id`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# API Gateway ends a connection after two hours; DynamoDB removes what $disconnect was never told of.
LIFETIME = 2 * 60 * 60


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection, and the user that the authorizer let in."""

    id: str
    user: str


class ConnectionTable:
    """The connections in a table (a boto3 `Table` resource) whose time to live is `expires_at`."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def add(self, connection: Connection) -> None:
        """Remember a connection."""
        expires_at = int(time.time()) + LIFETIME
        self._table.put_item(Item={"connection_id": connection.id, "user": connection.user, "expires_at": expires_at})

    def find(self, connection_id: str) -> Connection | None:
        """Give a connection, or None where it is not known."""
        item = self._table.get_item(Key={"connection_id": connection_id}, ConsistentRead=True).get("Item")
        return Connection(connection_id, item["user"]) if item else None

    def remove(self, connection_id: str) -> None:
        """Forget a connection, known or not."""
        self._table.delete_item(Key={"connection_id": connection_id})

    def all(self) -> Iterator[Connection]:
        """Give every connection, read a page at a time: DynamoDB ends a page at 1 MB."""
        start: dict[str, Any] = {}
        while True:
            page = self._table.scan(ConsistentRead=True, **start)
            for item in page["Items"]:
                yield Connection(item["connection_id"], item["user"])
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
