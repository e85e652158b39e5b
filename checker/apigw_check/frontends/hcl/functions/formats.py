"""`format` and `formatlist`: the verbs of Terraform that are used, exactly; others are not evaluated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ....model.value import Unknown
from .. import numbers
from ..operators import render
from ..types import in_order, to_bool, to_number, to_string
from ..values import FunctionError, HclList, HclSet, NotEvaluatedError, Value, combined, first_unknown

_VERB = re.compile(r"%(?:(%)|([-+ #0]*)(\d{1,9})?(?:(\.)(\d{1,9})?)?(?:\[(\d{1,6})\])?([A-Za-z]))", re.ASCII)
_WIDEST = 10_000
#: From this exponent on, `%g` and `%v` write one.
_SHORTEST = 6


def format_text(template: Value, *given: Value) -> Value:
    """What `format` gives; a text that is unknown may be filled in with `%s`, as in a template."""
    if isinstance(template, Unknown):
        return combined(template, *given)
    return render(_pieces(to_string(template), given))


def _pieces(template: str, given: Sequence[Value]) -> list[str | Unknown]:
    found: list[str | Unknown] = []
    pos = used = most = 0
    for match in _VERB.finditer(template):
        if "%" in template[pos : match.start()]:
            raise FunctionError("the format has a verb that does not exist")
        found.append(template[pos : match.start()])
        pos = match.end()
        if match[1]:
            found.append("%")
            continue
        used = int(match[6]) if match[6] else used + 1
        most = max(most, used)
        if not 1 <= used <= len(given):
            raise FunctionError("the format asks for more arguments than there are")
        found.append(_filled(match, given[used - 1]))
    if "%" in template[pos:]:
        raise FunctionError("the format has a verb that does not exist")
    if most < len(given):
        raise FunctionError("there are more arguments than the format asks for")
    return [*found, template[pos:]]


def _filled(match: re.Match[str], value: Value) -> str | Unknown:
    if first_unknown([value]) is None:
        return _verb(match, value)
    return value if isinstance(value, Unknown) and match[0] == "%s" else combined(value)


def _verb(match: re.Match[str], value: Value) -> str:
    flags, width, precision, verb = match[2] or "", int(match[3] or 0), match[5], match[7]
    if match[4] and precision is None:
        precision = "0"
    if width > _WIDEST or int(precision or 0) > _WIDEST:
        raise NotEvaluatedError("a format that is too wide")
    if value is None and verb != "v":
        raise FunctionError("an argument is null")
    text = _simple(verb, flags, precision, value)
    if len(text) >= width:
        return text
    if "-" in flags:
        return text.ljust(width)
    if "0" in flags:
        sign = text[:1] if text[:1] in ("-", "+") and verb not in "svq" else ""
        return sign + text[len(sign) :].rjust(width - len(sign), "0")
    return text.rjust(width)


def _simple(verb: str, flags: str, precision: str | None, value: Value) -> str:
    from .encoding import json_text

    if verb == "v":
        verb = _verb_of(value, flags)
    if verb == "J":
        return str(json_text(value))
    if verb in "sq":
        text = to_string(value)
        if precision is not None:
            text = text[: int(precision)]
            if not text.isascii():
                raise NotEvaluatedError("a precision for a text that is not ASCII")
        return str(json_text(text)) if verb == "q" else text
    if verb == "t":
        return to_string(to_bool(value))
    if verb in "dboxX":
        number = to_number(value)
        if not isinstance(number, int) or precision is not None or "#" in flags:
            raise NotEvaluatedError("this use of a verb for whole numbers")
        return _signed(format(number, verb), flags)
    if verb == "f":
        return _signed(_fixed(to_number(value), precision), flags)
    if verb == "g" and precision is None:
        return _signed(_shortest(to_number(value)), flags)
    if verb in "eEgG":
        raise NotEvaluatedError("a verb with an exponent")
    raise FunctionError("the format has a verb that does not exist")


def _verb_of(value: Value, flags: str) -> str:
    if "#" in flags or value is None or isinstance(value, list | dict | HclSet):
        return "J"
    if isinstance(value, bool):
        return "t"
    return "s" if isinstance(value, str) else "g"


def _signed(text: str, flags: str) -> str:
    if text.startswith("-"):
        return text
    return ("+" if "+" in flags else " " if " " in flags else "") + text


def _fixed(number: Any, precision: str | None) -> str:
    digits = 6 if precision is None else int(precision)
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    scaled = exact.scaleb(digits)
    if isinstance(number, float) and scaled % 1 == Decimal("0.5"):
        raise NotEvaluatedError("a number between two that it may be rounded to")
    return format(exact, f".{digits}f")


def _shortest(number: Any) -> str:
    sign, digits, _ = Decimal(repr(number)).as_tuple()
    exponent = Decimal(repr(number)).adjusted()
    if not number or -4 <= exponent < _SHORTEST:
        return numbers.text(number)
    figures = "".join(map(str, digits)).rstrip("0")
    fraction = f".{figures[1:]}" if len(figures) > 1 else ""
    minus = "-" if sign else ""
    return f"{minus}{figures[0]}{fraction}e{exponent:+03}"


def formatlist(template: str, *given: Value) -> HclList:
    """What `formatlist` gives: the format for each element, single values repeated."""
    columns: list[list[Value] | None] = []
    length: int | None = None
    for value in given:
        if isinstance(value, list | HclSet):
            items = in_order(value)
            if length is not None and len(items) != length:
                raise FunctionError("the lists have different lengths")
            length = len(items)
            columns.append(items)
        else:
            columns.append(None)
    rows = 1 if length is None else length
    pairs = list(zip(given, columns, strict=True))
    found = HclList()
    for row in range(rows):
        found.append(format_text(template, *(value if items is None else items[row] for value, items in pairs)))
    return found
