"""What every command shares: the exit codes, and how it says what is wrong."""

from __future__ import annotations

import os
import sys

OK, FINDINGS, USAGE, UNREADABLE, CRASHED = 0, 1, 2, 3, 4


class UsageError(Exception):
    """A command line that cannot be carried out; `hint` says what to do instead."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.hint = hint


def close_output() -> None:
    """Sends the rest of the output nowhere, so that the interpreter has nothing left to flush at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(problem: str, hint: str = "", code: int = USAGE) -> int:
    """Writes an error to standard error and returns the exit code."""
    from ..report.redact import plain

    text = f"apigw-check: error: {plain(problem)}\n"
    if hint:
        text += f"  help: {plain(hint)}\n"
    _stderr(text)
    return code


def remark(note: str) -> None:
    """Writes a note to standard error, for a command whose output has no place for it."""
    from ..report.redact import plain

    _stderr(f"apigw-check: note: {plain(note)}\n")


def _stderr(text: str) -> None:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
