"""How words are read, as plain text for people: piece by piece, the rule, and what they mean."""

from __future__ import annotations

from dprk_transfers.messages import wrap
from dprk_transfers.reading.dates.phrases import WhenExplanation
from dprk_transfers.reading.figures.ranges import RangeExplanation
from dprk_transfers.values.english import say_day, say_range, say_when
from dprk_transfers.values.when import When

__all__ = ["say_range_reading", "say_when_reading"]


def say_range_reading(explanation: RangeExplanation, *, width: int = 88) -> str:
    """How the words of an amount are read.

    Args:
        explanation: How they are read.
        width: Longest line, in characters.

    Examples:
        >>> from dprk_transfers import explain_range
        >>> print(say_range_reading(explain_range("nearly 2,000 containers")), end="")
        nearly 2,000 containers
          nearly: near below
          2,000: 2,000
          containers: unit containers
          Rule: near below
          Literally: 1,600 to 1,999 containers
          Typically: 1,900 to 1,999 containers
    """
    unit = explanation.unit
    of_unit = "" if unit is None else f" {unit.replace('-', ' ')}"
    return wrap(
        [
            explanation.words,
            *(f"  {text}: {what}" for text, what in explanation.parts),
            f"  Rule: {explanation.rule}",
            f"  Literally: {say_range(explanation.literal, unit)}{of_unit}",
            f"  Typically: {say_range(explanation.typical, unit)}{of_unit}",
        ],
        width,
    )


def say_when_reading(explanation: WhenExplanation, *, width: int = 88) -> str:
    """How a date phrase is read.

    Args:
        explanation: How it is read.
        width: Longest line, in characters.

    Examples:
        >>> from datetime import date
        >>> from dprk_transfers import explain_when
        >>> told = explain_when("since late August", published=date(2023, 10, 17))
        >>> print(say_when_reading(told), end="")
        since late August, printed on 17 October 2023
          Rule: since X: part of a month
          Reason: since reaches to the day of publication; at least says that it may be longer
          Window: (some day from 21 to 31 August 2023) to 17 October 2023
          EDTF: [2023-08-21..2023-08]/2023-10-17
    """
    published = explanation.published
    day = say_when(published) if isinstance(published, When) else f"on {say_day(published)}"
    return wrap(
        [
            f"{explanation.words}, printed {day}",
            f"  Rule: {explanation.rule}",
            f"  Reason: {explanation.reason}",
            f"  Window: {say_when(explanation.when)}",
            f"  EDTF: {explanation.when}",
        ],
        width,
    )
