"""Lengths of time: how long before the day of publication a phrase begins."""

from __future__ import annotations

import re
from datetime import date
from math import ceil, floor
from typing import Final

import attrs

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.dates.calendar import back
from dprk_transfers.reading.figures.hedges import Hedge, Reading
from dprk_transfers.reading.figures.ranges import read_amount
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
    if words in ("few", "a few") and not and_a_half:
        return Length(*FEW, unit=unit)
    try:
        number = re.sub(r"(^|\b)an?$", "one", words) or "one"
        amount = read_amount(f"{number} and a half" if and_a_half else number)
    except UnreadableError:
        return None
    is_hedged = bool(amount.hedges)
    if amount.kind is Hedge.BARE and not is_hedged:
        ends = [amount.ends[0][1].value] * 2
    else:
        is_vague = amount.kind is Hedge.VAGUE and not is_hedged
        bounds = amount.range(
            Reading.TYPICAL if is_vague else Reading.LITERAL,
            counted=unit == "day",
        )
        ends = [end for end in (bounds.lower, bounds.upper) if end is not None]
    if unit == "year" and any(end.denominator == 2 for end in ends):
        ends, unit = [12 * end for end in ends], "month"
    if is_hedged:
        ends = [floor(ends[0]), *map(ceil, ends[1:])]
    if any(end.denominator > 1 or end > _MOST for end in ends) or not ends[-1]:
        return None
    least, *most = map(int, ends)
    return Length(least, most[0] if most else None, unit=unit, is_hedged=is_hedged)
