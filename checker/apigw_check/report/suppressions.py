"""The listing of all suppressions, as text and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from msgspec import Struct, json

from .document import TOOL, Tool
from .redact import plain
from .table import Cell, Table
from .terminal import Terminal

if TYPE_CHECKING:
    from ..model.suppression import Suppression

VERSION = 1
_HEADINGS = ("PLACE", "FORM", "RULES", "USED", "UNTIL", "AGE", "OWNER", "REASON")


class Listed(Struct, frozen=True):
    """One suppression. `used` are the rules of which it meets a finding, `asked` those that the run asked.

    `refused` is empty where it holds, else says why not; `age_days` is known where `since` is written. An entry of the
    baseline has the finding's subject and address, an ignore or a waiver a line and a column.
    """

    form: str
    file: str
    line: int | None
    column: int | None
    rules: list[str]
    unknown_rules: list[str]
    asked: list[str]
    used: list[str]
    refused: str
    reason: str
    owner: str | None
    since: str | None
    until: str | None
    age_days: int | None
    subject: str
    address: str


class Listing(Struct, frozen=True):
    """What `suppressions --format json` writes."""

    version: int
    tool: Tool
    suppressions: list[Listed]


def listed(suppressed: Any, clean: Callable[[str], str]) -> list[Listed]:
    """The suppressions of a run (None where there are none), cleaned for a report."""
    if suppressed is None:
        return []
    found = [_written(one, clean) for one in suppressed.written]
    for entry, used in suppressed.entries:
        rules = [clean(entry.rule)]
        found.append(
            Listed(
                form="baseline",
                file=plain(suppressed.baseline),
                line=None,
                column=None,
                rules=rules,
                unknown_rules=[],
                asked=rules,
                used=rules if used else [],
                refused="",
                reason="",
                owner=None,
                since=None,
                until=None,
                age_days=None,
                subject=clean(entry.subject),
                address=clean(entry.address),
            )
        )
    return found


def _written(one: Suppression, clean: Callable[[str], str]) -> Listed:
    origin: Any = one.origin
    return Listed(
        form=one.form,
        file=plain(origin.file),
        line=origin.line,
        column=origin.column,
        rules=list(one.rules),
        unknown_rules=[clean(name) for name, _ in one.unknown],
        asked=list(one.asked),
        used=list(one.used),
        refused=clean(one.refused),
        reason=clean(one.reason),
        owner=clean(one.owner) if one.owner else None,
        since=str(one.since) if one.since else None,
        until=str(one.until) if one.until else None,
        age_days=max((one.today - one.since).days, 0) if one.since else None,
        subject="",
        address="",
    )


def render_suppressions_json(found: Sequence[Listed], *, tool_version: str) -> bytes:
    """The listing as UTF-8 JSON."""
    listing = Listing(VERSION, Tool(TOOL, tool_version), list(found))
    return json.format(json.encode(listing), indent=2) + b"\n"


def render_suppressions(
    found: Sequence[Listed], stream: TextIO, *, color: bool | None = None, width: int | None = None
) -> None:
    """Writes the listing as a table."""
    terminal = Terminal(stream, color=color, width=width)
    if not found:
        terminal.write([[("no suppressions", "strong")]])
        return
    rows = [_row(one) for one in found]
    table = Table(_HEADINGS, rows, terminal)
    lines = [*table.heading()]
    for row in rows:
        lines += table.row(row)
    used = sum(bool(one.used and not one.refused) for one in found)
    total = f"{len(found)} suppression{'s' if len(found) > 1 else ''}, {used} used"
    terminal.write([*lines, [], [(total, "strong")]])


def _row(one: Listed) -> list[Cell]:
    place = f"{one.file}:{one.line}:{one.column}" if one.line is not None else one.file
    used = "refused" if one.refused else "yes" if one.used else "no" if one.asked else "not asked"
    reason = one.refused or one.reason or " ".join(filter(None, [one.subject, one.address]))
    age = f"{one.age_days} d" if one.age_days is not None else "-"
    rules = ", ".join([*one.rules, *one.unknown_rules]) or "-"
    return [
        (place, "place"),
        (one.form, ""),
        (rules, "strong"),
        (used, "good" if used == "yes" else "bad" if used in ("no", "refused") else "dim"),
        (one.until or "-", ""),
        (age, ""),
        (one.owner or "-", ""),
        (reason, ""),
    ]
