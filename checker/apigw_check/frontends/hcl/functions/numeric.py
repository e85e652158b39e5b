"""Functions on numbers."""

from __future__ import annotations

import math
import string
from fractions import Fraction

from .. import numbers
from ..numbers import Number
from ..values import FunctionError, NotEvaluatedError
from .define import Function

_DIGITS = dict.fromkeys(range(2, 37), string.digits + string.ascii_lowercase)
_DIGITS |= dict.fromkeys(range(37, 63), string.digits + string.ascii_lowercase + string.ascii_uppercase)


def _log(number: Number, base: Number) -> Number:
    if number <= 0 or base <= 0 or base == 1:
        raise NotEvaluatedError("a logarithm that is no number")
    return _whole(math.log(number) / math.log(base))


def _pow(number: Number, power: Number) -> Number:
    try:
        result = math.pow(number, power)
    except (OverflowError, ValueError):
        raise NotEvaluatedError("a power that is no number") from None
    return _whole(result)


def _whole(result: float) -> Number:
    if abs(result) > 2**53:
        raise NotEvaluatedError("a number that is not exact")
    return numbers.normal(Fraction(result))


def _largest(*given: Number) -> Number:
    return max(given, key=numbers.exact)


def _smallest(*given: Number) -> Number:
    return min(given, key=numbers.exact)


def _parseint(text: str, base: int) -> Number:
    if base not in _DIGITS:
        raise FunctionError("a base from 2 to 62 is needed")
    digits = text[1:] if text[:1] in ("-", "+") else text
    if base <= 36:
        digits = digits.lower()
    values = [_DIGITS[base].find(digit) for digit in digits]
    if not values or any(not 0 <= value < base for value in values):
        raise FunctionError("the text is no number in this base")
    if len(values) > 500:
        raise NotEvaluatedError("a number beyond what is computed here")
    number = 0
    for value in values:
        number = number * base + value
    return numbers.normal(-number if text[0] == "-" else number)


FUNCTIONS = {
    "abs": Function("n", abs),
    "ceil": Function("n", lambda number: math.ceil(numbers.exact(number))),
    "floor": Function("n", lambda number: math.floor(numbers.exact(number))),
    "log": Function("nn", _log),
    "max": Function("nn*", _largest),
    "min": Function("nn*", _smallest),
    "parseint": Function("si", _parseint),
    "pow": Function("nn", _pow),
    "signum": Function("i", lambda number: (number > 0) - (number < 0)),
}
