"""Hedges: what a number and the words around it can bear, and what readers take them for."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Final

from dprk_transfers.arguments import to_member
from dprk_transfers.reading.figures.numeral import Numeral
from dprk_transfers.values.range import Number, Range

__all__ = ["CEILINGS", "FLOORS", "Hedge", "Reading", "apply_hedge"]


class Reading(Enum):
    """Two nested readings of the same words.

    `LITERAL` is what the words can bear and decides contradiction. `TYPICAL` is what readers
    usually take and decides tension. `TYPICAL` always lies inside `LITERAL`.

    Attributes:
        LITERAL: What the words can bear.
        TYPICAL: What readers usually take them for.
    """

    LITERAL = "literal"
    TYPICAL = "typical"


class Hedge(Enum):
    """The classes of hedge: how words move a stated number.

    Attributes:
        EXACT: Exactly the number.
        BARE: The number without a hedge.
        ABOUT: The number, give or take.
        NEAR_BELOW: Not quite the number.
        MORE_THAN: Above the number.
        JUST_ABOVE: Above the number, and not by much.
        AT_LEAST: The number or above.
        LESS_THAN: Below the number.
        AT_MOST: The number or below.
        RANGE: From one number to another.
        VAGUE: A word for numbers of some size, such as hundreds.
    """

    EXACT = "exact"
    BARE = "bare"
    ABOUT = "about"
    NEAR_BELOW = "near below"
    MORE_THAN = "more than"
    JUST_ABOVE = "just above"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    RANGE = "range"
    VAGUE = "vague"


#: The hedges that bound from below and not from above.
FLOORS: Final = frozenset({Hedge.MORE_THAN, Hedge.JUST_ABOVE, Hedge.AT_LEAST})
#: The hedges that bound from above and, but for zero, not from below.
CEILINGS: Final = frozenset({Hedge.LESS_THAN, Hedge.AT_MOST})


def apply_hedge(hedge: Hedge | str, numeral: Numeral, reading: Reading | str) -> Range:
    """The amounts that a hedge and a numeral mean, before they are cut at zero.

    With x the stated number and u its unit in the last place (`ulp`), rounding can have moved it by
    r = min(u/2, x/5); g is the largest power of ten that is at most both u and x/10, and never
    below 1.

    | hedge | LITERAL | TYPICAL |
    |---|---|---|
    | exact | [x, x] | [x, x] |
    | bare | x ± r | x ± g/2 |
    | about | x ± max(r, x/10, 1) | x ± max(x/20, 1) |
    | near below | [x - max(r, x/10, 1), x) | [x - max(x/20, 1), x) |
    | more than | (x, no bound) | the same |
    | just above | (x, no bound) | (x, x + max(x/20, 1)] |
    | at least | [x, no bound) | the same |
    | less than | below x | the same |
    | at most | x or below | the same |

    For a share, the 1 is one per cent.

    Raises:
        ValueError: If the hedge is `RANGE` or `VAGUE`, which are no hedges of one number, or if
            there is no such hedge or reading.

    Examples:
        >>> from dprk_transfers.reading.figures.numeral import Numeral
        >>> print(apply_hedge("about", Numeral(2000, 1000), "typical"))
        1,900 to 2,100
    """
    hedge, reading = to_member(Hedge, hedge, "hedge"), to_member(Reading, reading, "reading")
    x = numeral.value
    match hedge:
        case Hedge.EXACT:
            return Range.exactly(x)
        case Hedge.MORE_THAN:
            return Range.more_than(x)
        case Hedge.JUST_ABOVE:
            reach = None if reading is Reading.LITERAL else x + _vagueness(numeral, reading)
            return Range(x, reach, lower_open=True)
        case Hedge.AT_LEAST:
            return Range.at_least(x)
        case Hedge.LESS_THAN:
            return Range.less_than(x)
        case Hedge.AT_MOST:
            return Range.at_most(x)
        case Hedge.BARE:
            reach = _rounding(numeral) if reading is Reading.LITERAL else _grain(numeral)
            return Range(x - reach, x + reach)
        case Hedge.ABOUT | Hedge.NEAR_BELOW:
            reach = _vagueness(numeral, reading)
            if hedge is Hedge.ABOUT:
                return Range(x - reach, x + reach)
            return Range(x - reach, x, upper_open=True)
        case _:
            raise ValueError(f"{hedge.value} is no hedge of one number")


def _rounding(numeral: Numeral) -> Number:
    """How far rounding can have moved a number: half of its ulp, and at most a fifth of it."""
    return Fraction(min(5 * numeral.ulp, 2 * numeral.value), 10)


def _grain(numeral: Numeral) -> Number:
    """Half of the largest power of ten, from one up, that is at most the ulp and a tenth of x."""
    grain: Number = _one(numeral)
    while grain * 10 <= numeral.ulp and grain * 100 <= numeral.value:
        grain *= 10
    return Fraction(grain, 2)


def _vagueness(numeral: Numeral, reading: Reading) -> Number:
    """How far a vague hedge reaches."""
    x = numeral.value
    if reading is Reading.TYPICAL:
        return Fraction(max(x, 20 * _one(numeral)), 20)
    return Fraction(max(min(5 * numeral.ulp, 2 * x), x, 10 * _one(numeral)), 10)


def _one(numeral: Numeral) -> Number:
    """The least step that matters: one thing, or one per cent."""
    return Fraction(1, 100) if numeral.is_share else 1
