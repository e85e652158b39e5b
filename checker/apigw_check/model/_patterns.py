"""Patterns of requests with `*` and `?`, and whether two of them have a text in common."""

from __future__ import annotations

#: In the path of a route: any text without a slash.
SEGMENT = "\1"


def meet(one: str, other: str) -> bool:
    """Whether a text exists that both match; `SEGMENT` may stand in the second one."""
    # The places in the second that can be reached after each sign of the first.
    reached = _past_texts(other, {0})
    for sign in one:
        if sign == "*":
            reached = set(range(min(reached), len(other) + 1)) if reached else reached
            continue
        stepped = {at + 1 for at in reached if at < len(other) and (sign in (other[at], "?") or other[at] == "?")}
        stepped |= {at for at in reached if at < len(other) and _takes(other[at], sign)}
        reached = _past_texts(other, stepped)
    return len(other) in reached


def _takes(text: str, sign: str) -> bool:
    """Whether what stands for any text takes the sign."""
    return text == "*" or (text == SEGMENT and sign != "/")


def _past_texts(pattern: str, places: set[int]) -> set[int]:
    """The places, and those behind what stands there for any text, which may be empty."""
    found = set(places)
    for place in places:
        at = place
        while at < len(pattern) and pattern[at] in ("*", SEGMENT):
            at += 1
            found.add(at)
    return found
