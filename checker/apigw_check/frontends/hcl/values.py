"""Values that Terraform expressions give, in Python.

`str`, `bool`, `None`, `int`, `float` (never for a whole number), and:

- `list` is a tuple, `HclList` a list; `dict` is an object, `HclMap` a map; `HclSet` is a set. Terraform tells them
  apart where it compares (`[] == tolist([])` is false), hence so do we; others may take them for list and dict.
- `Unknown` stands for what is not known, also inside lists, objects and sets.
- `Sensitive` wraps a value that must not be printed, also inside lists and objects.

`plain` takes a value to what a plan's JSON has in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from ...model.value import Unknown

Value: TypeAlias = Any

#: A value of more parts than this is not computed.
LARGEST = 500_000
#: Nor is a text of more characters.
LONGEST = 10_000_000
#: What has no parts: most values are one of these, and asking for the exact type is many times faster than isinstance.
SCALARS = frozenset({str, int, float, bool, type(None)})


class HclList(list[Any]):
    """A list (all elements have one type), not a tuple."""

    __slots__ = ()


class HclMap(dict[str, Any]):
    """A map (all elements have one type), not an object."""

    __slots__ = ()


class HclSet:
    """A set: its elements without repetition, in Terraform's order where they are strings."""

    __slots__ = ("items",)

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"HclSet({self.items!r})"


class Sensitive:
    """A value that must not be printed."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value: Any = value.value if isinstance(value, Sensitive) else value

    def __repr__(self) -> str:
        return "Sensitive(...)"


class FunctionError(Exception):
    """Terraform itself would refuse the expression; the message says why (and holds no value of the configuration)."""


class NotEvaluatedError(Exception):
    """Terraform has a result, but it is not computed here; the message says why."""


def walk(value: Value) -> Iterator[Value]:
    """Everything in a value, itself included, without recursion; raises `NotEvaluatedError` where that is too much."""
    pending = [value]
    count = 0
    while pending:
        count += 1
        if count > LARGEST:
            raise NotEvaluatedError("a value that is too large")
        item = pending.pop()
        yield item
        if isinstance(item, Sensitive):
            pending.append(item.value)
        elif isinstance(item, dict):
            pending += reversed(item.values())
        elif isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, HclSet):
            pending += reversed(item.items)


def unmark(value: Value) -> tuple[Value, bool]:
    """The value without any `Sensitive` in it, and whether there was one."""
    if type(value) in SCALARS or _first(value, Sensitive) is None:
        return value, False
    return _bare(value), True


def _bare(value: Value) -> Value:
    if isinstance(value, Sensitive):
        return _bare(value.value)
    if isinstance(value, HclSet):
        return HclSet([_bare(item) for item in value])
    if isinstance(value, list):
        return type(value)(_bare(item) for item in value)
    if isinstance(value, dict):
        return type(value)({key: _bare(item) for key, item in value.items()})
    return value


def first_unknown(value: Value) -> Unknown | None:
    """The first `Unknown` in the value, at any depth; None where all of it is known."""
    return None if type(value) in SCALARS else _first(value, Unknown)


def measure(value: Value) -> None:
    """Raises `NotEvaluatedError` for a value that is too large."""
    if type(value) not in SCALARS:
        _first(value, ())


def _first(value: Value, kind: Any) -> Any:
    """The first part of a kind, in the order of `walk`, which does the same more slowly."""
    pending = [value]
    count = 1
    while pending:
        item = pending.pop()
        if isinstance(item, kind):
            return item
        if isinstance(item, Sensitive):
            pending.append(item.value)
            continue
        if isinstance(item, HclSet):
            item = item.items
        elif isinstance(item, dict):
            item = item.values()
        elif not isinstance(item, list):
            continue
        count += len(item)
        if count > LARGEST:
            raise NotEvaluatedError("a value that is too large")
        pending += [part for part in reversed(item) if type(part) not in SCALARS]
    return None


def combined(*values: Value) -> Unknown:
    """The unknown that something made of values is, at least one of which holds an unknown."""
    found = [item for value in values for item in walk(value) if isinstance(item, Unknown)]
    references = tuple(dict.fromkeys(name for unknown in found for name in unknown.references))
    return Unknown(found[0].reason if found else "it is not known", references)


def plain(value: Value) -> Any:
    """The value as a plan's JSON has it: plain lists and dicts, sets as lists, without marks; unknowns stay."""
    if isinstance(value, Sensitive):
        return plain(value.value)
    if isinstance(value, list | HclSet):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
