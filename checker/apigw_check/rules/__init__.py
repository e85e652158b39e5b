"""The rules, one a file, found by looking into the area folders."""

from __future__ import annotations

import os
from importlib import import_module

from .base import Rule

_AREAS = ("authorization", "transport", "logging", "limits", "waf", "exposure", "validation", "delivery")


def load() -> list[Rule]:
    """All rules, in order of id."""
    here = os.path.dirname(__file__)
    found: list[Rule] = []
    for area in _AREAS:
        modules = [entry[:-3] for entry in os.listdir(f"{here}/{area}") if entry.endswith(".py")]
        found += [import_module(f".{area}.{name}", __name__).RULE for name in modules if name[0] != "_"]
    found.sort(key=lambda rule: rule.id)
    return found
