"""A WebSocket client (RFC 6455) as small as the tests need: text frames, no fragments, a refusal as its status."""

from __future__ import annotations

import base64
import json
import os
import socket
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from requests_to import Tally

SECONDS = 45

# The connections that were asked for, and the messages that were sent.
opened = Tally()

_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


class RefusedError(Exception):
    """The server did not open the connection."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the handshake was answered with {status}")
        self.status = status


class WebSocket:
    """A connection. Raises RefusedError where the server answers the handshake with anything but 101."""

    def __init__(self, url: str) -> None:
        opened.one_more()
        address = urlsplit(url)
        self._socket = socket.create_connection((address.hostname, address.port), SECONDS)
        self._received = b""
        key = base64.b64encode(os.urandom(16)).decode()
        target = address.path + (f"?{address.query}" if address.query else "")
        self._socket.sendall(
            f"GET {target} HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self._received:
            self._more()
        head, _, self._received = self._received.partition(b"\r\n\r\n")
        status = int(head.split()[1])
        if status != 101:
            self.abandon()
            raise RefusedError(status)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, message: object) -> None:
        """Send a text, or anything else as JSON."""
        opened.one_more()
        self._frame(_TEXT, (message if isinstance(message, str) else json.dumps(message)).encode())

    def receive(self, seconds: float = SECONDS) -> Any:
        """Give the next message, parsed as JSON. Raises TimeoutError where none comes, EOFError where it was closed."""
        self._socket.settimeout(seconds)
        while True:
            first, second = self._read(2)
            length = second & 0x7F
            if length == 126:
                length = int.from_bytes(self._read(2))
            elif length == 127:
                length = int.from_bytes(self._read(8))
            payload = self._read(length)
            kind = first & 0x0F
            if kind == _TEXT:
                return json.loads(payload)
            if kind == _CLOSE:
                raise EOFError("closed by the server")
            if kind == _PING:
                self._frame(_PONG, payload)

    def close(self) -> None:
        """Say goodbye, and go."""
        try:
            self._frame(_CLOSE, (1000).to_bytes(2))
        except OSError:
            pass
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Go without a word, as a client that lost its network."""
        self._socket.close()

    def _frame(self, kind: int, payload: bytes) -> None:
        mask = os.urandom(4)
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + size.to_bytes(2)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
        self._socket.sendall(bytes([0x80 | kind]) + length + mask + masked)

    def _read(self, size: int) -> bytes:
        while len(self._received) < size:
            self._more()
        data, self._received = self._received[:size], self._received[size:]
        return data

    def _more(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise EOFError("the connection ended")
        self._received += data
