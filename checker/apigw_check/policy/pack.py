"""Packs: which rules are asked, how severe they are, with which parameters.

Without a pack file and without a configuration the defaults in the rules apply, and nothing is read.
"""

from __future__ import annotations

import operator
import os
import re
from collections.abc import Iterator, Sequence
from typing import Any, Generic

from msgspec import Struct, field

from .._version import __version__
from ..model.suppression import Limits
from . import PolicyFileError
from .config import (
    Config,
    Override,
    PublicRoutes,
    RuleSetting,
    is_path,
    joined,
    limits_of,
    overrides_of,
    public_routes_of,
    rule_settings,
)
from .names import GRADES, R, RuleLike, suggestion

DEFAULT = "recommended"
#: The parameter that `public-routes` extends, of every rule that has it.
PUBLIC_ROUTES = "public_routes"

_REQUIREMENT = re.compile(r"(>=|<=|==|>|<)\s*(\d+(?:\.\d+){0,2})")
_NUMBERS = re.compile(r"\d+")
_SIGNS = {">=": operator.ge, "<=": operator.le, "==": operator.eq, ">": operator.gt, "<": operator.lt}


class Scope(Struct, frozen=True, eq=False):
    """Settings of one rule for the subjects that the globs name. `more` is added to parameters that are lists."""

    addresses: tuple[str, ...] = ()
    route: str | None = None
    enabled: bool | None = None
    severity: str | None = None
    params: dict[str, Any] = {}
    more: dict[str, tuple[Any, ...]] = {}


class Chosen(Struct, Generic[R], frozen=True, eq=False):
    """A rule that is asked, with the severity and the parameters in force, and the controls it answers for.

    `scopes` are settings for some subjects only; of those that name one subject, the last wins. `enabled` is False for
    a rule that is asked in some of them only.
    """

    rule: R
    severity: str
    params: dict[str, Any]
    controls: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    enabled: bool = True
    ignorable: bool = True


class Selection(Struct, Generic[R], frozen=True, eq=False):
    """The rules in force, in order of id. `notes` tells people about settings that have no effect. `limits` are what is
    asked of suppressions."""

    pack: str
    chosen: tuple[Chosen[R], ...]
    notes: tuple[str, ...] = ()
    limits: Limits = Limits()


class Pack(Struct, frozen=True, eq=False):
    """A pack with all that it extends merged in. `grades` are those selected, `rules` is by rule id."""

    name: str
    title: str = ""
    description: str = ""
    path: str = ""
    grades: tuple[str, ...] = ()
    rules: dict[str, RuleSetting] = field(default_factory=dict)
    public_routes: tuple[PublicRoutes, ...] = ()
    overrides: tuple[Override, ...] = ()
    limits: Limits = Limits()


def selection(rules: Sequence[R], pack: str | None = None, config: Config | None = None) -> Selection[R]:
    """The rules in force.

    `pack` is the name of a built-in pack or the path of a pack file; without it, that of the configuration, else
    `recommended`. The configuration's settings win over the pack's, and those over the rule's own. In a configuration
    a rule that the pack does not select stays out unless `enabled` is true.
    """
    name = pack or (config.pack if config is not None else None)
    used = Pack(DEFAULT, grades=(DEFAULT,)) if name is None else load(name, rules)
    asked = config.rules if config is not None else {}
    public = (*used.public_routes, *(config.public_routes if config is not None else ()))
    overrides = (*used.overrides, *(config.overrides if config is not None else ()))
    chosen: list[Chosen[R]] = []
    notes: list[str] = []
    for rule in sorted(rules, key=lambda rule: rule.id):
        base = used.rules.get(rule.id)
        own = asked.get(rule.id)
        on = base.enabled if base is not None and base.enabled is not None else rule.pack in used.grades
        if own is not None and own.enabled is not None:
            on = own.enabled
        elif own is not None and not on:
            notes.append(
                f"{own.place}: the settings of {rule.id} have no effect: the pack {used.name} does not ask it "
                "(set enabled: true)"
            )
        inside = any(o.rules[rule.id].enabled for o in overrides if rule.id in o.rules)
        if not on and not inside:
            continue
        layers = [setting for setting in (base, own) if setting is not None]
        severity = rule.severity
        params = {param.name: param.default for param in rule.params}
        for setting in layers:
            severity = setting.severity or severity
            params.update(setting.params)
        if public and PUBLIC_ROUTES in params:
            everywhere = [glob for entry in public if not entry.addresses for glob in entry.routes]
            params[PUBLIC_ROUTES] = [*params[PUBLIC_ROUTES], *everywhere]
        scopes = tuple(_scopes(rule.id, params, public, overrides))
        controls = base.controls if base is not None else ()
        ignorable = all(setting.ignorable is not False for setting in layers)
        chosen.append(Chosen(rule, severity, params, controls, scopes, bool(on), ignorable))
    limits = _narrower(used.limits, config.suppressions) if config is not None else used.limits
    return Selection(used.name, tuple(chosen), tuple(notes), limits)


def _narrower(one: Limits, other: Limits) -> Limits:
    """Both limits at once: who extends a pack may ask more of suppressions, not less."""
    days = [limit for limit in (one.max_days, other.max_days) if limit is not None]
    return Limits(
        min(days, default=None), one.require_until or other.require_until, one.require_owner or other.require_owner
    )


def _scopes(
    rule_id: str, params: dict[str, Any], public: Sequence[PublicRoutes], overrides: Sequence[Override]
) -> Iterator[Scope]:
    """The settings of a rule for some subjects only, in the order of the files."""
    for entry in public:
        if entry.addresses and PUBLIC_ROUTES in params:
            yield Scope(entry.addresses, more={PUBLIC_ROUTES: entry.routes})
    for override in overrides:
        setting = override.rules.get(rule_id)
        if setting is not None:
            yield Scope(override.addresses, override.route, setting.enabled, setting.severity, setting.params)


def folder() -> str:
    """The folder of the built-in packs: in the installed package, else in the checkout around it."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for candidate in (f"{package}/_policies", f"{package}/../../policies"):
        if os.path.isdir(f"{candidate}/packs"):
            return os.path.normpath(f"{candidate}/packs")
    raise PolicyFileError(f"the built-in packs are missing beside {package}; install apigw-check again")


def names() -> list[str]:
    """The names of the built-in packs."""
    return sorted(entry[:-5] for entry in os.listdir(folder()) if entry.endswith(".yaml"))


def load(pack: str, rules: Sequence[RuleLike]) -> Pack:
    """Reads a pack with all that it extends, by name or path; raises `PolicyFileError`."""
    if not is_path(pack):
        from .prepared import prepared

        if (found := prepared(pack, folder(), {rule.id for rule in rules})) is not None:
            return found
    return read(pack, rules)


def read(pack: str, rules: Sequence[RuleLike]) -> Pack:
    """Like `load`, from the files themselves."""
    return _load(_path(pack, ""), rules, ())


def _path(pack: str, place: str) -> str:
    if is_path(pack):
        return pack
    known = names()
    if pack not in known:
        where = f"{place}: " if place else ""
        raise PolicyFileError(
            f'{where}there is no pack "{pack}"; {suggestion(pack, known)} '
            f"(a pack file is named by its path, such as ./{pack}.yaml)"
        )
    return f"{folder()}/{pack}.yaml"


def _load(path: str, rules: Sequence[RuleLike], below: tuple[str, ...]) -> Pack:
    from .document import read_yaml
    from .schema import PackFile, validate

    identity = os.path.realpath(path)
    if identity in below:
        raise PolicyFileError(f"{path}: the pack extends itself ({' -> '.join(map(os.path.basename, below))})")
    document = read_yaml(path)
    parsed = validate(PackFile, document)
    if parsed.requires is not None and (wrong := unmet(parsed.requires, __version__)):
        raise PolicyFileError(f"{document.place(('requires',))}: {wrong}")
    problems: list[str] = []
    own = rule_settings(parsed.rules, document, rules, problems)
    overrides = overrides_of(parsed.overrides, document, rules, problems)
    public = public_routes_of(parsed.public_routes)
    if problems:
        raise PolicyFileError("\n".join(problems))
    limits = limits_of(parsed.suppressions)
    grades: set[str] = set(parsed.select)
    merged: dict[str, RuleSetting] = {}
    for parent in parsed.extends:
        target = joined(os.path.dirname(path), parent) if is_path(parent) else parent
        base = _load(_path(target, document.place(("extends",))), rules, (*below, identity))
        grades.update(base.grades)
        limits = _narrower(base.limits, limits)
        public, overrides = (*base.public_routes, *public), (*base.overrides, *overrides)
        for rule_id, setting in base.rules.items():
            merged[rule_id] = _over(merged.get(rule_id), setting)
    for rule_id, setting in own.items():
        named = setting if setting.enabled is not None else _enabled(setting)
        merged[rule_id] = _over(merged.get(rule_id), named)
    if "strict" in grades:
        grades.update(GRADES)
    return Pack(
        parsed.name,
        parsed.title,
        parsed.description,
        path,
        tuple(grade for grade in GRADES if grade in grades),
        merged,
        public,
        overrides,
        limits,
    )


def unmet(requirement: str, version: str) -> str:
    """What is wrong where a version does not meet a requirement such as `>=0.2, <1`; empty where it does."""
    for part in requirement.split(","):
        match = _REQUIREMENT.fullmatch(part.strip())
        if match is None:
            return f'requires is "{requirement}"; write versions such as ">=0.2, <1"'
        sign, wanted = match[1], [int(number) for number in match[2].split(".")]
        have = [int(number) for number in _NUMBERS.findall(version.partition("+")[0])[:3]]
        length = max(len(wanted), len(have))
        left, right = (numbers + [0] * (length - len(numbers)) for numbers in (have, wanted))
        if not _SIGNS[sign](left, right):
            return f"the pack is for apigw-check {requirement}, and this is {version}; install one of those versions"
    return ""


def _enabled(setting: RuleSetting) -> RuleSetting:
    return RuleSetting(setting.severity, True, setting.params, setting.controls, setting.place, setting.ignorable)


def _over(base: RuleSetting | None, setting: RuleSetting) -> RuleSetting:
    if base is None:
        return setting
    return RuleSetting(
        setting.severity or base.severity,
        base.enabled if setting.enabled is None else setting.enabled,
        {**base.params, **setting.params},
        tuple(dict.fromkeys((*base.controls, *setting.controls))),
        setting.place,
        False if base.ignorable is False else setting.ignorable,
    )
