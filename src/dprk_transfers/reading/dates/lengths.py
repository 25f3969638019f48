"""Lengths of time: how long before the day of publication a phrase begins."""

from __future__ import annotations

from datetime import date
from math import ceil, floor
from typing import Final

import attrs

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.dates.calendar import back
from dprk_transfers.reading.dates.grammar import ENGLISH
from dprk_transfers.reading.figures.amounts import Amount
from dprk_transfers.reading.figures.hedges import Hedge, Reading
from dprk_transfers.reading.figures.ranges import read_amount
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import Span

__all__ = ["FEW", "Length", "length_of"]

#: A few: two or more, and not so many that one would count them or take a larger unit.
FEW: Final = (2, 9)

#: No news looks back over more units than these.
_MOST: Final = 1000


@attrs.frozen
class Length:
    """How long before a day something began, as its words say.

    Attributes:
        least: The least number of units.
        most: The greatest, or `None` if nothing bounds it.
        unit: `day`, `week`, `fortnight`, `month`, `year` or `decade`.
        is_hedged: Whether the number is hedged.
    """

    least: int
    most: int | None
    unit: str = attrs.field(kw_only=True)
    is_hedged: bool = attrs.field(default=False, kw_only=True)

    def before(self, day: date) -> Span:
        """The days that may lie so long before a day."""
        earliest = None if self.most is None else back(self.most, self.unit, day)[0]
        return Span(earliest, min(back(self.least, self.unit, day)[1], day))


def length_of(words: str, unit: str, *, and_a_half: bool) -> Length | None:
    """Read the number of units of a length, hedged or not.

    A plain number is itself: “the past 20 months” are 20. A hedged one is all that it can bear;
    lengths longer than a day are not only whole ones, so that “nearly two years” reach to two.

    Args:
        words: The number: `two`, `nearly 20`, `a couple of`; nothing for one.
        unit: The unit, in the singular.
        and_a_half: Whether “and a half” follows the unit.

    Returns:
        The length; `None` if the words are no number of units, or not whole in months.

    Examples:
        >>> length_of("nearly 20", "month", and_a_half=False)
        Length(least=16, most=20, unit='month', is_hedged=True)
    """
    few = ENGLISH.words["few"].get(words)
    if few is not None:
        return None if and_a_half else Length(few, FEW[1], unit=unit)
    amount = _read_number(words, and_a_half=and_a_half)
    if amount is None:
        return None
    units = _units_of(amount, counted=unit == "day")
    if unit == "year" and any(end.denominator == 2 for end in _ends(units)):
        units, unit = units.scale(12), "month"
    ends = _whole_ends(units, is_hedged=bool(amount.hedges))
    if ends is None or not 0 < ends[-1] <= _MOST:
        return None
    most = ends[1] if len(ends) > 1 else None
    return Length(ends[0], most, unit=unit, is_hedged=bool(amount.hedges))


def _read_number(words: str, *, and_a_half: bool) -> Amount | None:
    """The number that words state, of which an article at the end is one."""
    hedge, _, last = words.rpartition(" ")
    number = f"{hedge} one" if not last or last in ENGLISH.words["article"] else words
    try:
        return read_amount(f"{number} and a half" if and_a_half else number)
    except UnreadableError:
        return None


def _units_of(amount: Amount, *, counted: bool) -> Range:
    """How many units are meant: a plain number is itself, a hedged one all that it can bear."""
    if amount.kind is Hedge.BARE and not amount.hedges:
        return Range.exactly(amount.ends[0][1].value)
    is_vague = amount.kind is Hedge.VAGUE and not amount.hedges
    return amount.range(Reading.TYPICAL if is_vague else Reading.LITERAL, counted=counted)


def _ends(units: Range) -> list[Number]:
    """The least number of units, and the greatest if there is one."""
    return [end for end in (units.lower, units.upper) if end is not None]


def _whole_ends(units: Range, *, is_hedged: bool) -> list[int] | None:
    """The ends in whole units, of which a hedge takes in more; `None` if there are none else."""
    ends = _ends(units)
    whole = [floor(ends[0]), *map(ceil, ends[1:])]
    return whole if is_hedged or whole == ends else None
