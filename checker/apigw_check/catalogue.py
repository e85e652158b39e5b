"""All rules that there are: those of the package, those of YAML folders, and those that installed packages bring.

A package offers Python rules through the entry-point group `apigw_check.rules`: the name of the entry is free, its
value leads to a `Rule`, a list of rules, or a function without arguments that returns such a list.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import convert

from .policy import PolicyFileError
from .rules import current, discover, load
from .rules.base import FAIL, PASS, UNDECIDED, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided

GROUP = "apigw_check.rules"


def builtin() -> list[Rule]:
    """The rules that come with apigw-check, in order of id."""
    known = current()
    if known is None:
        from .policy.pack import folder

        return joined(discover(), declared([f"{folder()}/../rules"]))
    found = load()
    entries = [entry for entry in known if entry.declared]
    if entries:
        from .policy.declarative import DeclaredRule

        found += [_rule(convert(entry.declared, DeclaredRule)) for entry in entries]
        found.sort(key=lambda rule: rule.id)
    return found


def every(folders: Sequence[str] = ()) -> list[Rule]:
    """The built-in rules, those of installed packages and those of the folders, in order of id.

    Raises `PolicyFileError` where one cannot be used, or its id or name is taken.
    """
    rules = builtin()
    return joined(rules, [*installed(), *declared(folders)]) if folders or _offers() else rules


def declared(folders: Iterable[str]) -> list[Rule]:
    """The rules of YAML folders."""
    found: list[Rule] = []
    for folder in folders:
        from .policy.rule_files import read_rules

        found += [_rule(one) for one in read_rules(folder)]
    return found


def joined(rules: Sequence[Rule], more: Sequence[Rule]) -> list[Rule]:
    """Both, in order of id; raises `PolicyFileError` where an id or name is used twice."""
    taken = {name: rule for rule in rules for name in (rule.id, rule.slug)}
    problems: list[str] = []
    for rule in more:
        for name in (rule.id, rule.slug):
            if name in taken:
                problems.append(f"{rule.source}: {name} is already {_called(taken[name])}; choose another")
            taken[name] = rule
    if problems:
        raise PolicyFileError("\n".join(problems))
    return sorted([*rules, *more], key=lambda rule: rule.id)


def _called(rule: Rule) -> str:
    return f"{rule.id} ({rule.slug}) of {rule.source or 'apigw-check'}"


def _rule(one: Any) -> Rule:
    """A YAML rule as the engine takes it."""
    params = [Param(param.name, param.default, param.description) for param in one.params]
    rule = Rule(
        id=one.id,
        slug=one.slug,
        title=one.title,
        subject=one.subject,
        severity=one.severity,
        pack=one.pack,
        params=params,
        replaces=one.replaces,
        doc=one.page,
        source=one.path,
    )

    @rule.check
    def check(subject: Any, params: Params) -> Verdict:
        outcome = one.decide(subject, params.as_dict())
        if outcome.verdict == PASS:
            return passed()
        if outcome.verdict == FAIL:
            return fail(outcome.message, outcome.origin, outcome.field, fix=one.fix)
        if outcome.verdict == UNDECIDED:
            return undecided(outcome.message, outcome.origin, outcome.field)
        return not_applicable(outcome.message)

    return rule


# -- installed packages ----------------------------------------------------------------------------------------------


def installed() -> list[Rule]:
    """The rules that installed packages offer; raises `PolicyFileError` where one of them cannot be loaded."""
    if not _offers():
        return []
    from importlib.metadata import entry_points

    found: list[Rule] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        package = entry.dist.name if entry.dist is not None else entry.value
        where = f"package {package}, entry point {entry.name} = {entry.value}"
        try:
            given = entry.load()
            given = given() if callable(given) else given
        except Exception as error:  # noqa: BLE001 - whatever a foreign package does, it is named
            raise PolicyFileError(f"{where}: cannot be loaded: {type(error).__name__}: {error}") from None
        rules = list(given) if isinstance(given, list | tuple) else [given]
        for rule in rules:
            if not isinstance(rule, Rule):
                raise PolicyFileError(f"{where}: offers {type(rule).__name__}, not a Rule or a list of them")
            rule.source = where
        found += rules
    return found


def _offers() -> bool:
    """Whether an installed package names the group: asking `importlib.metadata` takes as long as a small plan does."""
    needle = f"[{GROUP}]".encode()
    for folder in sys.path:
        try:
            entries = os.scandir(folder or ".")
        except OSError:
            continue
        for entry in entries:
            if entry.name.endswith((".dist-info", ".egg-info")):
                try:
                    with open(f"{entry.path}/entry_points.txt", "rb") as file:
                        if needle in file.read():
                            return True
                except OSError:
                    continue
    return False
