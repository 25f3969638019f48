"""`Numeral`: a number as printed, with the unit in the last place to which it is stated."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from dprk_transfers.values.range import Number, Range

__all__ = ["HIGHER_MYRIADS", "MYRIAD", "Numeral", "ulp_of"]

#: Ten thousand, the step between the scales of Japanese and Korean.
MYRIAD: Final = 10**4

#: The scales below which that step may be left out: “1억5천” for 1억5천만.
HIGHER_MYRIADS: Final = frozenset({10**8, 10**12})


@attrs.frozen
class Numeral:
    """A number as printed.

    Attributes:
        value: The number it states.
        ulp: The unit in the last place: the place value of its last digit that carries
            information, which is the last non-zero digit, or the last decimal that is written.
            2,000 is stated to the thousand, 4.80 million to the ten thousand, two thirds to the
            third, two dozen to the dozen.
        scale: The last factor that is written, as in 1.5 million, or 1.
        product: The factors behind its first number, one by another: 10^9 in 1.5 thousand million;
            no part of what it states, so that one hundred thousand equals 100 thousand.
        is_share: Whether it is a part of something, such as a half.
        is_loose: Whether it is a word for a number or a few more, such as a couple.
    """

    value: Number
    ulp: Number
    scale: int = attrs.field(default=1, kw_only=True)
    product: int = attrs.field(
        default=attrs.Factory(lambda self: self.scale, takes_self=True),
        kw_only=True,
        eq=False,
        repr=False,
    )
    is_share: bool = attrs.field(default=False, kw_only=True)
    is_loose: bool = attrs.field(default=False, kw_only=True)

    def __str__(self) -> str:
        # Not by a format specification: before Python 3.12 a `Fraction` takes none.
        return str(Range.exactly(self.value))


def ulp_of(value: Number) -> Number:
    """The unit in the last place of a number that is written without decimals.

    Examples:
        >>> ulp_of(6_700), ulp_of(24)
        (100, 1)
    """
    if isinstance(value, Fraction):
        return Fraction(1, value.denominator)
    digits = str(value)
    return 10 ** (len(digits) - len(digits.rstrip("0"))) if value else 1
