"""Hedges: what a number and the words around it can bear, and what readers take them for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import Final

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.numerals import Numeral, normalise, read_numeral
from dprk_transfers.values.range import Number, Range

__all__ = ["HEDGES", "Hedge", "Reading", "read_range"]


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
        AT_LEAST: The number or above.
        LESS_THAN: Below the number.
        AT_MOST: The number or below.
    """

    EXACT = "exact"
    BARE = "bare"
    ABOUT = "about"
    NEAR_BELOW = "near below"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"


#: Hedge words by language (BCP 47): words before the numeral, and their class.
HEDGES: Final[Mapping[str, Mapping[str, Hedge]]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "": Hedge.BARE,
                **dict.fromkeys(["exactly", "precisely", "a total of", "all"], Hedge.EXACT),
                **dict.fromkeys(
                    [
                        "about",
                        "around",
                        "approximately",
                        "roughly",
                        "some",
                        "circa",
                        "~",
                        "an estimated",
                        "close to",
                        "in the region of",
                    ],
                    Hedge.ABOUT,
                ),
                **dict.fromkeys(
                    ["nearly", "almost", "just under", "approaching", "not quite"],
                    Hedge.NEAR_BELOW,
                ),
                **dict.fromkeys(
                    [
                        "more than",
                        "over",
                        "above",
                        "exceeding",
                        "in excess of",
                        "upwards of",
                        "well over",
                        "just over",
                        "surpassed",
                    ],
                    Hedge.MORE_THAN,
                ),
                **dict.fromkeys(
                    ["at least", "no fewer than", "no less than", "a minimum of"], Hedge.AT_LEAST
                ),
                **dict.fromkeys(["less than", "fewer than", "under", "below"], Hedge.LESS_THAN),
                **dict.fromkeys(
                    [
                        "up to",
                        "as many as",
                        "as much as",
                        "at most",
                        "no more than",
                        "a maximum of",
                    ],
                    Hedge.AT_MOST,
                ),
            }
        )
    }
)

_NUMERAL_STARTS: Final = re.compile(r"[0-9]")


def read_range(
    words: str,
    reading: Reading = Reading.LITERAL,
    *,
    counted: bool = True,
    language: str = "en",
) -> Range:
    """Read a hedge and a numeral as the range they mean.

    Args:
        words: The words as printed, without the unit: `more than 1,000`.
        reading: What the words can bear, or what readers usually take.
        counted: Whether whole things are counted: ends are then whole numbers.
        language: BCP 47 tag of the language.

    Raises:
        UnreadableError: If no rule covers the words. They are never guessed.
        ValueError: If there is no table for the language.

    Examples:
        >>> read_range("more than 1,000")
        Range(1001, None)
        >>> read_range("nearly 2,000"), read_range("nearly 2,000", Reading.TYPICAL)
        (Range(1600, 1999), Range(1900, 1999))
    """
    if language not in HEDGES:
        raise ValueError(f"no hedge table for language {language!r}; known: {', '.join(HEDGES)}")
    text = normalise(words)
    start = _NUMERAL_STARTS.search(text)
    if start is None:
        raise UnreadableError(words, "there is no numeral in it")
    hedge = HEDGES[language].get(text[: start.start()].strip())
    if hedge is None:
        raise UnreadableError(words, f"no rule reads the hedge {text[: start.start()].strip()!r}")
    numeral = read_numeral(text[start.start() :])
    literal = _clip(_literal(hedge, numeral), _NON_NEGATIVE, counted=counted)
    if literal is None:
        raise UnreadableError(words, "no amount fits these words")
    if reading is Reading.LITERAL:
        return literal
    return _clip(_typical(hedge, numeral), literal, counted=counted) or literal


_NON_NEGATIVE: Final = Range.at_least(0)


def _literal(hedge: Hedge, numeral: Numeral) -> Range:
    """The range of the table in the LITERAL column, before it is clipped."""
    x = numeral.value
    # Rounding can have moved the number by half of its last place, and never by more than a fifth.
    rounding = min(Fraction(numeral.place, 2), Fraction(x, 5))
    vague = max(rounding, Fraction(x, 10), Fraction(1))
    return _around(hedge, x, bare=rounding, vague=vague)


def _typical(hedge: Hedge, numeral: Numeral) -> Range:
    """The range of the table in the TYPICAL column, before it is clipped."""
    x = numeral.value
    grain = 1
    while grain * 10 <= min(numeral.place, Fraction(x, 10)):
        grain *= 10
    return _around(hedge, x, bare=Fraction(grain, 2), vague=max(Fraction(x, 20), Fraction(1)))


def _around(hedge: Hedge, x: Number, *, bare: Number, vague: Number) -> Range:
    """The range of a hedge around a number, given how far a bare and a vague number reach."""
    match hedge:
        case Hedge.EXACT:
            return Range.exactly(x)
        case Hedge.BARE:
            return Range(x - bare, x + bare)
        case Hedge.ABOUT:
            return Range(x - vague, x + vague)
        case Hedge.NEAR_BELOW:
            return Range(x - vague, x, upper_open=True)
        case Hedge.MORE_THAN:
            return Range.more_than(x)
        case Hedge.AT_LEAST:
            return Range.at_least(x)
        case Hedge.LESS_THAN:
            return Range.less_than(x)
        case _:
            return Range.at_most(x)


def _clip(amount: Range, limit: Range, *, counted: bool) -> Range | None:
    """The part of an amount inside a limit, on whole numbers where things are counted."""
    inside = amount & limit
    if inside is None or not counted:
        return inside
    # No limit reaches below zero, so there is always a lower end.
    lower, upper = inside.lower or 0, inside.upper
    lower = floor(lower) + 1 if inside.lower_open else ceil(lower)
    if upper is not None:
        upper = ceil(upper) - 1 if inside.upper_open else floor(upper)
        if lower > upper:
            return None
    return Range(lower, upper)
