"""Terraform's types: which one a value has, which one several have in common, and conversions.

A type is "string", "number", "bool", "any" (not known), or a pair: ("list", T), ("set", T), ("map", T),
("tuple", (T, ...)), ("object", {name: T}). As Terraform writes them in JSON, pairs are lists and "any" is "dynamic".
In a type constraint the members of objects may be `Optional`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from msgspec import Struct

from ...model.value import Unknown
from . import numbers, tree
from .values import FunctionError, HclList, HclMap, HclSet, NotEvaluatedError, Sensitive, Value

Type: TypeAlias = Any

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,9})?", re.ASCII)
#: Elements that are not scalars are compared with each other up to this number.
MOST_COMPARED = 500
_SCALARS = ("string", "number", "bool")
_ANY = ("any", "dynamic")
#: Types are not nested deeper than this.
_DEEPEST = 40


class Optional(Struct, frozen=True):
    """An optional member of an object type, and the expression of its default."""

    type: Type
    default: tree.Expression | None = None


#: What evaluates the expression of a default.
Default: TypeAlias = Callable[[tree.Expression], Value]


def type_of(value: Value) -> Type:
    """The type of a value: "any" for null, for what is unknown, and for the elements of what is empty."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "string"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, Sensitive):
        return type_of(value.value)
    if isinstance(value, HclList | HclSet):
        return ("list" if isinstance(value, HclList) else "set", unify([type_of(item) for item in value]) or "any")
    if isinstance(value, HclMap):
        return ("map", unify([type_of(item) for item in value.values()]) or "any")
    if isinstance(value, list):
        return ("tuple", tuple(type_of(item) for item in value))
    if isinstance(value, dict):
        return ("object", {key: type_of(item) for key, item in value.items()})
    return "any"


def unify(types: Sequence[Type]) -> Type | None:
    """The type that values of these types are converted to where they meet; None where there is none."""
    wanted = [type_ for type_ in types if type_ != "any"]
    if not wanted:
        return "any"
    if all(type_ == wanted[0] for type_ in wanted):
        return wanted[0]
    if all(type_ in _SCALARS for type_ in wanted):
        return "string" if "string" in wanted else None
    kinds = {type_ if isinstance(type_, str) else type_[0] for type_ in wanted}
    if kinds <= {"list", "tuple"} or kinds <= {"set", "list", "tuple"}:
        return _sequence(wanted, kinds)
    if kinds <= {"map", "object"}:
        return _mapping(wanted, kinds)
    return None


def _sequence(types: Sequence[Type], kinds: set[str]) -> Type | None:
    if kinds == {"tuple"} and len({len(type_[1]) for type_ in types}) == 1:
        parts = [unify(column) for column in zip(*(type_[1] for type_ in types), strict=True)]
        return None if None in parts else ("tuple", tuple(parts))
    elements = [inner for type_ in types for inner in (type_[1] if type_[0] == "tuple" else (type_[1],))]
    inner = unify(elements)
    return None if inner is None else ("set" if "set" in kinds else "list", inner)


def _mapping(types: Sequence[Type], kinds: set[str]) -> Type | None:
    if kinds == {"object"} and all(type_[1].keys() == types[0][1].keys() for type_ in types):
        parts = {key: unify([type_[1][key] for type_ in types]) for key in types[0][1]}
        return None if None in parts.values() else ("object", parts)
    elements = [inner for type_ in types for inner in (type_[1].values() if type_[0] == "object" else (type_[1],))]
    inner = unify(elements)
    return None if inner is None else ("map", inner)


def convert(value: Value, type_: Type, default: Default | None = None, depth: int = 0) -> Value:
    """The value as one of the type; raises `FunctionError` where Terraform has no conversion.

    `default` evaluates the defaults of optional members, which are left out without it.
    """
    if isinstance(value, Sensitive):
        return Sensitive(convert(value.value, type_, default, depth))
    if type_ in _ANY or value is None or isinstance(value, Unknown) or depth > _DEEPEST:
        return value
    if isinstance(type_, str):
        return {"string": to_string, "number": to_number, "bool": to_bool}[type_](value)
    kind, inner = type_
    if kind in ("map", "object"):
        if not isinstance(value, dict):
            raise FunctionError("a map is needed" if kind == "map" else "an object is needed")
        if kind == "object":
            return _object(value, inner, default, depth)
        return HclMap({key: convert(item, inner, default, depth + 1) for key, item in value.items()})
    if not isinstance(value, list | HclSet):
        raise FunctionError(f"a {kind} is needed")
    items = in_order(value) if kind != "set" else list(value)
    if kind == "tuple":
        if len(items) != len(inner):
            raise FunctionError("a tuple of another length is needed")
        return [convert(item, part, default, depth + 1) for item, part in zip(items, inner, strict=True)]
    converted = [convert(item, inner, default, depth + 1) for item in items]
    return HclList(converted) if kind == "list" else make_set(converted)


def _object(value: dict[str, Value], members: dict[str, Type], default: Default | None, depth: int) -> dict[str, Value]:
    if missing := sorted(name for name in members.keys() - value.keys() if not isinstance(members[name], Optional)):
        raise FunctionError(f'the attribute "{missing[0]}" is needed')
    found: dict[str, Value] = {}
    for name, wanted in members.items():
        given = value.get(name)
        if isinstance(wanted, Optional):
            if given is None and wanted.default is not None and default is not None:
                given = default(wanted.default)
            wanted = wanted.type
        found[name] = convert(given, wanted, default, depth + 1)
    return found


def to_string(value: Value) -> str:
    """The value as a text; raises `FunctionError` for what is no string, number or boolean."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return numbers.text(value)
    raise FunctionError("a string is needed")


def to_number(value: Value) -> int | float:
    """The value as a number; raises `FunctionError`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        if value.startswith("-") and not Decimal(value):
            raise NotEvaluatedError("a negative zero")
        return numbers.normal(Decimal(value))
    raise FunctionError("a number is needed")


def to_bool(value: Value) -> bool:
    """The value as a boolean; raises `FunctionError`."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in ("true", "1", "false", "0"):
        return value in ("true", "1")
    raise FunctionError("a bool is needed")


def in_order(value: Value) -> list[Value]:
    """The elements of a list, tuple or set in Terraform's order; raises `NotEvaluatedError` where that is not known."""
    if isinstance(value, HclSet):
        items = value.items
        if len(items) > 1 and not all(isinstance(item, str | int | float) for item in items):
            raise NotEvaluatedError("the order of a set whose elements are no texts or numbers")
        return items
    if isinstance(value, list):
        return value
    raise FunctionError("a list, tuple or set is needed")


def make_set(items: Sequence[Value]) -> HclSet:
    """A set of elements of one type: each once, scalars in Terraform's order."""
    scalars = [item for item in items if isinstance(item, str | int | float)]
    if len(scalars) == len(items):
        return HclSet(sorted(dict.fromkeys(scalars)))
    if len(items) > MOST_COMPARED:
        raise NotEvaluatedError("a set that is too large")
    found: list[Value] = []
    for item in items:
        for other in found:
            same = equal(item, other)
            if same is None:
                raise NotEvaluatedError("whether elements of a set are the same")
            if same:
                break
        else:
            found.append(item)
    return HclSet(found)


def equal(left: Value, right: Value) -> bool | None:
    """Whether two values without marks are equal, as `==` has it; None where that cannot be told."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if left is None or right is None:
        return left is right
    if isinstance(left, list | dict | HclSet) and isinstance(right, list | dict | HclSet):
        return _equal_collections(left, right)
    a, b = type_of(left), type_of(right)
    return bool(a == b and left == right)


def _equal_collections(left: Any, right: Any) -> bool | None:
    kinds = (HclSet, HclList, list, HclMap, dict)
    if next(kind for kind in kinds if isinstance(left, kind)) is not next(k for k in kinds if isinstance(right, k)):
        return False
    if isinstance(left, HclSet):
        return _equal_sets(left, right)
    if isinstance(left, list):
        if len(left) != len(right):
            return False if type(left) is list or (left and right) else None
        pairs: list[tuple[Any, Any]] = list(zip(left, right, strict=True))
    else:
        if left.keys() != right.keys():
            return False if type(left) is dict or (left and right) else None
        pairs = [(left[key], right[key]) for key in left]
    if not pairs:
        # Whether empty lists are equal depends on the type that their elements would have.
        return True if type(left) in (list, dict) else None
    found = [equal(a, b) for a, b in pairs]
    return False if False in found else None if None in found else True


def _equal_sets(left: HclSet, right: HclSet) -> bool | None:
    if not left.items or not right.items:
        return None
    if len(left) != len(right):
        return False
    if len(left) > MOST_COMPARED:
        raise NotEvaluatedError("a set that is too large")
    found = [[equal(a, b) for b in right] for a in left]
    if any(None in row for row in found):
        return None
    return all(True in row for row in found)
