"""Keys: amounts as whole numbers that order floors and ceilings together, on any engine.

A key is twice the amount, plus one for a floor that leaves its end out and minus one for such a
ceiling: so a floor exceeds a ceiling exactly when its key is the larger. Fractions are first
multiplied by a common denominator. Days are ordinals. So all is whole numbers of 64 bits, and no
engine rounds anything.
"""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

import narwhals.stable.v2 as nw

from dprk_transfers.arguments import to_day
from dprk_transfers.totals.counts import ordinals

__all__ = [
    "ALWAYS",
    "LARGEST",
    "NO_CEILING",
    "NO_FLOOR",
    "NO_VALUE",
    "REFUSED",
    "ceiling_key",
    "ceiling_value",
    "choose",
    "floor_key",
    "floor_value",
    "is_odd",
    "ordinal",
    "to_ordinal",
]

#: The key where there is no floor, below all others.
NO_FLOOR: Final = -(2**62)

#: The key where there is no ceiling, above all others.
NO_CEILING: Final = 2**62

#: The key of the ceiling of a count that is refused: below no floor at all, so that it clashes.
REFUSED: Final = NO_FLOOR - 1

#: The largest amount, times the denominator, that has a key.
LARGEST: Final = 2**61 - 1

#: Where an amount is not told, until the engine is told to leave it out.
NO_VALUE: Final = -(2**62)

#: What an expression may choose: another, or the same everywhere.
Value: TypeAlias = nw.Expr | int | str

#: From before the first day there is to after the last.
ALWAYS: Final = ordinals(None, None)


def to_ordinal(day: date | str | None, name: str, otherwise: int) -> int:
    """The ordinal of a day; for none, a day before or after all."""
    return otherwise if day is None else to_day(day, name).toordinal()


def choose(*cases: tuple[nw.Expr, Value], otherwise: Value) -> nw.Expr:
    """The value of the first case that holds.

    Args:
        cases: Pairs of a condition and a value.
        otherwise: The value where none holds.
    """
    found = _value(otherwise)
    for condition, value in reversed(cases):
        found = nw.when(condition).then(_value(value)).otherwise(found)
    return found


def _value(value: Value) -> nw.Expr:
    return value if isinstance(value, nw.Expr) else nw.lit(value)


def floor_key(value: nw.Expr, is_open: nw.Expr) -> nw.Expr:
    """The key of a floor."""
    return 2 * value + is_open.cast(nw.Int64)


def ceiling_key(value: nw.Expr, is_open: nw.Expr) -> nw.Expr:
    """The key of a ceiling."""
    return 2 * value - is_open.cast(nw.Int64)


def floor_value(key: nw.Expr) -> nw.Expr:
    """The value of a floor with a key; `NO_VALUE` for none."""
    return choose((key > NO_FLOOR, _half(key)), otherwise=NO_VALUE)


def ceiling_value(key: nw.Expr) -> nw.Expr:
    """The value of a ceiling with a key; `NO_VALUE` for none."""
    return choose(((key > NO_FLOOR) & (key < NO_CEILING), _half(key + 1)), otherwise=NO_VALUE)


def is_odd(key: nw.Expr) -> nw.Expr:
    """Whether a key leaves its end out."""
    return (key - 2 * _half(key) == 1) & (key > NO_FLOOR)


def _half(key: nw.Expr) -> nw.Expr:
    """Half a key, rounded down, exactly.

    Some engines divide by way of floats, which puts large keys out by some hundreds. What is then
    left over is small enough for them.
    """
    near = (key // 2).cast(nw.Int64)
    return near + ((key - 2 * near) // 2).cast(nw.Int64)


def ordinal(day: nw.Expr, otherwise: int) -> nw.Expr:
    """The ordinal of a day in a column of days; another number where there is none."""
    before = day.dt.year().fill_null(1).cast(nw.Int64) - 1
    leap = before // 4 - before // 100 + before // 400
    found = 365 * before + leap + day.dt.ordinal_day().fill_null(1).cast(nw.Int64)
    return choose((day.is_null(), otherwise), otherwise=found.cast(nw.Int64))
