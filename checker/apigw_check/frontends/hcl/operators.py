"""Operators, templates and the choice between two values, for values without marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...model.holes import Awaited, PartlyKnown
from ...model.value import Unknown
from . import numbers
from .awaited import bare, is_identity
from .types import convert, equal, to_bool, to_number, to_string, type_of, unify
from .values import LONGEST, FunctionError, NotEvaluatedError, Value, combined, first_unknown


def unary(operator: str, value: Value) -> Value:
    """`!value` or `-value`."""
    if isinstance(value, Unknown):
        return bare(value)
    if value is None:
        raise FunctionError("the operand is null")
    return not to_bool(value) if operator == "!" else -to_number(value)


def binary(operator: str, left: Value, right: Value) -> Value:
    """`left operator right`, but for `&&` and `||` with what decides alone."""
    if operator in ("==", "!="):
        return _compare(operator, left, right)
    if operator in ("&&", "||"):
        return _logical(operator, left, right)
    if left is None or right is None:
        raise FunctionError("an operand is null")
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return combined(left, right)
    a, b = numbers.exact(to_number(left)), numbers.exact(to_number(right))
    if operator in ("<", "<=", ">", ">="):
        return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]
    if operator in ("/", "%") and not b:
        raise FunctionError("a division by zero")
    if operator == "%":
        # The sign is that of the dividend.
        return numbers.normal(a - b * _truncated(a / b))
    return numbers.normal({"+": a + b, "-": a - b, "*": a * b}[operator] if operator != "/" else a / b)


def _truncated(number: Any) -> int:
    return int(number)


def _compare(operator: str, left: Value, right: Value) -> Value:
    same = equal(left, right)
    if same is None and any(_is_nothing(a) and is_identity(b) for a, b in ((left, right), (right, left))):
        same = False
    if same is None:
        if first_unknown([left, right]) is None:
            raise NotEvaluatedError("a comparison that depends on the types of what is empty")
        return combined(left, right)
    return same == (operator == "==")


def _is_nothing(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value)


def _logical(operator: str, left: Value, right: Value) -> Value:
    decides = operator == "||"
    sides = [side if isinstance(side, Unknown) else _condition(side) for side in (left, right)]
    if any(side is decides for side in sides):
        return decides
    if any(isinstance(side, Unknown) for side in sides):
        return combined(left, right)
    return not decides


def decides(operator: str, left: Value) -> bool:
    """Whether the left side of `&&` or `||` is a boolean that decides alone."""
    return isinstance(left, bool) and operator == ("||" if left else "&&")


def _condition(value: Value) -> bool:
    if value is None:
        raise FunctionError("an operand is null")
    return to_bool(value)


def choose(condition: Value, then: Value, otherwise: Value) -> Value:
    """`condition ? then : otherwise`, both of which have no error."""
    if isinstance(condition, Unknown):
        common = _common(then, otherwise)
        if first_unknown([common, otherwise]) is None and equal(common, _common(otherwise, then)):
            return common
        return combined(condition)
    if condition is None:
        raise FunctionError("the condition is null")
    return _common(then, otherwise) if to_bool(condition) else _common(otherwise, then)


def _common(value: Value, other: Value) -> Value:
    """The value, converted to the type that it has in common with another one."""
    if value is None or other is None or isinstance(value, Unknown) or isinstance(other, Unknown):
        return value
    common = unify([type_of(value), type_of(other)])
    if common is None:
        raise FunctionError("the two results of a conditional have types that do not fit")
    return convert(value, common)


def render(parts: Sequence[Value]) -> Value:
    """The text that the parts of a template make, in which each is a text, number or boolean."""
    unknown = [part for part in parts if isinstance(part, Unknown)]
    if unknown and not all(_fits(part) for part in unknown):
        return combined(*unknown)
    if any(part is None for part in parts):
        raise FunctionError("a part of a template is null")
    if unknown:
        return _with_holes(parts)
    text = "".join([to_string(part) for part in parts])
    if len(text) > LONGEST:
        raise NotEvaluatedError("a text that is too long")
    return text


def _fits(part: Unknown) -> bool:
    """Whether an unknown part of a text leaves the structure of the rest as it is."""
    return isinstance(part, Awaited) or (isinstance(part, PartlyKnown) and not part.sealed)


def _with_holes(parts: Sequence[Value]) -> PartlyKnown:
    found: list[str | Unknown] = []
    for part in parts:
        if isinstance(part, PartlyKnown):
            found += part.parts
        else:
            found.append(part if isinstance(part, Unknown) else to_string(part))
    made = PartlyKnown(found)
    if made.length > LONGEST:
        raise NotEvaluatedError("a text that is too long")
    return made
