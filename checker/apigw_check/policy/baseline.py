"""The baseline: findings that were there when a team began, in a file that only `apigw-check baseline` writes.

An entry covers the finding with its fingerprint as long as that is no worse: as severe, and about nothing more. Lines
are no part of it, so it outlives edits elsewhere. Where a file or a run has several inputs, an entry is about that of
its own path.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct, field

from . import PolicyFileError
from .names import SEVERITIES

VERSION = 1
FILE = "apigw-check-baseline.json"
BASELINE = "baseline"
_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}


class Entry(Struct, frozen=True, omit_defaults=True):
    """A finding. `extent` is what it affects, where it names that; `input` the input's path from the file's folder."""

    fingerprint: str
    rule: str
    severity: str
    subject: str
    address: str = ""
    input: str = ""
    verdict: str = "fail"
    extent: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """Where it stands in the file."""
        return (self.input, self.rule, self.address, self.subject, self.fingerprint)


class Baseline(Struct, frozen=True):
    """What a file holds."""

    version: int
    findings: tuple[Entry, ...] = ()


class Applied(Struct, eq=False):
    """What became of the entries: `used` cover a finding, `fixed` are of findings that are gone."""

    used: set[int] = field(default_factory=set)
    fixed: list[Entry] = field(default_factory=list)


def read(path: str) -> Baseline:
    """Reads a baseline; raises `PolicyFileError` where it is none that this version understands."""
    again = f"write it again: apigw-check baseline PATH... -o {path} --update"
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise PolicyFileError(f"{path}: the baseline cannot be read: {error.strerror}") from None
    try:
        version = msgspec.json.decode(content, type=dict[str, Any]).get("version")
        if version != VERSION or isinstance(version, bool):
            known = version if isinstance(version, int) and not isinstance(version, bool) else "without a number"
            raise PolicyFileError(f"{path}: a baseline of version {known}, and this program knows version {VERSION}")
        found = msgspec.json.decode(content, type=Baseline)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise PolicyFileError(f"{path}: this is no baseline: {error}; {again}") from None
    for entry in found.findings:
        if entry.severity not in _RANK:
            raise PolicyFileError(f'{path}: this is no baseline: there is no severity "{entry.severity}"; {again}')
    return found


def content(entries: Iterable[Entry]) -> bytes:
    """The text of a file with these entries, in stable order."""
    found = Baseline(VERSION, tuple(sorted(set(entries), key=lambda entry: entry.order)))
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def entries(
    results: Iterable[Any], folder: str, clean: Callable[[str], str], kept: Iterable[str], *, undecided: bool
) -> list[Entry]:
    """The entries of the open findings, for a file in `folder`; not of rules in `kept`, which nothing may cover."""
    refused = set(kept)
    return [
        _entry(result, folder, clean)
        for result in results
        if result.status == "open"
        and result.change != "fixed"
        and result.rule.id not in refused
        and (undecided or result.verdict == "fail")
    ]


def apply(
    results: Sequence[Any],
    baseline: Baseline,
    folder: str,
    clean: Callable[[str], str],
    *,
    inputs: Iterable[str],
    asked: Iterable[str],
    kept: Iterable[str],
    settled: bool,
) -> Applied:
    """Marks the open findings that the baseline covers.

    `inputs` are the paths that were read, `asked` the rules; unless all could be read (`settled`), nothing is taken for
    fixed. Rules in `kept` cannot be suppressed.
    """
    paths = {relative(path, folder) for path in inputs}
    several = len({entry.input for entry in baseline.findings}) > 1 or len(paths) > 1
    known: dict[tuple[str, str], list[int]] = {}
    for number, entry in enumerate(baseline.findings):
        known.setdefault((entry.fingerprint, entry.input if several else ""), []).append(number)
    applied = Applied()
    there: set[int] = set()
    refused = set(kept)
    for result in results:
        if result.change == "fixed":
            continue
        mine = _entry(result, folder, clean)
        for number in known.get((mine.fingerprint, mine.input if several else ""), ()):
            there.add(number)
            if result.status == "open" and result.rule.id not in refused and _covers(baseline.findings[number], mine):
                applied.used.add(number)
                result.status, result.status_reason = BASELINE, "in the baseline"
    rules = set(asked)
    for number, entry in enumerate(baseline.findings):
        judged = settled and entry.rule in rules and (not several or entry.input in paths)
        if judged and number not in there:
            applied.fixed.append(entry)
    return applied


def relative(path: str, folder: str) -> str:
    """A path as the file holds it: from its folder, with slashes; `-` is standard input."""
    return path if path == "-" else os.path.relpath(path, folder).replace(os.sep, "/")


def _entry(result: Any, folder: str, clean: Callable[[str], str]) -> Entry:
    return Entry(
        result.fingerprint,
        result.rule.id,
        result.severity,
        clean(result.subject.name),
        clean(result.subject.origin.address),
        relative(result.subject.origin.input, folder) if result.subject.origin.input else "",
        result.verdict,
        tuple(sorted({clean(name) for name in result.extent})),
    )


def _covers(entry: Entry, found: Entry) -> bool:
    """Whether a finding is no worse than the entry: a failure is worse than a result that could not be decided."""
    if entry.verdict != "fail" and found.verdict == "fail":
        return False
    return _RANK[found.severity] >= _RANK[entry.severity] and set(found.extent) <= set(entry.extent)
