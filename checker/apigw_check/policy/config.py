"""The configuration file: `.apigw-check.yaml`, or `[tool.apigw-check]` in a pyproject.toml."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from . import PolicyFileError
from .names import RuleLike, nearest, unknown_rule, wrong_parameter
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


class Config(Struct, frozen=True, eq=False):
    """A configuration in force. `rules` is by rule id; paths are joined with the folder of the file."""

    path: str = ""
    pack: str | None = None
    fail_on: str | None = None
    strict_unknown: bool | None = None
    format: str | None = None
    output: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    rules: dict[str, RuleSetting] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


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


def load(path: str, rules: Sequence[RuleLike], formats: Sequence[str] = ("text", "json", "sarif")) -> Config:
    """Reads and checks a configuration file; raises `PolicyFileError`."""
    from .document import read_toml, read_yaml
    from .schema import ConfigFile, validate

    document = read_toml(path, _TABLE) if path.endswith(".toml") else read_yaml(path)
    if document is None:
        raise PolicyFileError(f"{path}: there is no table [tool.apigw-check] in it")
    parsed = validate(ConfigFile, document)
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
            Waiver(tuple(ids), tuple(entry.address), entry.reason.strip(), entry.route, entry.owner, entry.until, place)
        )
    if problems:
        raise PolicyFileError("\n".join(problems))
    folder = os.path.dirname(path)
    return Config(
        path=path,
        pack=joined(folder, parsed.pack) if parsed.pack and is_path(parsed.pack) else parsed.pack,
        fail_on=parsed.fail_on,
        strict_unknown=parsed.strict_unknown,
        format=parsed.format,
        output=tuple((name, file if file == "-" else joined(folder, file)) for name, file in parsed.output),
        source=joined(folder, parsed.source) if parsed.source else None,
        rules=settings,
        waivers=tuple(waivers),
    )


def rule_settings(
    entries: dict[str, Any], document: Any, rules: Sequence[RuleLike], problems: list[str]
) -> dict[str, RuleSetting]:
    """The `rules` of a file by rule id, with their names and parameters checked; what is wrong goes to `problems`."""
    settings: dict[str, RuleSetting] = {}
    for name, entry in entries.items():
        place = document.place(("rules", name))
        rule = next((rule for rule in rules if name in (rule.id, rule.slug)), None)
        if rule is None:
            problems.append(f"{place}: {unknown_rule(name, rules)}")
            continue
        if rule.id in settings:
            problems.append(f"{place}: {rule.id} ({rule.slug}) stands here twice, by id and by slug")
        for key, value in entry.params.items():
            if wrong := wrong_parameter(rule, key, value):
                problems.append(f"{document.place(('rules', name, 'params', key))}: rules.{name}.params.{key}: {wrong}")
        controls = tuple(getattr(entry, "controls", ()))
        settings[rule.id] = RuleSetting(entry.severity, entry.enabled, entry.params, controls, place)
    return settings


def is_path(pack: str) -> bool:
    """Whether the name of a pack is the path of a file."""
    return "/" in pack or "\\" in pack or pack.endswith((".yaml", ".yml"))


def joined(folder: str, path: str) -> str:
    """A path that a file in `folder` names."""
    return os.path.normpath(os.path.join(folder, path))
