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
_BITS = 512


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
    if near == 0 or exact(near) != _rounded(number) or len(Decimal(repr(near)).as_tuple().digits) > _DIGITS:
        raise NotEvaluatedError("a fraction that is not exact with 15 digits")
    return near


def exact(number: Number) -> Fraction:
    """The number as Terraform has it: a float stands for the decimal number that it is printed as."""
    return Fraction(number) if isinstance(number, int) else _rounded(Fraction(Decimal(repr(number))))


def _rounded(number: Fraction) -> Fraction:
    """The number with as many bits as Terraform keeps."""
    shift = _BITS - abs(number.numerator).bit_length() + number.denominator.bit_length()
    scaled = number * Fraction(2) ** shift
    # `scaled` has one bit too many at most; rounding is to the nearest, and to even in the middle.
    if abs(scaled) >= 2**_BITS:
        scaled, shift = scaled / 2, shift - 1
    return Fraction(round(scaled)) / Fraction(2) ** shift


def text(number: Number) -> str:
    """The number as Terraform writes it: without exponent."""
    return str(number) if isinstance(number, int) else format(Decimal(repr(number)), "f")
