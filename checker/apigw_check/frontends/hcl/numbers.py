"""Numbers: whole ones are exact in Python; others are `float` as long as that is exact to 15 digits.

Terraform computes with 512 bits. A number that cannot be told exactly here is not computed: `NotEvaluatedError`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from .values import NotEvaluatedError

Number: TypeAlias = "int | float"
_LARGEST = 10**150
_DIGITS = 15


def normal(number: Decimal | Fraction | int) -> Number:
    """The number as a value; raises `NotEvaluatedError` where it has none that is exact."""
    if isinstance(number, int):
        if abs(number) > _LARGEST:
            raise NotEvaluatedError("a number beyond what is computed here")
        return number
    if isinstance(number, Decimal):
        if not number.is_finite() or abs(number.adjusted()) > 150:
            raise NotEvaluatedError("a number beyond what is computed here")
        number = Fraction(number)
    if number.denominator == 1:
        return normal(number.numerator)
    near = float(number)
    if near == 0 or Fraction(Decimal(repr(near))) != number or len(Decimal(repr(near)).as_tuple().digits) > _DIGITS:
        raise NotEvaluatedError("a fraction that is not exact with 15 digits")
    return near


def exact(number: Number) -> Fraction:
    """The number without loss: a float stands for the decimal number that it is printed as."""
    return Fraction(number) if isinstance(number, int) else Fraction(Decimal(repr(number)))


def text(number: Number) -> str:
    """The number as Terraform writes it: without exponent."""
    return str(number) if isinstance(number, int) else format(Decimal(repr(number)), "f")
