"""The configuration file: `.apigw-check.yaml`, or `[tool.apigw-check]` in a pyproject.toml."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, field

from ..model.suppression import Limits
from . import PolicyFileError
from .names import KeyPath, RuleLike, key_name, nearest, unknown_rule, wrong_parameter
from .waivers import Waiver

FILE = ".apigw-check.yaml"
_TABLE = ("tool", "apigw-check")


class RuleSetting(Struct, frozen=True, eq=False):
    """What a pack or a configuration says of one rule; `None` where it says nothing. `place` is `FILE:LINE`."""

    severity: str | None = None
    enabled: bool | None = None
    params: dict[str, Any] = {}
    controls: tuple[str, ...] = ()
    place: str = ""
    ignorable: bool | None = None


class Override(Struct, frozen=True, eq=False):
    """Settings of rules (by id) for the subjects that the globs name; without globs, for all."""

    rules: dict[str, RuleSetting]
    addresses: tuple[str, ...] = ()
    route: str | None = None


class PublicRoutes(Struct, frozen=True, eq=False):
    """Globs of routes that are meant to be public, and of the addresses at which they are (everywhere without)."""

    routes: tuple[str, ...]
    addresses: tuple[str, ...] = ()


class Config(Struct, frozen=True, eq=False):
    """A configuration in force. `rules` is by rule id; paths are joined with the folder of the file.

    `known` are all rules that it was read with: those that it was given and those of its `rules_dir`.
    """

    path: str = ""
    pack: str | None = None
    fail_on: str | None = None
    scope: str | None = None
    strict_unknown: bool | None = None
    format: str | None = None
    output: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    rules: dict[str, RuleSetting] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    rules_dir: tuple[str, ...] = ()
    public_routes: tuple[PublicRoutes, ...] = ()
    overrides: tuple[Override, ...] = ()
    known: Sequence[Any] = ()
    no_ignores: bool | None = None
    baseline: str | None = None
    var: tuple[tuple[str, Any], ...] = ()
    var_file: tuple[str, ...] = ()
    allow_outside: bool | None = None
    keep_going: bool | None = None
    recursive: bool | None = None
    jobs: int | None = None
    suppressions: Limits = Limits()


def find(folder: str = ".") -> str | None:
    """The configuration of a folder: its own, else that of the nearest folder above, up to the repository's root."""
    here = os.path.abspath(folder)
    while True:
        candidate = f"{here}/{FILE}"
        if os.path.isfile(candidate):
            return os.path.relpath(candidate)
        candidate = f"{here}/pyproject.toml"
        if _has_table(candidate):
            return os.path.relpath(candidate)
        above = os.path.dirname(here)
        if above == here or os.path.exists(f"{here}/.git"):
            return None
        here = above


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"apigw-check" in (content := file.read()) and _is_table(path, content)
    except OSError:
        return False


def _is_table(path: str, content: bytes) -> bool:
    import tomllib

    try:
        table = tomllib.loads(content.decode("utf-8")).get("tool", {})
    except ValueError as error:
        if b"[tool.apigw-check" in content:
            raise PolicyFileError(f"{path}: this is not TOML: {error}") from None
        return False
    return isinstance(table, dict) and _TABLE[1] in table


def load(
    path: str,
    rules: Sequence[Any],
    formats: Sequence[str] = ("text", "json", "sarif"),
    more: Callable[[Sequence[Any], Sequence[str]], Sequence[Any]] | None = None,
) -> Config:
    """Reads and checks a configuration file; raises `PolicyFileError`.

    `more` joins the rules with those of the folders that the file names.
    """
    from .document import read_toml, read_yaml
    from .schema import ConfigFile, validate

    document = read_toml(path, _TABLE) if path.endswith(".toml") else read_yaml(path)
    if document is None:
        raise PolicyFileError(f"{path}: there is no table [tool.apigw-check] in it")
    parsed = validate(ConfigFile, document)
    folder = os.path.dirname(path)
    own = tuple(joined(folder, name) for name in parsed.rules_dir)
    if own and more is not None:
        rules = more(rules, own)
    problems: list[str] = []
    for key, name in (("format", parsed.format), *(("output", name) for name, _ in parsed.output)):
        if name is not None and name not in formats:
            near = nearest(name, formats)
            hint = f" (did you mean {near}?)" if near else ""
            problems.append(
                f'{document.place((key,))}: {key} names the format "{name}"; allowed: {", ".join(formats)}{hint}'
            )
    settings = rule_settings(parsed.rules, document, rules, problems)
    waivers: list[Waiver] = []
    for index, entry in enumerate(parsed.waivers):
        place = document.place(("waivers", index))
        ids: list[str] = []
        for name in entry.rule:
            found = next((rule.id for rule in rules if name in (rule.id, rule.slug)), None)
            if found is None:
                problems.append(f"{document.place(('waivers', index, 'rule'))}: {unknown_rule(name, rules)}")
            else:
                ids.append(found)
        waivers.append(
            Waiver(
                tuple(ids),
                tuple(entry.address),
                entry.reason.strip(),
                entry.route,
                entry.owner,
                entry.until,
                place,
                entry.since,
                document.column(("waivers", index)),
            )
        )
    overrides = overrides_of(parsed.overrides, document, rules, problems)
    if problems:
        raise PolicyFileError("\n".join(problems))
    return Config(
        path=path,
        pack=joined(folder, parsed.pack) if parsed.pack and is_path(parsed.pack) else parsed.pack,
        fail_on=parsed.fail_on,
        scope=parsed.scope,
        strict_unknown=parsed.strict_unknown,
        format=parsed.format,
        output=tuple((name, file if file == "-" else joined(folder, file)) for name, file in parsed.output),
        source=joined(folder, parsed.source) if parsed.source else None,
        rules=settings,
        waivers=tuple(waivers),
        rules_dir=own,
        public_routes=public_routes_of(parsed.public_routes),
        overrides=overrides,
        known=rules,
        no_ignores=parsed.no_ignores,
        baseline=joined(folder, parsed.baseline) if parsed.baseline else None,
        var=tuple(parsed.var.items()),
        var_file=tuple(joined(folder, name) for name in parsed.var_file),
        allow_outside=parsed.allow_outside,
        keep_going=parsed.keep_going,
        recursive=parsed.recursive,
        jobs=parsed.jobs,
        suppressions=limits_of(parsed.suppressions),
    )


def limits_of(entry: Any) -> Limits:
    """The `suppressions` of a file."""
    return Limits(entry.max_days, entry.require_until, entry.require_owner) if entry is not None else Limits()


def public_routes_of(entries: Sequence[Any]) -> tuple[PublicRoutes, ...]:
    """The `public-routes` of a file."""
    return tuple(PublicRoutes(tuple(entry.route), tuple(entry.address or ())) for entry in entries)


def overrides_of(
    entries: Sequence[Any], document: Any, rules: Sequence[RuleLike], problems: list[str]
) -> tuple[Override, ...]:
    """The `overrides` of a file; what is wrong with them goes to `problems`."""
    found: list[Override] = []
    for index, entry in enumerate(entries):
        settings = rule_settings(entry.rules, document, rules, problems, ("overrides", index, "rules"))
        found.append(Override(settings, tuple(entry.address or ()), entry.route))
    return tuple(found)


def rule_settings(
    entries: dict[str, Any],
    document: Any,
    rules: Sequence[RuleLike],
    problems: list[str],
    path: KeyPath = ("rules",),
) -> dict[str, RuleSetting]:
    """Settings of rules by rule id, with their names and parameters checked; what is wrong goes to `problems`.

    `path` is where they stand in the file.
    """
    settings: dict[str, RuleSetting] = {}
    for name, entry in entries.items():
        place = document.place((*path, name))
        rule = next((rule for rule in rules if name in (rule.id, rule.slug)), None)
        if rule is None:
            problems.append(f"{place}: {unknown_rule(name, rules)}")
            continue
        if rule.id in settings:
            problems.append(f"{place}: {rule.id} ({rule.slug}) stands here twice, by id and by slug")
        for key, value in entry.params.items():
            if wrong := wrong_parameter(rule, key, value):
                full = (*path, name, "params", key)
                problems.append(f"{document.place(full)}: {key_name(full)}: {wrong}")
        controls = tuple(getattr(entry, "controls", ()))
        settings[rule.id] = RuleSetting(
            entry.severity, entry.enabled, entry.params, controls, place, getattr(entry, "ignorable", None)
        )
    return settings


def is_path(pack: str) -> bool:
    """Whether the name of a pack is the path of a file."""
    return "/" in pack or "\\" in pack or pack.endswith((".yaml", ".yml"))


def joined(folder: str, path: str) -> str:
    """A path that a file in `folder` names."""
    return os.path.normpath(os.path.join(folder, path))
