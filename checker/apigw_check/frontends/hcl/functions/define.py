"""How a function is described, and what its arguments are converted to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct

from ....model.value import Unknown
from .. import types
from ..values import FunctionError, HclList, HclSet, Value


class Function(Struct, frozen=True):
    """A function: a letter for each parameter, `*` after the last one if it may be repeated or left out, `?` before
    those that may be left out.

    The letters: `s` string, `n` number, `i` whole number, `b` bool, `l` list, tuple or set (as a list), `L` list
    (tuples are converted), `S` list of strings, `m` map or object, `a` anything, `z` anything but null.
    """

    parameters: str
    body: Callable[..., Value]
    #: Takes arguments that hold unknowns.
    partial: bool = False
    #: Takes arguments that are unknown as a whole.
    raw: bool = False


def arguments(function: Function, given: list[Value]) -> list[Value]:
    """The arguments, converted to what the parameters are; raises `FunctionError`."""
    letters, least, repeated = _letters(function.parameters)
    if len(given) < least:
        raise FunctionError("an argument is missing")
    if len(given) > len(letters):
        if not repeated:
            raise FunctionError("it takes fewer arguments")
        letters += letters[-1] * (len(given) - len(letters))
    pairs = zip(letters[: len(given)], given, strict=True)
    return [value if isinstance(value, Unknown) else _CONVERT[letter](value) for letter, value in pairs]


@cache
def _letters(parameters: str) -> tuple[str, int, bool]:
    """The letters of the parameters, how many arguments there are at least, and whether the last one is repeated."""
    needed, _, optional = parameters.partition("?")
    repeated = parameters.endswith("*")
    least = len(needed.removesuffix("*")) - (repeated and not optional)
    return (needed + optional).removesuffix("*"), least, repeated


def _some(value: Value) -> Value:
    if value is None:
        raise FunctionError("an argument is null")
    return value


def _whole(value: Value) -> int:
    number = types.to_number(_some(value))
    if not isinstance(number, int):
        raise FunctionError("a whole number is needed")
    return number


def as_list(value: Value) -> HclList:
    """The elements of a list, tuple or set, as those of a list with one type."""
    items = types.in_order(_some(value))
    common = types.unify([types.type_of(item) for item in items])
    if common is None:
        raise FunctionError("the elements have types that do not fit")
    return HclList([types.convert(item, common) for item in items])


def as_strings(value: Value) -> HclList:
    """The elements of a list, tuple or set as texts; null stays null."""
    return HclList([types.convert(item, "string") for item in types.in_order(_some(value))])


def _mapping(value: Value) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FunctionError("a map or object is needed")
    return value


_CONVERT: dict[str, Callable[[Value], Value]] = {
    "s": lambda value: types.to_string(_some(value)),
    "n": lambda value: types.to_number(_some(value)),
    "i": _whole,
    "b": lambda value: types.to_bool(_some(value)),
    "l": lambda value: types.in_order(_some(value)),
    "L": as_list,
    "S": as_strings,
    "m": _mapping,
    "a": lambda value: value,
    "z": _some,
}


def same_kind(like: Value, items: list[Value]) -> Value:
    """A tuple if the value is one, else a list."""
    return HclList(items) if isinstance(like, HclList | HclSet) else items
