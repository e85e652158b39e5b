"""Waivers: findings that a configuration accepts, by rule and address, with a reason and an end."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from msgspec import Struct, field

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
    since: date | None = None
    column: int = 1


class Applied(Struct, eq=False):
    """What became of the waivers, each by its number in the list.

    `used` are the rules of which it met a finding; `kept` are (number, result) where the rule cannot be suppressed.
    """

    used: dict[int, set[str]] = field(default_factory=dict)
    kept: list[tuple[int, Any]] = field(default_factory=list)


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
    def rule(self) -> _Named: ...  # noqa: D102 - the class says it
    @property
    def subject(self) -> Subject: ...  # noqa: D102 - the class says it
    @property
    def spots(self) -> Sequence[_Placed]: ...  # noqa: D102 - the class says it
    @property
    def change(self) -> str: ...  # noqa: D102 - the class says it


def apply(results: Iterable[ResultLike], waivers: Sequence[Waiver], kept: Container[str] = ()) -> Applied:
    """Marks the results that waivers accept. The first waiver of the file that matches gives the reason.

    All that are given hold: those past their date are left out by the caller. Results that something else has settled
    (an ignore) keep their status, but the waiver counts as used. Fixed findings need no waiver: one that matches
    nothing else is unused. Rules in `kept` cannot be suppressed.
    """
    applied = Applied()
    by_rule: dict[str, list[tuple[int, Waiver]]] = {}
    for number, waiver in enumerate(waivers):
        for rule_id in dict.fromkeys(waiver.rules):
            by_rule.setdefault(rule_id, []).append((number, waiver))
    for result in results if by_rule else ():
        if result.change == "fixed":
            continue
        for number, waiver in by_rule.get(result.rule.id, ()):
            if not _matches(waiver, result):
                continue
            applied.used.setdefault(number, set()).add(result.rule.id)
            if result.rule.id in kept:
                applied.kept.append((number, result))
            elif result.status == "open":
                result.status, result.status_reason = WAIVED, waiver.reason
    return applied


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
