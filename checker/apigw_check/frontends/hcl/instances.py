"""How often a block is there: `count` and `for_each`, and the addresses that Terraform gives the instances."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from ...model.value import Unknown
from .evaluate import Diagnostic, Scope, evaluate
from .keys import quoted
from .syntax import Body
from .values import HclSet, NotEvaluatedError, Value, unmark

#: More instances of one block than anyone has.
MOST_INSTANCES = 10_000

InstanceKey = Any


class Repetition(Struct, eq=False):
    """The instances of a block. `kind` is `single`, `count`, `for_each` or `unknown` (with its `reason`).

    `values` are what `each.value` is, by key; of a single block and of an unknown one, the only key is None.
    """

    kind: str = "single"
    values: dict[InstanceKey, Value] = field(default_factory=lambda: {None: None})
    reason: str = ""


def repetition(body: Body, scope: Scope, diagnostics: list[Diagnostic]) -> Repetition:
    """How often a resource, data source or module call is there."""
    for name, method in (("count", _count), ("for_each", _for_each)):
        attribute = body.attributes.get(name)
        if attribute is not None:
            value, _ = unmark(evaluate(attribute.expression, scope, diagnostics))
            if isinstance(value, Unknown):
                return _unknown(name, value.reason)
            try:
                return method(value)
            except NotEvaluatedError as error:
                return _unknown(name, str(error))
    return Repetition()


def _unknown(name: str, reason: str) -> Repetition:
    return Repetition("unknown", {None: Unknown(reason)}, f"whether it is there is not known: its {name}: {reason}")


def _count(value: Value) -> Repetition:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise NotEvaluatedError("is no whole number")
    if value > MOST_INSTANCES:
        raise NotEvaluatedError(f"is more than {MOST_INSTANCES:,}")
    return Repetition("count", dict.fromkeys(range(value)))


def _for_each(value: Value) -> Repetition:
    if isinstance(value, dict):
        found: dict[InstanceKey, Value] = dict(value)
    elif isinstance(value, HclSet):
        found = {}
        for item in value:
            if isinstance(item, Unknown):
                raise NotEvaluatedError(item.reason)
            if not isinstance(item, str):
                raise NotEvaluatedError("is no set of texts")
            found[item] = item
    else:
        raise NotEvaluatedError("is no map and no set of texts")
    if len(found) > MOST_INSTANCES:
        raise NotEvaluatedError(f"has more than {MOST_INSTANCES:,} members")
    return Repetition("for_each", dict(sorted(found.items())))


def address_key(key: InstanceKey) -> str:
    """A key as it stands in an address."""
    if key is None:
        return ""
    return f"[{key}]" if isinstance(key, int) else f"[{quoted(key)}]"


def each_of(repeated: Repetition, key: InstanceKey) -> dict[str, Value] | None:
    """What `each` stands for in an instance; None where the block has no `for_each`."""
    if repeated.kind == "unknown":
        unknown = repeated.values[None]
        return {"key": unknown, "value": unknown}
    if repeated.kind != "for_each":
        return None
    return {"key": key, "value": repeated.values[key]}
