"""Retries with exponential backoff and full jitter, within a time that somebody else sets.

Full jitter: each pause is drawn evenly from zero to a bound that doubles, so that callers who failed together do not
come back together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). Only what may be done
twice may be retried.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def retry(
    call: Callable[[], T],
    on: tuple[type[Exception], ...],
    *,
    remaining: Callable[[], float],
    attempts: int = 4,
    base: float = 0.05,
    cap: float = 1.0,
) -> T:
    """Give what `call` gives, calling it up to `attempts` times while it raises one of `on`.

    The pause after attempt n is random between 0 and min(cap, base * 2 ** n) seconds. A pause that the `remaining()`
    seconds do not allow is not begun: the last exception is raised, as after the last attempt.
    """
    for attempt in range(attempts):
        try:
            return call()
        except on:
            pause = random.uniform(0, min(cap, base * 2**attempt))  # noqa: S311 (spreads load, guards nothing)
            if attempt == attempts - 1 or pause >= remaining():
                raise
            time.sleep(pause)
    raise ValueError("attempts must be 1 or more")
