"""The rules, one a file, found by looking into the area folders.

`index.json` (written by `tools/docs.py`) says what each file holds, so that a run imports the rules that it asks and no
others. Where a file is there that the index does not know, as while a rule is being written, all files are imported.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from msgspec import Struct, json

from .base import Param, Rule

_AREAS = ("authorization", "transport", "logging", "limits", "waf", "exposure", "validation", "delivery", "suppression")


class Entry(Struct, frozen=True):
    """A rule as the index has it. `module` is empty for a rule that is declared in YAML: `declared` is all of it."""

    id: str
    slug: str
    title: str
    subject: str
    severity: str
    pack: str
    params: tuple[Param, ...] = ()
    replaces: tuple[str, ...] = ()
    module: str = ""
    declared: dict[str, Any] = {}


def load() -> list[Rule]:
    """All rules that are written in Python, in order of id."""
    known = current()
    return discover() if known is None else [_lazy(entry) for entry in known if entry.module]


def current() -> tuple[Entry, ...] | None:
    """What the index says, or None where it does not fit the files."""
    known = index()
    return known if {entry.module for entry in known if entry.module} == set(modules()) else None


def discover() -> list[Rule]:
    """All rules that are written in Python, imported, in order of id."""
    found = [imported(name) for name in modules()]
    found.sort(key=lambda rule: rule.id)
    return found


def index() -> tuple[Entry, ...]:
    """What the index says; nothing where there is none."""
    try:
        with open(f"{os.path.dirname(__file__)}/index.json", "rb") as file:
            return json.decode(file.read(), type=tuple[Entry, ...])
    except FileNotFoundError:
        return ()


def modules() -> list[str]:
    """The modules that hold a rule, such as `waf.stage_without_waf`."""
    here = os.path.dirname(__file__)
    return [
        f"{area}.{entry[:-3]}"
        for area in _AREAS
        for entry in os.listdir(f"{here}/{area}")
        if entry.endswith(".py") and entry[0] != "_"
    ]


def imported(module: str) -> Rule:
    """The rule of a module."""
    rule: Rule = import_module(f".{module}", __name__).RULE
    rule.module = module
    return rule


def _lazy(entry: Entry) -> Rule:
    """A rule whose module is imported when it is asked."""
    rule = Rule(
        id=entry.id,
        slug=entry.slug,
        title=entry.title,
        subject=entry.subject,
        severity=entry.severity,
        pack=entry.pack,
        params=entry.params,
        replaces=entry.replaces,
    )
    rule.module = entry.module
    return rule
