"""One line on a terminal that says how far a long run is, and is gone when it ends."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TextIO

#: Nothing is shown of what is done sooner, in seconds.
_PATIENCE = 0.5
_PAUSE = 0.05
_WIDTH = 80


class Progress:
    """Shows progress on standard error where that is a terminal that can take it, and nowhere else."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._total = total
        self._wanted = _is_wanted(self._stream)
        self._next = monotonic() + _PATIENCE
        self._shown = False

    def show(self, done: int, name: str) -> None:
        """Says how many inputs are done, and which one is being judged."""
        if not self._wanted or monotonic() < self._next:
            return
        from .report.redact import plain
        from .report.terminal import cut

        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        text = f"{done}/{self._total} {plain(name)}".encode(encoding, "backslashreplace").decode(encoding)
        line = (cut(text, _columns(self._stream) - 1) or [""])[0]
        self._write(f"\r\x1b[K{line}")
        self._shown = True
        self._next = monotonic() + _PAUSE

    def close(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # the terminal has gone
            self._wanted = False


def _is_wanted(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("CI") and os.environ.get("TERM", "") not in ("", "dumb")


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH
