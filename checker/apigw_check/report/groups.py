"""One cause, one finding: results that say the same of instances of one block become one, with all their places.

What makes two results the same is where they point once they are located: the same attribute of the same block (an
instance key aside), set at the same line by the same caller. Where each instance takes its value from a line of its
own, each is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import structs

from ..model.origin import without_keys
from ..model.words import TRACED
from ..rules.base import UNDECIDED

if TYPE_CHECKING:
    from ..engine import Result
    from .document import Finding
    from .places import Place


def grouped(pairs: Iterable[tuple[Result, Finding]]) -> list[Finding]:
    """The findings, each with the instances that share its cause; the order is that of the first of each."""
    from .document import Instance

    groups: dict[tuple[object, ...], list[Finding]] = {}
    for result, finding in pairs:
        groups.setdefault(_cause(result, finding), []).append(finding)
    found: list[Finding] = []
    for first, *others in groups.values():
        if not others:
            found.append(first)
            continue
        instances = [Instance(one.subject, one.message, one.places[0], one.fingerprint) for one in others]
        found.append(structs.replace(first, instances=instances, places=_places([first, *others])))
    return found


def _cause(result: Result, finding: Finding) -> tuple[object, ...]:
    primary, spot = finding.places[0], result.spots[0]
    traced = tuple(_position(place) for place in finding.places[1:] if place.note in TRACED)
    return (
        finding.rule,
        finding.verdict,
        finding.severity,
        finding.change,
        finding.status,
        finding.status_reason,
        finding.input,
        finding.subject.kind,
        finding.fix,
        finding.reason if finding.verdict == UNDECIDED else None,
        without_keys(primary.address),
        spot.origin.pointer,
        spot.field,
        _position(primary),
        traced,
    )


def _position(place: Place) -> tuple[object, ...]:
    return (place.file, place.line, place.column)


def _places(findings: list[Finding]) -> list[Place]:
    """All places of the first, and of the others what those do not have: their own address, and related places."""
    places = list(findings[0].places)
    seen = {(place.address, *_position(place)) for place in places}
    for finding in findings[1:]:
        for index, place in enumerate(finding.places):
            key = (place.address, *_position(place))
            if key not in seen and place.note not in TRACED:
                seen.add(key)
                places.append(structs.replace(place, role="related") if index == 0 else place)
    return places
