"""Findings of several inputs: what one line does in many of them is told once, with their names.

A module that forty environments call would otherwise be told of forty times. The report as data keeps each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.words import TRACED

if TYPE_CHECKING:
    from .document import Finding, Input

#: Subjects that are called alike in every environment; the names of others often say which one it is.
_NAMED_ALIKE = ("route", "integration", "authorizer")
#: Of the inputs of a finding, so many are named.
_MOST_NAMES = 8
#: More inputs than this are counted in the head of a report, and named with `-v` only.
MOST_INPUTS = 8


class Told(Struct, eq=False):
    """A finding, and the inputs that it is in: its own first."""

    finding: Finding
    inputs: list[str]


def told(findings: Iterable[Finding]) -> list[Told]:
    """The findings, those at the same lines of further inputs joined to the first; the order is that of the first."""
    found: list[Told] = []
    places: dict[tuple[object, ...], list[Told]] = {}
    for finding in findings:
        alike = places.setdefault(key, []) if (key := _key(finding)) is not None else []
        first = next((one for one in alike if finding.input not in one.inputs), None)
        if first is not None:
            first.inputs.append(finding.input)
        else:
            alike.append(Told(finding, [finding.input]))
            found.append(alike[-1])
    return found


def _key(finding: Finding) -> tuple[object, ...] | None:
    """What two findings of different inputs share that are told as one; None where no file is known."""
    if finding.places[0].file is None:
        return None
    shown = [finding.places[0], *(place for place in finding.places[1:] if place.note in TRACED)]
    names = [finding.subject.name, *(one.subject.name for one in finding.instances)]
    return (
        finding.rule,
        finding.verdict,
        finding.severity,
        finding.change,
        finding.status,
        finding.status_reason,
        finding.reason,
        finding.fix,
        finding.subject.kind,
        tuple(finding.joined),
        len(names),
        tuple(sorted(names)) if finding.subject.kind in _NAMED_ALIKE else (),
        tuple((place.file, place.line, place.column) for place in shown),
    )


def named(inputs: Sequence[str]) -> str:
    """The inputs of a finding in words."""
    rest = len(inputs) - _MOST_NAMES
    return ", ".join(inputs[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def are_several(inputs: Sequence[Input]) -> bool:
    """Whether findings have to name their inputs: not where one is compared with an older one."""
    return sum(one.role != "old" for one in inputs) > 1


def counted(inputs: Sequence[Input]) -> str:
    """How many inputs of which kind there are."""
    kinds: dict[str, int] = {}
    for one in inputs:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    parts = [f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in kinds.items()]
    return f"{len(inputs)} inputs ({', '.join(parts)})"
