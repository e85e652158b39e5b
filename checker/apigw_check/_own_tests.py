"""`apigw-check test DIR`: a team's own rules on its own cases.

    DIR/rules/*.yaml                              the rules (or DIR/*.yaml where there is no folder `rules`)
    DIR/cases/<name>/bad-<what>/plan.json         each rule by its name: what it has to find,
    DIR/cases/<name>/good-<what>/plan.json        what it must not find,
    DIR/cases/<name>/undecided-<what>/plan.json   and what it cannot decide

A case may also be a plan alone: `bad-<what>.json`. With an `expected.json` beside its plan, `{"results": [{"verdict":
"fail", "subject": "GET /orders"}, ...]}`, every result of the rule has to be in it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from ._pipeline import analyse
from .catalogue import declared, joined
from .engine import Selected
from .policy import PolicyFileError
from .rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED, Params, Rule

KINDS = ("bad", "good", "undecided")


class Case(Struct, frozen=True):
    """A case: the kind that its name states, its plan, and the file of its expected results (or "")."""

    name: str
    kind: str
    plan: str
    expected: str = ""


class Outcome(Struct, frozen=True):
    """What came of a case, or of a rule as a whole (`case` is empty). `problem` is empty where all is well."""

    rule: Rule
    case: str
    problem: str = ""
    unreadable: bool = False


def run(folder: str, builtin: Sequence[Rule]) -> Iterator[Outcome]:
    """Judges each case of each rule; raises `PolicyFileError` where the folder or a rule cannot be used."""
    rules = declared([_rules_folder(folder)])
    joined(builtin, rules)
    cases = os.path.join(folder, "cases")
    known = {rule.slug for rule in rules}
    for name in _names(cases):
        if name not in known and os.path.isdir(os.path.join(cases, name)):
            raise PolicyFileError(f"{os.path.join(cases, name)}: there is no rule of that name in {folder}")
    for rule in rules:
        found = list(_cases(os.path.join(cases, rule.slug)))
        for kind in ("bad", "good"):
            if not any(case.kind == kind for case in found):
                where = os.path.join(cases, rule.slug, f"{kind}-...", "plan.json")
                yield Outcome(rule, "", f"has no {kind} case: put one into {where}")
        for case in found:
            yield _judge(rule, case)


def _rules_folder(folder: str) -> str:
    if not os.path.isdir(folder):
        raise PolicyFileError(f"{folder}: {'this is no folder' if os.path.exists(folder) else 'no such folder'}")
    inner = os.path.join(folder, "rules")
    return inner if os.path.isdir(inner) else folder


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise PolicyFileError(f"{folder}: cannot be read: {error.strerror}") from None


def _cases(folder: str) -> Iterator[Case]:
    for name in _names(folder):
        path = os.path.join(folder, name)
        kind = name.partition("-")[0]
        if os.path.isdir(path):
            if kind not in KINDS:
                raise PolicyFileError(f"{path}: name it bad-..., good-... or undecided-...")
            expected = os.path.join(path, "expected.json")
            yield Case(name, kind, os.path.join(path, "plan.json"), expected if os.path.isfile(expected) else "")
        elif name.endswith(".json") and kind in KINDS:
            yield Case(name[:-5], kind, path)


def _judge(rule: Rule, case: Case) -> Outcome:
    analysis = analyse(
        [case.plan], [Selected(rule, rule.severity, Params(rule.defaults()))], source=None, keep_all=True
    )
    if analysis.errors:
        return Outcome(rule, case.name, analysis.errors[0][0], unreadable=True)
    if analysis.judgement.crashes:
        return Outcome(rule, case.name, f"fails internally: {analysis.judgement.crashes[0].error}")
    results = [(result.verdict, result.subject.name) for result in analysis.judgement.decisions]
    problem = _against(case.expected, results) if case.expected else _wrong(case.kind, results)
    return Outcome(rule, case.name, problem)


def _wrong(kind: str, results: list[tuple[str, str]]) -> str:
    """What is wrong with the results of a case of that kind."""
    names: dict[str, list[str]] = {verdict: [] for verdict in (FAIL, UNDECIDED, PASS, NOT_APPLICABLE)}
    for verdict, name in results:
        names[verdict].append(name)
    if kind == "bad":
        return "" if names[FAIL] else f"finds nothing ({_counted(results)})"
    if names[FAIL]:
        return f"fails on {_listed(names[FAIL])}"
    if kind == "undecided":
        return "" if names[UNDECIDED] else f"is decided ({_counted(results)})"
    if names[UNDECIDED]:
        return f"is undecided on {_listed(names[UNDECIDED])}"
    return "" if results else "judges nothing: the plan has no such subject"


def _against(path: str, results: list[tuple[str, str]]) -> str:
    """What differs from the expected results."""
    try:
        with open(path, encoding="utf-8") as file:
            document: Any = json.load(file)
        wanted = Counter((str(entry["verdict"]), str(entry["subject"])) for entry in document["results"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"{path} cannot be used: {type(error).__name__}: {error}"
    found = Counter(results)
    lines = [f"misses {verdict} for {name}" for verdict, name in (wanted - found).elements()]
    lines += [f"has {verdict} for {name}" for verdict, name in (found - wanted).elements()]
    return "; ".join(lines)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _counted(results: list[tuple[str, str]]) -> str:
    counts = Counter(verdict for verdict, _ in results)
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items()) or "no such subject in the plan"
