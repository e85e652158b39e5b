"""Values that Terraform expressions give, in Python.

`str`, `bool`, `None`, `int`, `float` (never for a whole number), and:

- `list` is a tuple, `HclList` a list; `dict` is an object, `HclMap` a map; `HclSet` is a set. Terraform tells them apart
  where it compares (`[] == tolist([])` is false), hence so do we; everything else may treat them as list and dict.
- `Unknown` stands for what is not known, also inside lists, objects and sets.
- `Sensitive` wraps a value that must not be printed, also inside lists and objects.

`plain` takes a value to what a plan's JSON has in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from ...model.value import Unknown

Value: TypeAlias = Any


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
        self.value = value.value if isinstance(value, Sensitive) else value

    def __repr__(self) -> str:
        return "Sensitive(...)"


class FunctionError(Exception):
    """Terraform itself would refuse the expression; the message says why (and holds no value of the configuration)."""


class NotEvaluatedError(Exception):
    """Terraform has a result, but it is not computed here; the message says why."""


def unmark(value: Value) -> tuple[Value, bool]:
    """The value without any `Sensitive` in it, and whether there was one."""
    if isinstance(value, Sensitive):
        return unmark(value.value)[0], True
    if isinstance(value, list | HclSet):
        pairs = [unmark(item) for item in value]
        if not any(marked for _, marked in pairs):
            return value, False
        items = [item for item, _ in pairs]
        return (HclSet(items) if isinstance(value, HclSet) else type(value)(items)), True
    if isinstance(value, dict):
        members = {key: unmark(item) for key, item in value.items()}
        if not any(marked for _, marked in members.values()):
            return value, False
        return type(value)({key: item for key, (item, _) in members.items()}), True
    return value, False


def first_unknown(value: Value) -> Unknown | None:
    """The first `Unknown` in the value, at any depth; None where all of it is known."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Sensitive):
        return first_unknown(value.value)
    items: Any = value.values() if isinstance(value, dict) else value if isinstance(value, list | HclSet) else ()
    for item in items:
        if (found := first_unknown(item)) is not None:
            return found
    return None


def unknowns(value: Value) -> list[Unknown]:
    """All `Unknown` in the value, at any depth, in its order."""
    if isinstance(value, Unknown):
        return [value]
    if isinstance(value, Sensitive):
        return unknowns(value.value)
    items: Any = value.values() if isinstance(value, dict) else value if isinstance(value, list | HclSet) else ()
    return [found for item in items for found in unknowns(item)]


def plain(value: Value) -> Any:
    """The value as a plan's JSON has it: plain lists and dicts, sets as lists, without marks; unknowns stay."""
    if isinstance(value, Sensitive):
        return plain(value.value)
    if isinstance(value, list | HclSet):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
