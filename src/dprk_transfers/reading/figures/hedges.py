"""Hedges: what a number and the words around it can bear, and what readers take them for."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Final

from dprk_transfers.arguments import to_member
from dprk_transfers.reading.figures.numeral import Numeral
from dprk_transfers.values.range import Range

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


def apply_hedge(
    hedge: Hedge | str, numeral: Numeral, reading: Reading | str, *, counted: bool = True
) -> Range:
    """The amounts that a hedge and a numeral mean, before they are cut at zero.

    With x the stated number and u its unit in the last place (`ulp`), rounding can have moved it by
    r = min(u/2, x/5); g is the largest power of ten that is at most both u and x/10. What is
    counted comes in ones: g is then never below 1, and e is 1. What is measured has e = 0, so that
    1.5 tonnes are as vague as 1,500 kilograms.

    | hedge | LITERAL | TYPICAL |
    |---|---|---|
    | exact | [x, x] | [x, x] |
    | bare | x ± r | x ± g/2 |
    | about | x ± max(r, x/10, e) | x ± max(x/20, e) |
    | near below | [x - max(r, x/10, e), x) | [x - max(x/20, e), x) |
    | more than | (x, no bound) | the same |
    | just above | (x, no bound) | (x, x + max(x/20, e)] |
    | at least | [x, no bound) | the same |
    | less than | below x | the same |
    | at most | x or below | the same |

    Args:
        hedge: The class of hedge, or its value.
        numeral: The number.
        reading: Which of the two readings, or its value.
        counted: Whether whole things are counted; a share never is.

    Raises:
        ValueError: If the hedge is `RANGE` or `VAGUE`, which are no hedges of one number, or if
            there is no such hedge or reading.

    Examples:
        >>> from dprk_transfers.reading.figures.numeral import Numeral
        >>> print(apply_hedge("about", Numeral(2000, 1000), "typical"))
        1,900 to 2,100
    """
    hedge, reading = to_member(Hedge, hedge, "hedge"), to_member(Reading, reading, "reading")
    x, counted = numeral.value, counted and not numeral.is_share
    match hedge:
        case Hedge.EXACT:
            return Range.exactly(x)
        case Hedge.MORE_THAN:
            return Range.more_than(x)
        case Hedge.AT_LEAST:
            return Range.at_least(x)
        case Hedge.LESS_THAN:
            return Range.less_than(x)
        case Hedge.AT_MOST:
            return Range.at_most(x)
        case Hedge.BARE:
            is_literal = reading is Reading.LITERAL
            reach = _rounding(numeral) if is_literal else _grain(numeral, counted=counted)
            return Range(x - reach, x + reach)
        case Hedge.ABOUT:
            reach = _vagueness(numeral, reading, counted=counted)
            return Range(x - reach, x + reach)
        case Hedge.NEAR_BELOW:
            # Beside a measure of zero there is no next one, and so no other end.
            reach = _vagueness(numeral, reading, counted=counted)
            return Range(x - reach if reach else None, x, upper_open=True)
        case Hedge.JUST_ABOVE:
            reach = _vagueness(numeral, reading, counted=counted)
            is_bounded = reach and reading is Reading.TYPICAL
            return Range(x, x + reach if is_bounded else None, lower_open=True)
        case _:
            raise ValueError(f"{hedge.value} is no hedge of one number")


def _rounding(numeral: Numeral) -> Fraction:
    """How far rounding can have moved a number: half of its ulp, and at most a fifth of it."""
    return Fraction(min(5 * numeral.ulp, 2 * numeral.value), 10)


def _grain(numeral: Numeral, *, counted: bool) -> Fraction:
    """Half of the largest power of ten that is at most the ulp and a tenth of x, or of one."""
    most = Fraction(min(10 * numeral.ulp, numeral.value), 10)
    if counted:
        most = max(most, Fraction(1))
    if not most:
        return most
    grain = Fraction(1)
    while grain > most:
        grain /= 10
    while grain * 10 <= most:
        grain *= 10
    return grain / 2


def _vagueness(numeral: Numeral, reading: Reading, *, counted: bool) -> Fraction:
    """How far a vague hedge reaches; among things that are counted, to the next one."""
    x, least = numeral.value, Fraction(counted)
    if reading is Reading.TYPICAL:
        return max(Fraction(x, 20), least)
    return max(_rounding(numeral), Fraction(x, 10), least)
