"""`Amount`: what the words of an amount state, and the range that they mean."""

from __future__ import annotations

from functools import reduce
from math import ceil, floor
from typing import Final

import attrs

from dprk_transfers.arguments import to_member
from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.messages import short_repr
from dprk_transfers.reading.figures.hedges import CEILINGS, Hedge, Reading, apply_hedge
from dprk_transfers.reading.figures.numeral import Numeral
from dprk_transfers.values.range import Range
from dprk_transfers.values.unit import is_counted

__all__ = ["Amount", "End"]

#: A number, and the hedges of its own.
End = tuple[tuple[Hedge, ...], Numeral]


@attrs.frozen
class Amount:
    """An amount as its words state it.

    Attributes:
        words: The words as printed.
        kind: How it is stated: as one number (`BARE`, or a class that a word for a number has in
            itself, as “none” has `EXACT`), as a `RANGE`, or as a `VAGUE` word.
        ends: The numbers it goes from and to, each with the hedges of its own; for one number,
            that number.
        hedges: The hedges of the whole, in the order of print.
        unit: What it counts or measures, if its words say so.
        is_increment: Whether it comes on top of an amount that the words do not state: “another
            1,000”.
        parts: The words again, in the pieces that were read, each with what it did.
    """

    words: str
    kind: Hedge
    ends: tuple[End, ...]
    hedges: tuple[Hedge, ...]
    unit: str | None
    is_increment: bool
    parts: tuple[tuple[str, str], ...]

    @property
    def rule(self) -> str:
        """The classes of the hedges and of the number, as a reader would say them."""
        kinds = [*self.hedges, *(hedge for hedges, _ in self.ends for hedge in hedges)]
        if self.kind is not Hedge.BARE or not kinds:
            kinds.append(self.kind)
        return " + ".join(dict.fromkeys(hedge.value for hedge in kinds))

    def range(self, reading: Reading | str = Reading.LITERAL, *, counted: bool = True) -> Range:
        """The range that the words mean.

        Args:
            reading: What the words can bear (`literal`), or what readers usually take
                (`typical`).
            counted: Whether whole things are counted: ends are then whole numbers. Shares, and
                what the words themselves measure in a unit, are never counted.

        Raises:
            UnreadableError: If no amount fits the words.
            TypeError: If `counted` is neither `True` nor `False`.
            ValueError: If there is no such reading.
        """
        reading = to_member(Reading, reading, "reading")
        if type(counted) is not bool:
            raise TypeError(f"counted must be True or False, got {short_repr(counted)}")
        counted = counted and (self.unit is None or is_counted(self.unit))
        union = self._hull(Reading.LITERAL, counted=counted)
        literal = None if union is None else _clip(union, _NON_NEGATIVE, counted=counted)
        if literal is None:
            reason = "no amount fits these words"
            if counted and union is not None and union & _NON_NEGATIVE:
                reason = (
                    f"{reason}: things are counted whole; a measure has counted=False, or a unit"
                )
            raise UnreadableError(self.words, reason)
        if reading is Reading.LITERAL:
            return literal
        typical = self._hull(Reading.TYPICAL, counted=counted)
        return (typical and _clip(typical, literal, counted=counted)) or literal

    def _hull(self, reading: Reading, *, counted: bool) -> Range | None:
        """Everything that the kind and each hedge can bear, gaps included."""
        ranges = [
            apply_hedge(hedge, end, reading, counted=counted)
            for hedge in self.hedges
            for _, end in self.ends
        ]
        if self.kind is not Hedge.BARE or not self.hedges:
            own = self._without_hedges(reading, counted=counted)
            if own is None:
                return None
            ranges.append(own)
        return reduce(Range.hull, ranges)

    def _without_hedges(self, reading: Reading, *, counted: bool) -> Range | None:
        """What the amount means without the hedges of the whole."""
        match self.kind:
            case Hedge.RANGE:
                return self._range_of_ends(reading, counted=counted)
            case Hedge.VAGUE:
                least, most = self.ends[0][1].value, self.ends[-1][1].value
                return Range(least, None if reading is Reading.LITERAL else most)
            case _:
                return apply_hedge(self.kind, self.ends[0][1], reading, counted=counted)

    def _range_of_ends(self, reading: Reading, *, counted: bool) -> Range | None:
        """From what the first end can bear to what the second can."""
        (floors, low), (ceilings, high) = self.ends
        if ceilings and CEILINGS.issuperset(ceilings):
            # The first number is a floor and the second a ceiling: what is between them fits.
            floor_hedge = floors[0] if floors else Hedge.AT_LEAST
            return apply_hedge(floor_hedge, low, reading) & apply_hedge(ceilings[0], high, reading)
        return reduce(
            Range.hull,
            (
                apply_hedge(hedge, end, reading, counted=counted)
                for hedges, end in self.ends
                for hedge in hedges or (Hedge.EXACT,)
            ),
        )


_NON_NEGATIVE: Final = Range.at_least(0)


def _clip(amount: Range, limit: Range, *, counted: bool) -> Range | None:
    """The part of an amount inside a limit, on whole numbers where things are counted."""
    if not counted:
        return amount & limit
    ends = (*_whole_ends(amount), *_whole_ends(limit))
    lower = max((low for low in ends[::2] if low is not None), default=None)
    upper = min((high for high in ends[1::2] if high is not None), default=None)
    if lower is not None and upper is not None and lower > upper:
        return None
    return Range(lower, upper)


def _whole_ends(amount: Range) -> tuple[int | None, int | None]:
    """The least and the greatest whole number in a range, as far as it has ends."""
    low, high = amount.lower, amount.upper
    return (
        None if low is None else floor(low) + 1 if amount.lower_open else ceil(low),
        None if high is None else ceil(high) - 1 if amount.upper_open else floor(high),
    )
