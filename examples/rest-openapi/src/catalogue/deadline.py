"""A deadline that is kept with time to spare: better an answer that says so than a function that is stopped.

A function that Lambda stops at its timeout writes no log and no metric, loses what it held, and its caller gets a 502
or a 504 without a reason, after the longest possible wait.
"""

from __future__ import annotations

import time
from typing import Protocol

# Seconds to answer, write the log and give back connections.
RESERVE = 0.5


class Context(Protocol):
    """What is needed of the context that Lambda hands to a function."""

    def get_remaining_time_in_millis(self) -> int:
        """Give the time until the function is stopped."""


class DeadlineExceededError(Exception):
    """There is no time left to do more."""


class Deadline:
    """The time that a call of the function may take, less the reserve."""

    def __init__(self, context: Context, reserve: float = RESERVE) -> None:
        self._end = time.monotonic() + context.get_remaining_time_in_millis() / 1000 - reserve

    def remaining(self) -> float:
        """Give the seconds left, 0 where there are none."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Raise DeadlineExceededError where no time is left; called between the steps of what takes long."""
        if self.remaining() <= 0:
            raise DeadlineExceededError
