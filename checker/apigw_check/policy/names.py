"""Names of rules and the types of their parameters, with the nearest known name for a wrong one.

The protocols say what is needed of a rule, since `policy` knows nothing of the package `rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeAlias, TypeVar

from . import PolicyFileError

#: From the worst to the mildest.
SEVERITIES = ("critical", "high", "medium", "low", "info")
#: The grades that rules carry. Each contains those before it.
GRADES = ("recommended", "strict")
#: Where something stands in a file: keys, and indexes of lists.
KeyPath: TypeAlias = tuple[str | int, ...]


class ParamLike(Protocol):
    """A declared parameter of a rule."""

    @property
    def name(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def default(self) -> Any: ...  # noqa: D102 - the class says it


class RuleLike(Protocol):
    """What packs and configurations need to know of a rule."""

    @property
    def id(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def slug(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def severity(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def pack(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def params(self) -> Sequence[ParamLike]: ...  # noqa: D102 - the class says it


R = TypeVar("R", bound=RuleLike)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that the word was probably meant to be."""
    from difflib import SequenceMatcher

    meant = word.casefold().replace("_", "-")
    best, rank = None, (0.6, 0)
    for name in known:
        candidate = name.casefold().replace("_", "-")
        common = _alike(meant, candidate)  # what was typed first is the surest
        found = (SequenceMatcher(None, meant, candidate).ratio(), common)
        if found > rank:
            best, rank = name, found
    return best


def _alike(one: str, other: str) -> int:
    """How many characters two words have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def suggestion(word: str, known: Sequence[str]) -> str:
    """The end of a message about a wrong name: the nearest known one, or all of them where none is near."""
    near = nearest(word, known)
    if near is not None:
        return f"did you mean {near}?"
    return f"known: {', '.join(known)}" if known else "there is none here"


def find_rule(name: str, rules: Sequence[R]) -> R:
    """The rule with that id or slug; raises `PolicyFileError` with the nearest name."""
    for rule in rules:
        if name in (rule.id, rule.slug):
            return rule
    raise PolicyFileError(unknown_rule(name, rules))


def unknown_rule(name: str, rules: Sequence[RuleLike]) -> str:
    """The message for the name of a rule that does not exist."""
    near = nearest(name, [known for rule in rules for known in (rule.id, rule.slug)])
    for rule in rules:
        if near == rule.id:
            return f'there is no rule "{name}"; did you mean {rule.id} ({rule.slug})?'
        if near == rule.slug:
            return f'there is no rule "{name}"; did you mean {rule.slug} ({rule.id})?'
    return f'there is no rule "{name}"; `apigw-check rules` lists them'


def wrong_parameter(rule: RuleLike, name: str, value: object) -> str | None:
    """What is wrong with a parameter's value, or None. Its type has to be that of the declared default."""
    for param in rule.params:
        if param.name == name:
            expected = _expected(param.default)
            return None if _fits(value, param.default) else f"must be {expected}, not {shown(value)}"
    names = [param.name for param in rule.params]
    if not names:
        return f"{rule.id} has no parameters"
    return f"{rule.id} has no such parameter; {suggestion(name, names)}"


def _fits(value: object, default: object) -> bool:
    if isinstance(default, list | tuple):
        pattern = default[0] if default else ""
        return isinstance(value, list) and all(_fits(item, pattern) for item in value)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))


def _expected(default: object) -> str:
    if isinstance(default, list | tuple):
        pattern = default[0] if default else ""
        return {str: "a list of texts", int: "a list of whole numbers"}.get(type(pattern), "a list of numbers")
    return {bool: "true or false", int: "a whole number", float: "a number"}.get(type(default), "a text")


def shown(value: object) -> str:
    """A value of a file as a message shows it: short, on one line."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return f'"{text}"' if isinstance(value, str) else text


def key_name(path: KeyPath) -> str:
    """A key path as people write it: `waivers[0].reason`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
