"""Conversions to the types that variables and the provider's schema ask for.

Types are written as Terraform writes them in JSON: `"string"`, `["list", "string"]`, `["object", {...}]`; objects of a
type constraint carry `Optional` members, and a type that could not be read is `"dynamic"`, which changes nothing.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from ...model.value import Unknown
from . import tree
from .types import make_set, to_bool, to_number, to_string
from .values import FunctionError, HclList, HclMap, HclSet, Sensitive, Value

_KINDS = ("list", "set", "map")
#: Types are not nested deeper than this.
_DEEPEST = 40


class Optional(Struct, frozen=True):
    """An optional member of an object type, and the expression of its default."""

    type: Any
    default: tree.Expression | None = None


def type_of(expression: tree.Expression | None, depth: int = 0) -> Any:
    """The type that the argument `type` of a variable names."""
    if depth > _DEEPEST:
        return "dynamic"
    if isinstance(expression, tree.Parenthesised):
        return type_of(expression.inner, depth + 1)
    if isinstance(expression, tree.Name):
        name = expression.name
        return name if name in ("string", "number", "bool") else [name, "dynamic"] if name in _KINDS else "dynamic"
    if isinstance(expression, tree.Literal) and isinstance(expression.value, str):
        return _quoted(expression.value, depth)
    if not isinstance(expression, tree.Call) or not expression.arguments:
        return "dynamic"
    first = expression.arguments[0]
    if expression.name in _KINDS:
        return [expression.name, type_of(first, depth + 1)]
    if expression.name == "tuple" and isinstance(first, tree.Tuple):
        return ["tuple", [type_of(item, depth + 1) for item in first.items]]
    if expression.name == "object" and isinstance(first, tree.Object):
        members = {}
        for key, inner in first.items:
            if isinstance(key, tree.Literal) and isinstance(key.value, str):
                members[key.value] = _member(inner, depth + 1)
        return ["object", members]
    return "dynamic"


def _quoted(text: str, depth: int) -> Any:
    """The type that a text holds: Terraform's JSON has no other way to write one."""
    from .syntax import parse

    if depth or "\n" in text:
        return "dynamic"
    attribute = parse(f"type = {text}\n".encode(errors="replace"), "").body.attributes.get("type")
    expression = attribute.expression if attribute is not None else None
    return "dynamic" if isinstance(expression, tree.Literal) else type_of(expression)


def _member(expression: tree.Expression, depth: int) -> Any:
    if isinstance(expression, tree.Call) and expression.name == "optional" and expression.arguments:
        default = expression.arguments[1] if len(expression.arguments) > 1 else None
        return Optional(type_of(expression.arguments[0], depth), default)
    return type_of(expression, depth)


def convert(value: Value, type_: Any, default: Any = None, depth: int = 0) -> Value:
    """The value as the type has it. Raises `FunctionError`; `default` evaluates the defaults of optional members."""
    if isinstance(value, Sensitive):
        return Sensitive(convert(value.value, type_, default, depth))
    if value is None or isinstance(value, Unknown) or type_ == "dynamic" or depth > _DEEPEST:
        return value
    if isinstance(type_, str):
        return {"string": to_string, "number": to_number, "bool": to_bool}[type_](value)
    kind, inner = type_
    if kind == "map":
        if not isinstance(value, dict):
            raise FunctionError("a map is needed")
        return HclMap({key: convert(item, inner, default, depth + 1) for key, item in value.items()})
    if kind == "object":
        return _object(value, inner, default, depth)
    if not isinstance(value, list | HclSet):
        raise FunctionError(f"a {kind} is needed")
    if kind == "tuple":
        return [convert(item, one, default, depth + 1) for item, one in zip(value, inner, strict=False)]
    items = [convert(item, inner, default, depth + 1) for item in value]
    return make_set(items) if kind == "set" else HclList(items)


def _object(value: Value, members: dict[str, Any], default: Any, depth: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FunctionError("an object is needed")
    found: dict[str, Any] = {}
    for name, wanted in members.items():
        optional = isinstance(wanted, Optional)
        type_ = wanted.type if optional else wanted
        given = value.get(name)
        if name not in value and not optional:
            raise FunctionError(f"the attribute {name} is missing")
        if given is None and optional and wanted.default is not None and default is not None:
            given = default(wanted.default)
        found[name] = convert(given, type_, default, depth + 1)
    return found
