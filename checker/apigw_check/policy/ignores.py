"""Inline ignores: what a comment in the sources says.

    # apigw-check: ignore[APIGW-101] until=2027-01-31 owner=web reason="public health check"

Ids or names of rules stand in the brackets. A reason is needed; `until` (the last day), `since` and `owner` are not.
What cannot be read is kept and reported, since an ignore that is silently none is worse than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from .names import RuleLike, nearest

_IGNORE = re.compile(r"apigw-check:\s{0,9}ignore\s{0,9}\[([^\]\n]{0,400})\]([^\n]*)")
#: At the start of a comment, so that a sentence may name the program.
_MARK = re.compile(r"(?:#+|//+|/\*+|\*+)?\s*apigw-check:[ \t]*([^\n]*)")
_OPTION = re.compile(r'\s*([A-Za-z_-]+)=(?:"((?:[^"\\]|\\.){0,2000})"|([^\s"]+))(?=\s|$)')
_ESCAPED = re.compile(r"\\(.)")
_FORM = 'write ignore[APIGW-101] reason="why"'


class Ignore(Struct, frozen=True, eq=False):
    """What one comment says. `offset` is that of its words in the comment, `length` theirs."""

    offset: int
    length: int
    rules: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    wrong: str = ""
    reason: str = ""
    owner: str | None = None
    until: date | None = None
    since: date | None = None
    unreadable_date: str = ""


class Names:
    """The names of the rules. The nearest to a wrong one is looked for a limited number of times: that takes long."""

    def __init__(self, rules: Iterable[RuleLike]) -> None:
        self.ids = {name: rule.id for rule in rules for name in (rule.id, rule.slug)}
        self._left = 100

    def nearest(self, name: str) -> str:
        """The name that was probably meant; empty where none is near."""
        if self._left <= 0 or len(name) > 80:
            return ""
        self._left -= 1
        return nearest(name, self.ids) or ""


def read(comment: str, names: Names) -> Iterator[Ignore]:
    """The ignores in a comment (with its markers), in order."""
    start = 0
    for line in comment.split("\n"):
        text = line.rstrip()
        if text.endswith("*/"):
            text = text[:-2].rstrip()
        found = False
        for match in _IGNORE.finditer(text):
            found = True
            yield _parsed(match, start, names)
        if not found and (mark := _MARK.match(text.lstrip())):
            at = start + text.index("apigw-check:")
            length = len(text) - text.index("apigw-check:")
            yield Ignore(at, length, wrong=f'"{_short(mark[1])}" is not understood; {_FORM}')
        start += len(line) + 1


def _parsed(match: re.Match[str], start: int, names: Names) -> Ignore:
    ids: list[str] = []
    unknown: list[tuple[str, str]] = []
    for name in filter(None, (part.strip().strip("\"'") for part in match[1].split(","))):
        known = names.ids.get(name)
        if known is None:
            unknown.append((name, names.nearest(name)))
        elif known not in ids:
            ids.append(known)
    given, rest = _options(match[2])
    wrong = f'"{_short(rest)}" is not understood; until, since, owner and reason="..." may follow' if rest else ""
    days: dict[str, date | None] = {}
    unreadable = ""
    for name in ("until", "since"):
        try:
            days[name] = date.fromisoformat(given[name]) if name in given else None
        except ValueError:
            unreadable = given[name]
    return Ignore(
        start + match.start(),
        len(match[0].rstrip()),
        tuple(ids),
        tuple(unknown),
        wrong,
        given.get("reason", "").strip(),
        given.get("owner", "").strip() or None,
        days.get("until"),
        days.get("since"),
        unreadable,
    )


def _options(text: str) -> tuple[dict[str, str], str]:
    """The options behind the brackets, and what is left that is none."""
    given: dict[str, str] = {}
    pos, end = 0, len(text.rstrip())
    while pos < end:
        match = _OPTION.match(text, pos)
        if match is None or match[1] not in ("until", "since", "owner", "reason") or match[1] in given:
            return given, text[pos:].strip()
        given[match[1]] = match[3] if match[3] is not None else _ESCAPED.sub(r"\1", match[2])
        pos = match.end()
    return given, ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
