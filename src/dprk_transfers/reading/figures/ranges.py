"""`read_range`: the printed words of an amount as the range they mean."""

from __future__ import annotations

import attrs

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading.figures.amounts import Amount
from dprk_transfers.reading.figures.grammar import parse
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reading.figures.language import language_of
from dprk_transfers.reading.words import RefusalError
from dprk_transfers.values.range import Range

__all__ = ["RangeExplanation", "explain_range", "read_amount", "read_range"]


@attrs.frozen
class RangeExplanation:
    """How printed words are read.

    Attributes:
        words: The words as printed.
        language: BCP 47 tag of the language they were read in.
        parts: The words in the pieces that were read, each with what it did.
        rule: The classes of hedge that were found.
        unit: What is counted or measured, if the words say so.
        literal: What the words can bear.
        typical: What readers usually take them for.
    """

    words: str
    language: str
    parts: tuple[tuple[str, str], ...]
    rule: str
    unit: str | None
    literal: Range
    typical: Range


def read_range(
    words: str,
    reading: Reading | str = Reading.LITERAL,
    *,
    counted: bool = True,
    language: str = "en",
) -> Range:
    """Read a hedge and a numeral as the range they mean.

    Args:
        words: The words as printed, with or without a unit: `more than 1,000`.
        reading: What the words can bear (`literal`), or what readers usually take (`typical`).
        counted: Whether whole things are counted: ends are then whole numbers. Shares, per cent
            and units of measure that the words name are never counted.
        language: BCP 47 tag of the language.

    Raises:
        UnreadableError: If no rule covers the words, or they bear two readings, or come on top of
            an amount that they do not state (“another 1,000”). They are never guessed.
        TypeError: If an argument is of another type than these.
        ValueError: If there is no such reading, or no table for the language.

    Examples:
        >>> read_range("more than 1,000")
        Range(1001, None)
        >>> read_range("nearly 2,000"), read_range("nearly 2,000", "typical")
        (Range(1600, 1999), Range(1900, 1999))
        >>> read_range("between 4.2 and 5.8 million")
        Range(4200000, 5800000)
        >>> read_range("понад 10 тисяч", language="uk")
        Range(10001, None)
    """
    return _read_whole(words, language=language).range(reading, counted=counted)


def explain_range(words: str, *, counted: bool = True, language: str = "en") -> RangeExplanation:
    """Tell how words are read: piece by piece, by which rule, and as which two ranges.

    Args:
        words: The words as printed.
        counted: Whether whole things are counted.
        language: BCP 47 tag of the language.

    Raises:
        UnreadableError: If no rule covers the words, or they bear two readings, or come on top of
            an amount that they do not state.
        TypeError: If an argument is of another type than these.
        ValueError: If there is no table for the language.

    Examples:
        >>> explanation = explain_range("up to almost 5 million shells")
        >>> explanation.rule, explanation.unit
        ('at most + near below', 'shells')
        >>> for part in explanation.parts:
        ...     print(*part, sep=": ")
        up to: at most
        almost: near below
        5 million: 5,000,000
        shells: unit shells
        >>> print(explanation.literal)
        0 to 5,000,000
    """
    amount = _read_whole(words, language=language)
    literal, typical = (amount.range(reading, counted=counted) for reading in Reading)
    return RangeExplanation(
        words,
        language,
        parts=amount.parts,
        rule=amount.rule,
        unit=amount.unit,
        literal=literal,
        typical=typical,
    )


def _read_whole(words: str, *, language: str) -> Amount:
    """Read the words of an amount that does not come on top of another.

    Raises:
        UnreadableError: If it does, or no rule covers the words, or they bear two readings.
    """
    amount = read_amount(words, language=language)
    if amount.is_increment:
        raise UnreadableError(words, "it comes on top of an amount that the words do not state")
    return amount


def read_amount(words: str, *, language: str = "en") -> Amount:
    """Read the words of one amount, with or without its unit; an increment too.

    Args:
        words: The words as printed: `around 220 pieces of A and B`.
        language: BCP 47 tag of the language.

    Raises:
        TypeError: If the words or the tag are not text.
        UnreadableError: If no rule covers the words, or they bear two readings.
        ValueError: If there is no table for the language.

    Examples:
        >>> amount = read_amount("at least another nine ships")
        >>> amount.rule, amount.unit, amount.is_increment
        ('at least', 'ships', True)
    """
    try:
        return parse(words, language_of(language))
    except RefusalError as error:
        raise UnreadableError(words, str(error)) from None
