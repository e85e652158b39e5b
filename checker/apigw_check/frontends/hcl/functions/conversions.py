"""Conversions between types."""

from __future__ import annotations

from collections.abc import Callable

from .. import types
from ..values import FunctionError, HclMap, HclSet, Value, combined, first_unknown
from .define import Function, as_list


def _scalar(convert: Callable[[Value], Value]) -> Function:
    return Function("a", lambda value: None if value is None else convert(value))


def _tolist(value: Value) -> Value:
    return None if value is None else as_list(value)


def _toset(value: Value) -> Value:
    if value is None or isinstance(value, HclSet):
        return value
    if isinstance(value, dict):
        raise FunctionError("a list, tuple or set is needed")
    if first_unknown(value) is not None:
        # Unknown elements may be the same as others.
        return combined(value)
    return types.make_set(as_list(value))


def _tomap(value: Value) -> Value:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise FunctionError("a map or object is needed")
    common = types.unify([types.type_of(item) for item in value.values()])
    if common is None:
        raise FunctionError("the elements have types that do not fit")
    return HclMap({key: types.convert(item, common) for key, item in value.items()})


FUNCTIONS = {
    "tobool": _scalar(types.to_bool),
    "tolist": Function("a", _tolist, partial=True),
    "tomap": Function("a", _tomap, partial=True),
    "tonumber": _scalar(types.to_number),
    "toset": Function("a", _toset, partial=True),
    "tostring": _scalar(types.to_string),
}
