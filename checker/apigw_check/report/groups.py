"""One cause, one finding: results that say the same of instances of one block become one, with all their places.

What makes two results the same is where they point once they are located: the same attribute of the same block (an
instance key aside), set at the same line by the same caller. Where each instance takes its value from a line of its
own, each is a finding of its own. Before that, a result that `joins` becomes a part of the finding of another rule
that has its place: that a route is open, and that the change opened it, are one finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import structs

from ..model.origin import without_keys
from ..model.words import TRACED
from ..rules.base import FAIL, UNDECIDED

if TYPE_CHECKING:
    from ..engine import Result
    from .document import Finding
    from .places import Place


def grouped(pairs: Iterable[tuple[Result, Finding]]) -> list[Finding]:
    """The findings, each with the instances that share its cause; the order is that of the first of each."""
    from .document import Instance

    pairs = _joined(list(pairs))
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


def _joined(pairs: list[tuple[Result, Finding]]) -> list[tuple[Result, Finding]]:
    """The findings without those that join another one: the worse of the two stays and tells both."""
    joining = [number for number, (result, _) in enumerate(pairs) if result.joins]
    if not joining:
        return pairs
    hosts: dict[tuple[object, ...], int] = {}
    for number, (result, finding) in enumerate(pairs):
        if result.verdict == FAIL and not result.joins:
            hosts.setdefault(_place_of(result, finding), number)
    told: set[int] = set()
    for number in joining:
        host = hosts.pop(_place_of(*pairs[number]), None)
        if host is None:
            continue
        # The order is that of severity; of two alike the rule that says what is wrong now speaks first.
        tie = pairs[host][1].severity == pairs[number][1].severity
        stays, goes = (host, number) if tie else sorted((host, number))
        result, finding = pairs[stays]
        other = pairs[goes][1]
        message = f"{finding.message}; {other.message}"
        # Where both point is the same; what else the other one points at is told as well.
        places = finding.places + [place for place in other.places[1:] if place not in finding.places]
        pairs[stays] = (result, structs.replace(finding, message=message, places=places, joined=[other.rule]))
        told.add(goes)
    return [pair for number, pair in enumerate(pairs) if number not in told]


def _place_of(result: Result, finding: Finding) -> tuple[object, ...]:
    subject, spot = result.subject, result.spots[0]
    same = (finding.change, finding.status, finding.status_reason, finding.input)
    return (*same, subject.kind, subject.origin.key, subject.name, spot.origin.key, spot.field)


def _cause(result: Result, finding: Finding) -> tuple[object, ...]:
    primary, spot = finding.places[0], result.spots[0]
    same = (
        finding.rule,
        finding.verdict,
        finding.severity,
        finding.change,
        finding.status,
        finding.status_reason,
        finding.input,
        *finding.joined,
    )
    if result.cause:
        return (*same, result.cause)
    traced = tuple(_position(place) for place in finding.places[1:] if place.note in TRACED)
    return (
        *same,
        finding.subject.kind,
        finding.fix,
        finding.reason if finding.verdict == UNDECIDED else None,
        without_keys(primary.address),
        spot.origin.pointer,
        spot.field,
        spot.key,
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
