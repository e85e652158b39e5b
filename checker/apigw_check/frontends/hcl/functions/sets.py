"""Functions on sets."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

from .. import types
from ..values import FunctionError, HclList, HclSet, NotEvaluatedError, Value
from .define import Function, as_list

_MOST = 100_000


def _sets(given: tuple[Any, ...]) -> list[HclSet]:
    """The arguments as sets of one type."""
    lists = [types.in_order(value) if not isinstance(value, HclSet) else value.items for value in given]
    common = types.unify([types.type_of(item) for items in lists for item in items])
    if common is None:
        raise FunctionError("the elements have types that do not fit")
    return [types.make_set([types.convert(item, common) for item in items]) for items in lists]


def _member_of(found: HclSet) -> Callable[[Value], bool]:
    """A test for the elements of a set, which are all of one type."""
    if all(isinstance(item, str | int | float) for item in found):
        scalars = frozenset(found)
        return lambda item: item in scalars
    return lambda item: _has(found, item)


def _has(found: HclSet, item: Value) -> bool:
    if len(found) > types.MOST_COMPARED:
        raise NotEvaluatedError("a set that is too large")
    same = [types.equal(item, other) for other in found]
    if True in same:
        return True
    if None in same:
        raise NotEvaluatedError("whether elements of a set are the same")
    return False


def _union(*given: Any) -> HclSet:
    return types.make_set([item for items in _sets(given) for item in items])


def _intersection(*given: Any) -> HclSet:
    first, *others = _sets(given)
    tests = [_member_of(other) for other in others]
    return HclSet([item for item in first if all(test(item) for test in tests)])


def _subtract(left: Any, right: Any) -> HclSet:
    first, second = _sets((left, right))
    test = _member_of(second)
    return HclSet([item for item in first if not test(item)])


def _product(*given: Any) -> Value:
    if len(given) < 2:
        raise FunctionError("two arguments are needed")
    if any(value is None for value in given):
        raise FunctionError("an argument is null")
    lists = [as_list(value) for value in given]
    if math.prod(len(items) for items in lists) > _MOST:
        raise NotEvaluatedError("a value that is too large")
    rows = [list(row) for row in itertools.product(*lists)]
    return types.make_set(rows) if all(isinstance(value, HclSet) for value in given) else HclList(rows)


FUNCTIONS = {
    "setintersection": Function("zz*", _intersection),
    "setproduct": Function("a*", _product),
    "setsubtract": Function("zz", _subtract),
    "setunion": Function("zz*", _union),
}
