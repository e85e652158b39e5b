"""Functions on lists, maps and objects."""

from __future__ import annotations

from typing import Any

from ....model.value import Unknown
from .. import numbers, types
from ..awaited import is_identity
from ..values import FunctionError, HclList, HclMap, HclSet, NotEvaluatedError, Value, combined, first_unknown
from .define import Function, as_strings, same_kind
from .strings import characters

#: Terraform's own limit.
_LONGEST_RANGE = 1024
_MOST = 100_000


def _booleans(value: Value) -> list[Any]:
    items = types.in_order(value)
    return [item if isinstance(item, Unknown) or item is None else types.to_bool(item) for item in items]


def _alltrue(value: Value) -> Value:
    items = _booleans(value)
    if any(item is False or item is None for item in items):
        return False
    return combined(items) if first_unknown(items) is not None else True


def _anytrue(value: Value) -> Value:
    items = _booleans(value)
    if any(item is True for item in items):
        return True
    return combined(items) if first_unknown(items) is not None else False


def _chunklist(items: HclList, size: int) -> Value:
    if size < 0:
        raise FunctionError("the size of the chunks is negative")
    size = size or max(len(items), 1)
    return HclList(HclList(items[start : start + size]) for start in range(0, len(items), size))


def _coalesce(*given: Value) -> Value:
    if any(isinstance(value, Unknown) for value in given):
        # What stands before the first unknown decides, if its type needs no conversion.
        for value in given:
            if isinstance(value, Unknown):
                if is_identity(value) and all(isinstance(other, str | Unknown | None) for other in given):
                    return value
                return combined(*(value for value in given if isinstance(value, Unknown)))
            if isinstance(value, str) and value:
                return value
            if value is not None and value != "":
                return combined(*given)
    common = types.unify([types.type_of(value) for value in given])
    if common is None:
        raise FunctionError("the arguments have types that do not fit")
    for value in given:
        if value is not None and not (isinstance(found := types.convert(value, common), str) and not found):
            return types.convert(value, common)
    raise FunctionError("all arguments are null or empty")


def _coalescelist(*given: Any) -> Value:
    for items in given:
        if len(types.in_order(items)):
            return items
    raise FunctionError("all lists are empty")


def _concat(*given: Value) -> Value:
    kinds = [types.type_of(value) for value in given]
    if all(isinstance(value, HclList) for value in given) and (common := types.unify(kinds)) not in (None, "any"):
        return HclList(item for value in given for item in types.convert(value, common))
    found: list[Value] = []
    for value in given:
        if isinstance(value, HclSet) or not isinstance(value, list):
            raise FunctionError("a list or tuple is needed")
        found += value
    if len(found) > _MOST:
        raise NotEvaluatedError("a value that is too large")
    return found


def _contains(items: Value, wanted: Value) -> Value:
    if first_unknown(wanted) is not None:
        return combined(wanted)
    members = items.items if isinstance(items, HclSet) else types.in_order(items)
    same = [types.equal(item, wanted) for item in members]
    if True in same:
        return True
    if None in same:
        if first_unknown(members) is None:
            raise NotEvaluatedError("a comparison that depends on types")
        return combined(members)
    return False


def _distinct(items: HclList) -> HclList:
    if len(items) > types.MOST_COMPARED and not all(isinstance(item, str) for item in items):
        raise NotEvaluatedError("a value that is too large")
    if all(isinstance(item, str) for item in items):
        return HclList(dict.fromkeys(items))
    found = HclList()
    for item in items:
        same = [types.equal(item, other) for other in found]
        if None in same and True not in same:
            raise NotEvaluatedError("whether elements are the same")
        if True not in same:
            found.append(item)
    return found


def _element(items: Value, index: int) -> Value:
    if not isinstance(items, list):
        raise FunctionError("a list or tuple is needed")
    if not items:
        raise FunctionError("the list is empty")
    if index < 0 and index % len(items):
        raise FunctionError("the index is negative")
    return items[index % len(items)]


def _flatten(value: Value) -> Value:
    found: list[Value] = []
    pending = list(reversed(types.in_order(value)))
    while pending:
        item = pending.pop()
        if isinstance(item, list | HclSet):
            pending += reversed(types.in_order(item))
        elif isinstance(item, Unknown):
            # It may be a list itself.
            return combined(value)
        else:
            found.append(item)
        if len(found) > _MOST or len(pending) > _MOST:
            raise NotEvaluatedError("a value that is too large")
    return found


def _index(items: Value, wanted: Value) -> int:
    for place, item in enumerate(types.in_order(items)):
        same = types.equal(item, wanted)
        if same is None:
            raise NotEvaluatedError("a comparison that depends on types")
        if same:
            return place
    raise FunctionError("the list has no such element")


def _keys(value: dict[str, Any]) -> Value:
    return HclList(sorted(value)) if isinstance(value, HclMap) else sorted(value)


def _values(value: dict[str, Any]) -> Value:
    items = [value[key] for key in sorted(value)]
    return HclList(items) if isinstance(value, HclMap) else items


def _length(value: Value) -> Value:
    if isinstance(value, str):
        return len(characters(value))
    if isinstance(value, HclSet) and first_unknown(value) is not None:
        return combined(value)
    if isinstance(value, list | dict | HclSet):
        return len(value)
    raise FunctionError("a text, list or map is needed")


def _lookup(value: Any, key: Any, *default: Value) -> Value:
    if isinstance(value, Unknown) or isinstance(key, Unknown):
        return combined(value, key, *default)
    if key in value:
        return value[key]
    if not default:
        raise FunctionError("there is no element with this key")
    if isinstance(value, HclMap) and value:
        common = types.unify([types.type_of(item) for item in value.values()])
        return types.convert(default[0], common) if isinstance(common, str) else default[0]
    return default[0]


def _matchkeys(items: HclList, keys: HclList, wanted: HclList) -> HclList:
    if len(items) != len(keys):
        raise FunctionError("there are more or fewer keys than values")
    if len(keys) * len(wanted) > 1_000_000:
        raise NotEvaluatedError("a value that is too large")
    common = types.unify([types.type_of([*keys]), types.type_of([*wanted])])
    if common is None:
        raise FunctionError("the keys have types that do not fit")
    return HclList(
        item for item, key in zip(items, keys, strict=True) if any(types.equal(key, other) for other in wanted)
    )


def _merge(*given: Value) -> Value:
    parts = [value for value in given if value is not None]
    if any(not isinstance(value, dict) for value in parts):
        raise FunctionError("a map or object is needed")
    found = {key: item for value in parts for key, item in value.items()}
    if not parts:
        return {}
    kinds = [types.type_of(value) for value in parts]
    same = all(isinstance(value, HclMap) for value in parts) and all(kind == kinds[0] for kind in kinds)
    return HclMap(found) if same else found


def _one(value: Value) -> Value:
    items = value.items if isinstance(value, HclSet) else types.in_order(value)
    if len(items) > 1:
        raise FunctionError("the list has more than one element")
    return items[0] if items else None


def _range(*given: Any) -> HclList:
    start, stop, step = {1: (0, *given, None), 2: (*given, None)}.get(len(given), given)
    a, b = numbers.exact(start), numbers.exact(stop)
    by = numbers.exact(step) if step is not None else (1 if a <= b else -1)
    if not by or (b > a and by < 0) or (b < a and by > 0):
        raise FunctionError("the step is zero, or leads away from the end")
    found = HclList()
    while a < b if by > 0 else a > b:
        if len(found) >= _LONGEST_RANGE:
            raise FunctionError(f"there would be more than {_LONGEST_RANGE} elements")
        found.append(numbers.normal(a))
        a += by
    return found


def _reverse(value: Value) -> Value:
    return same_kind(value, list(reversed(types.in_order(value))))


def _slice(items: Value, start: int, stop: int) -> Value:
    if not isinstance(items, list):
        raise FunctionError("a list or tuple is needed")
    if not 0 <= start <= stop <= len(items):
        raise FunctionError("the start or the end is outside the list")
    return same_kind(items, list(items[start:stop]))


def _sort(items: HclList) -> HclList:
    if any(item is None for item in items):
        raise FunctionError("an element is null")
    return HclList(sorted(items))


def _sum(value: Value) -> Value:
    items = types.in_order(value)
    if not items:
        raise FunctionError("there are no elements")
    if any(item is None for item in items):
        raise FunctionError("an element is null")
    return numbers.normal(sum(numbers.exact(types.to_number(item)) for item in items) + numbers.exact(0))


def _transpose(value: dict[str, Any]) -> HclMap:
    found: dict[str, list[str]] = {}
    for key in sorted(value):
        for item in as_strings(value[key]):
            if item is None:
                raise FunctionError("an element is null")
            found.setdefault(item, []).append(key)
    return HclMap({key: HclList(sorted(found[key])) for key in sorted(found)})


def _zipmap(keys: HclList, items: Value) -> Value:
    if not isinstance(items, list) or len(keys) != len(items):
        raise FunctionError("there are more or fewer keys than values")
    if first_unknown(keys) is not None:
        return combined(keys)
    if any(key is None for key in keys):
        raise FunctionError("a key is null")
    found = dict(zip(keys, items, strict=True))
    return HclMap(found) if isinstance(items, HclList) else found


FUNCTIONS = {
    "alltrue": Function("z", _alltrue, partial=True),
    "anytrue": Function("z", _anytrue, partial=True),
    "chunklist": Function("Li", _chunklist, partial=True),
    "coalesce": Function("aa*", _coalesce, raw=True),
    "coalescelist": Function("zz*", _coalescelist, partial=True),
    "compact": Function("S", lambda items: HclList(item for item in items if item)),
    "concat": Function("zz*", _concat, partial=True),
    "contains": Function("zz", _contains, partial=True),
    "distinct": Function("L", _distinct),
    "element": Function("zi", _element, partial=True),
    "flatten": Function("z", _flatten, partial=True),
    "index": Function("za", _index),
    "keys": Function("m", _keys, partial=True),
    "length": Function("z", _length, partial=True),
    "lookup": Function("ms?a", _lookup, raw=True),
    "matchkeys": Function("LLL", _matchkeys),
    "merge": Function("a*", _merge, partial=True),
    "one": Function("z", _one, partial=True),
    "range": Function("n?nn", _range),
    "reverse": Function("z", _reverse, partial=True),
    "slice": Function("zii", _slice, partial=True),
    "sort": Function("S", _sort),
    "sum": Function("z", _sum),
    "transpose": Function("m", _transpose),
    "values": Function("m", _values, partial=True),
    "zipmap": Function("Sz", _zipmap, partial=True),
}
