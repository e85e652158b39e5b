"""Suppressing: which findings are accepted by comments, waivers and the baseline, and what is wrong with those.

Comes after judging, since a suppression is used or not by what was found; the rules about suppressions are judged here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from .engine import FIXED, IGNORED, OPEN, Result, Selected, combine, judge
from .model.attributes import attribute_path, pointer_of
from .model.estate import Estate
from .model.origin import Origin, Written, without_keys
from .model.suppression import IGNORE, WAIVER, Limits, Suppression
from .model.words import TRACED
from .policy import baseline, ignores
from .policy.baseline import Entry
from .policy.waivers import Waiver, apply
from .report.redact import Redactor
from .rules.base import Spot

if TYPE_CHECKING:
    from ._pipeline import Analysis
    from .locate.resolve import Located, Locator

MARKER = "apigw-check:"
NOT_IGNORABLE = "does not hold: the pack or the configuration says that findings of this rule cannot be accepted"


class Settings(Struct, frozen=True, eq=False):
    """What suppressing needs: all rules that there are, the waivers, what is asked of suppressions, the day."""

    rules: Sequence[Any]
    today: date
    waivers: Sequence[Waiver] = ()
    limits: Limits = Limits()
    comments: bool = True
    baseline: str | None = None
    verbose: bool = False


class Suppressed(Struct, eq=False):
    """All suppressions: ignores and waivers in order, and the entries of the baseline, each with whether it is used."""

    written: list[Suppression] = field(default_factory=list)
    baseline: str = ""
    entries: list[tuple[Entry, bool]] = field(default_factory=list)


class Comment(Struct, eq=False):
    """An inline ignore in its file, with the lines that it covers and the rules of which it met a finding."""

    subject: Suppression
    file: str
    first: int
    last: int
    used: set[str] = field(default_factory=set)


def suppress(
    analysis: Analysis, selection: Sequence[Selected], settings: Settings, *, keep_all: bool = False
) -> Suppressed:
    """Marks what is accepted, adds what is found about the suppressions themselves, and returns all of them."""
    asked = {one.rule.id for one in selection}
    kept = {one.rule.id for one in selection if not one.ignorable}
    settled = analysis.complete and not analysis.errors and not analysis.judgement.crashes
    comments = _comments(analysis, settings) if settings.comments else []
    _ignore(analysis, comments, kept)
    found = [_told(one.subject, asked, one.used, settled) for one in comments]
    found += _waive(analysis, settings, asked, kept, settled)
    about = [one for one in selection if one.rule.subject == Suppression.kind]
    if found and about:
        told = judge(Estate(suppressions=found), None, about, keep_all=keep_all)
        analysis.judgement = combine([analysis.judgement, told])
    analysis.estate.suppressions = found
    done = Suppressed(found)
    if settings.baseline is not None:
        _accept(analysis, settings, asked, kept, settled, done)
    return done


def _accept(
    analysis: Analysis, settings: Settings, asked: set[str], kept: set[str], settled: bool, done: Suppressed
) -> None:
    """Marks what the baseline accepts, and says what of it is fixed."""
    path = settings.baseline or ""
    read = baseline.read(path)
    applied = baseline.apply(
        analysis.judgement.findings,
        read,
        os.path.dirname(path) or ".",
        Redactor(analysis.secrets).clean,
        inputs=[name for name, _ in analysis.inputs],
        asked=asked,
        kept=kept,
        settled=settled,
    )
    done.baseline = path
    done.entries = [(entry, number in applied.used) for number, entry in enumerate(read.findings)]
    if applied.fixed:
        more = "" if settings.verbose else " (-v names them)"
        analysis.notes.append(
            f"{path}: {len(applied.fixed)} of its {len(read.findings)} findings are fixed{more}; drop them with "
            "`apigw-check baseline --update`"
        )
    for entry in applied.fixed if settings.verbose else ():
        where = f" at {entry.address}" if entry.address else ""
        analysis.notes.append(f"{path}: fixed: {entry.rule} {entry.subject}{where}")


def _told(subject: Suppression, asked: set[str], used: Iterable[str], settled: bool) -> Suppression:
    subject.asked = tuple(rule for rule in subject.rules if rule in asked)
    subject.used = tuple(sorted(used))
    subject.settled = settled
    return subject


# -- comments in the sources -----------------------------------------------------------------------------------------


def _comments(analysis: Analysis, settings: Settings) -> list[Comment]:
    """The ignores in the files that belong to the inputs; a file of several inputs is read for the first."""
    found: list[Comment] = []
    seen: set[tuple[str, int]] = set()
    counts: dict[tuple[str, str, str], int] = {}
    known = ignores.Names(settings.rules)
    named = addresses(analysis.judgement.findings)
    for path, locator in analysis.locators.items():
        for remark in locator.comments(MARKER, named.get(path, ())):
            if (remark.file, remark.start) in seen:
                continue
            seen.add((remark.file, remark.start))
            for one in ignores.read(remark.text, known):
                start = remark.start + one.offset
                line, column = remark.source.position(start)
                names = [*one.rules, *(name for name, _ in one.unknown)]
                pointer = " ".join([IGNORE, *names])
                place = (path, remark.name, pointer)
                number = counts[place] = counts.get(place, 0) + 1
                origin = Written(
                    address="",
                    type=Suppression.kind,
                    attribute=remark.name,
                    pointer=f"{pointer} {number}",
                    input=path,
                    file=remark.file,
                    line=line,
                    column=column,
                    end_line=line,
                    end_column=column + one.length,
                )
                subject = Suppression(
                    origin=origin,
                    form=IGNORE,
                    rules=one.rules,
                    unknown=one.unknown,
                    wrong=one.wrong,
                    reason=one.reason,
                    owner=one.owner,
                    until=one.until,
                    since=one.since,
                    unreadable_date=one.unreadable_date,
                    limits=settings.limits,
                    today=settings.today,
                )
                found.append(Comment(subject, remark.file, remark.first, remark.last))
    return found


def addresses(findings: Iterable[Result]) -> dict[str, list[str]]:
    """The addresses of blocks that findings are about, in order, by input."""
    found: dict[str, set[str]] = {}
    for result in findings:
        for origin in (result.subject.origin, result.spots[0].origin):
            found.setdefault(origin.input, set()).add(without_keys(origin.address))
    return {path: sorted(names) for path, names in found.items()}


def _ignore(analysis: Analysis, comments: Sequence[Comment], kept: set[str]) -> None:
    """Marks the findings that comments accept; of several the first that holds gives the reason."""
    by_rule: dict[str, list[Comment]] = {}
    for comment in comments:
        for rule_id in comment.subject.rules:
            by_rule.setdefault(rule_id, []).append(comment)
    places = _Places(analysis.locators)
    for result in analysis.judgement.findings if by_rule else ():
        candidates = by_rule.get(result.rule.id)
        if not candidates or result.change == FIXED:
            continue
        lines = places.of(result)
        told = False
        for comment in candidates:
            if not any(file == comment.file and comment.first <= line <= comment.last for file, line in lines):
                continue
            comment.used.add(result.rule.id)
            subject = comment.subject
            why = subject.refused or (NOT_IGNORABLE if result.rule.id in kept else "")
            if why and not told:
                told = True
                _say(result, subject, why)
            elif not why and result.status == OPEN:
                result.status, result.status_reason = IGNORED, subject.reason


def _say(result: Result, subject: Suppression, why: str) -> None:
    """Tells at an open finding why a suppression that is meant for it does not hold."""
    result.spots = (*result.spots, Spot(subject.origin, "", f"this {subject.form} {_sentence(why)}"))


def _sentence(why: str) -> str:
    return why if why.startswith("does not hold") else f"does not hold: {why}"


class _Places:
    """The lines where a comment speaks of a result: its own, where a caller set the value, the blocks and module calls
    around them, and the block of its subject."""

    def __init__(self, locators: dict[str, Locator]) -> None:
        self._locators = locators
        self._found: dict[tuple[object, ...], frozenset[tuple[str, int]]] = {}

    def of(self, result: Result) -> frozenset[tuple[str, int]]:
        """The files and lines of a result."""
        spot, subject = result.spots[0], result.subject.origin
        lines = self._around(spot.origin, spot.field, spot.key)
        return lines if subject is spot.origin else lines | self._around(subject, "", only_blocks=True)

    def _around(
        self, origin: Origin, name: str, entry: str = "", *, only_blocks: bool = False
    ) -> frozenset[tuple[str, int]]:
        locator = self._locators.get(origin.input)
        if locator is None or not origin.address:
            return frozenset()
        path, pointer = attribute_path(origin, name, entry), pointer_of(origin, name, entry)
        key = (origin.input, origin.address, path, pointer, only_blocks)
        if key not in self._found:
            places: list[Located] = [*locator.scopes(origin.address, path)]
            if not only_blocks:
                own = locator.locate(origin.address, path, pointer)
                places += own[:1]
                places += [place for place in own[1:] if place.note in TRACED]
            self._found[key] = frozenset((place.file, place.line) for place in places)
        return self._found[key]


# -- waivers ---------------------------------------------------------------------------------------------------------


def _waive(analysis: Analysis, settings: Settings, asked: set[str], kept: set[str], settled: bool) -> list[Suppression]:
    """Marks the findings that waivers accept, and returns the waivers with what became of them."""
    found: list[Suppression] = []
    counts: dict[str, int] = {}
    path = analysis.inputs[0][0] if analysis.inputs else ""
    for waiver in settings.waivers:
        pointer = " ".join([WAIVER, *waiver.rules, *waiver.addresses, waiver.route or ""])
        number = counts[pointer] = counts.get(pointer, 0) + 1
        file, _, line = waiver.place.rpartition(":")
        origin = Written(
            address="",
            type=Suppression.kind,
            attribute="waivers",
            pointer=f"{pointer} {number}",
            input=path,
            file=file or waiver.place,
            line=int(line) if line.isdigit() else 1,
            column=waiver.column,
        )
        found.append(
            Suppression(
                origin=origin,
                form=WAIVER,
                rules=waiver.rules,
                reason=waiver.reason,
                owner=waiver.owner,
                until=waiver.until,
                since=waiver.since,
                limits=settings.limits,
                today=settings.today,
            )
        )
    live = [index for index, subject in enumerate(found) if not subject.refused]
    applied = apply(analysis.judgement.findings, [settings.waivers[index] for index in live], kept)
    for number, result in applied.kept:
        _say(result, found[live[number]], NOT_IGNORABLE)
    used = {live[number]: rules for number, rules in applied.used.items()}
    return [_told(subject, asked, used.get(index, ()), settled) for index, subject in enumerate(found)]
