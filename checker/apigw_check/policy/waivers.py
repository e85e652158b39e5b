"""Waivers: findings that a configuration accepts, by rule and address, with a reason and an end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from ..model.gateway import Subject
from ..model.origin import Origin

WAIVED = "waived"


class Waiver(Struct, frozen=True, eq=False):
    """A waiver. `rules` are ids, `addresses` globs, `until` is the last day it holds, `place` is `FILE:LINE`."""

    rules: tuple[str, ...]
    addresses: tuple[str, ...]
    reason: str
    route: str | None = None
    owner: str | None = None
    until: date | None = None
    place: str = ""


class Applied(Struct, frozen=True, eq=False):
    """What became of the waivers: those past their date, and those that nothing matched. Both in file order."""

    expired: tuple[Waiver, ...] = ()
    unused: tuple[Waiver, ...] = ()

    def notes(self) -> list[str]:
        """One sentence for each waiver that did nothing."""
        late = [f"{w.place}: this waiver ended on {w.until}; its findings count again" for w in self.expired]
        idle = [f"{w.place}: this waiver matches no finding; remove it" for w in self.unused]
        return [*late, *idle]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Placed(Protocol):
    @property
    def origin(self) -> Origin: ...


class ResultLike(Protocol):
    """What a waiver needs of a result of the engine; `status` and `status_reason` are set."""

    status: str
    status_reason: str

    @property
    def rule(self) -> _Named: ...  # noqa: D102
    @property
    def subject(self) -> Subject: ...  # noqa: D102
    @property
    def spots(self) -> Sequence[_Placed]: ...  # noqa: D102
    @property
    def change(self) -> str: ...  # noqa: D102


def apply(results: Iterable[ResultLike], waivers: Sequence[Waiver], today: date) -> Applied:
    """Marks the results that waivers accept. The first waiver of the file that matches gives the reason.

    Results that something else has settled (an ignore) keep their status, but the waiver counts as used. Fixed
    findings need no waiver: one that matches nothing else is unused.
    """
    if not waivers:
        return Applied()
    live = [waiver for waiver in waivers if waiver.until is None or waiver.until >= today]
    by_rule: dict[str, list[Waiver]] = {}
    for waiver in live:
        for rule_id in dict.fromkeys(waiver.rules):
            by_rule.setdefault(rule_id, []).append(waiver)
    used: set[int] = set()
    for result in results:
        if result.change == "fixed":
            continue
        for waiver in by_rule.get(result.rule.id, ()):
            if not _matches(waiver, result):
                continue
            used.add(id(waiver))
            if result.status == "open":
                result.status, result.status_reason = WAIVED, waiver.reason
    return Applied(
        expired=tuple(waiver for waiver in waivers if waiver.until is not None and waiver.until < today),
        unused=tuple(waiver for waiver in live if id(waiver) not in used),
    )


def _matches(waiver: Waiver, result: ResultLike) -> bool:
    if waiver.route is not None and not glob(waiver.route).fullmatch(result.subject.name):
        return False
    addresses = (result.subject.origin.address, result.spots[0].origin.address)
    return any(glob(pattern).fullmatch(address) for pattern in waiver.addresses for address in addresses)


@lru_cache(maxsize=1024)
def glob(pattern: str) -> re.Pattern[str]:
    """A glob in which `*` and `?` alone are special, since Terraform addresses are full of brackets."""
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(char) or re.escape(char) for char in pattern), re.DOTALL)
