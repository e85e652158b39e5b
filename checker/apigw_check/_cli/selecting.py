"""The rules in force: of the catalogue, the packs, the configuration and the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from .options import FORMATS, environment


def read_policy(arguments: argparse.Namespace) -> tuple[list[Any], Any]:
    """All rules, and the configuration (None without one)."""
    from .. import catalogue
    from ..policy import config

    folders = arguments.rules_dir
    if folders is None:
        folders = (environment("rules_dir") or "").split()
    rules = catalogue.every(folders)
    path = arguments.config or environment("config")
    if path is None:
        path = None if arguments.no_config else config.find()
    if path is None:
        return rules, None

    def more(known: Sequence[Any], named: Sequence[str]) -> Sequence[Any]:
        # A folder that the command line names wins over those of the configuration, as every option does.
        return known if folders else catalogue.joined(known, catalogue.declared(named))

    read = config.load(path, rules, FORMATS, more)
    return list(read.known), read


def select_rules(arguments: argparse.Namespace, rules: list[Any], config: Any) -> tuple[list[Any], list[str], Any]:
    """The rules in force, notes about them, and what is asked of suppressions."""
    from ..engine import Selected
    from ..policy import pack
    from ..policy.names import find_rule
    from ..rules.base import Params

    chosen = pack.selection(rules, arguments.pack or environment("pack"), config)
    selected = [
        Selected(
            one.rule,
            one.severity,
            Params(one.params),
            tuple(map(_scope, one.scopes)),
            one.enabled,
            one.controls,
            one.ignorable,
        )
        for one in chosen.chosen
    ]
    only = arguments.rule if getattr(arguments, "rule", None) else None
    if only:
        wanted = {find_rule(name, rules).id for name in only}
        have = {one.rule.id for one in selected}
        selected = [one for one in selected if one.rule.id in wanted]
        # A rule that is named is meant, whether or not the pack has it.
        selected += [Selected(r, r.severity, Params(r.defaults())) for r in rules if r.id in wanted - have]
    return selected, list(chosen.notes), chosen.limits


def _scope(one: Any) -> Any:
    """Settings for some subjects as the engine takes them."""
    from ..engine import Scope
    from ..policy.waivers import glob

    addresses = [glob(pattern) for pattern in one.addresses]
    route = glob(one.route) if one.route is not None else None

    def names(subject: Any) -> bool:
        if route is not None and not route.fullmatch(subject.name):
            return False
        return not addresses or any(pattern.fullmatch(subject.origin.address) for pattern in addresses)

    return Scope(names, one.enabled, one.severity, one.params, one.more)
