"""One message to every connection; those that are gone are forgotten."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chat.connections import Connection, ConnectionTable

# Posts at a time: enough to be quick, below the limits of the management API.
WORKERS = 8

logger = logging.getLogger(__name__)


def broadcast(management: Any, connections: ConnectionTable, message: bytes) -> int:
    """Post `message` through `management` (a boto3 apigatewaymanagementapi client); how many connections took it.

    A connection that fails stops no other.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        everybody: Iterable[Connection] = connections.all()
        return sum(pool.map(lambda connection: _post(management, connections, connection, message), everybody))


def _post(management: Any, connections: ConnectionTable, connection: Connection, message: bytes) -> bool:
    try:
        management.post_to_connection(ConnectionId=connection.id, Data=message)
    except management.exceptions.GoneException:
        connections.remove(connection.id)
        return False
    except (BotoCoreError, ClientError):
        # Throttled, or not reachable for the moment: the connection is there still.
        logger.exception("could not post", extra={"connection_id": connection.id})
        return False
    return True
