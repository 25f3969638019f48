"""`read`: millions of printed amounts, each distinct phrase of them read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import lcm
from typing import Any, Final, cast

import attrs
import narwhals.stable.v2 as nw

from dprk_transfers.arguments import to_member
from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.frames.keys import LARGEST, NO_VALUE
from dprk_transfers.messages import short_repr
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.values.range import Number, Range

__all__ = ["read"]

_KINDS: Final[Mapping[str, nw.dtypes.DType]] = {
    "words": nw.String(),
    "lower": nw.Int64(),
    "upper": nw.Int64(),
    "lower_open": nw.Boolean(),
    "upper_open": nw.Boolean(),
    "denominator": nw.Int64(),
    "reason": nw.String(),
}


def read(
    column: object,
    *,
    unit: str,
    language: str = "en",
    reading: Reading | str = Reading.LITERAL,
) -> Any:
    """What the printed amounts of a column mean, each distinct phrase read once.

    What no rule reads is not guessed: its row has no ends, and the reason why. What comes on top of
    an amount that is not stated is of a part, and has no upper end.

    Args:
        column: The column: a series of polars, pandas or the like. Of an engine that has none, hand
            over the distinct phrases, and join what comes back by `words`.
        unit: What is counted or measured, as `Quantity` takes it.
        language: BCP 47 tag of the language of the words.
        reading: What words mean, as a `Reading` or its value.

    Returns:
        A frame of the same engine, one row for each of the column and in its order: `words`;
        `lower`, `upper`, `lower_open`, `upper_open` and `denominator`, as `limits` takes them; and
        `reason`, an empty text where the words are read.

    Raises:
        InvalidRecordError: If there is no such unit or language.
        TypeError: If it is no column of text.
        ValueError: If there is no such reading.

    Examples:
        >>> import polars as pl
        >>> told = read(pl.Series(["over 1,000", "umpteen", "over 1,000"]), unit="containers")
        >>> told.select("lower", "upper", "reason").rows()[:2]
        [(1001, None, ''), (None, None, 'there is no numeral in it')]
    """
    meaning = to_member(Reading, reading, "reading")
    Quantity("0", unit, language=language)
    series = _text(column)
    words = series.fill_null("").alias("words")
    found = [_read(each, unit, language, meaning) for each in words.unique().to_list()]
    table = nw.from_dict(
        _columns(found), nw.Schema(_KINDS), backend=cast(Any, series.implementation)
    )
    told = nw.maybe_convert_dtypes(words.to_frame().join(table, on="words", how="left"))
    ends = (nw.col(end) for end in ("lower", "upper"))
    said = (nw.when(end != NO_VALUE).then(end) for end in ends)
    return told.with_columns(*said).to_native()


def _text(column: object) -> nw.Series[Any]:
    """A column of text.

    Raises:
        TypeError: If it is none.
    """
    try:
        series: nw.Series[Any] = nw.from_native(cast(Any, column), series_only=True)
    except TypeError as error:
        raise TypeError(
            f"column must be a series of polars, pandas or the like, got {short_repr(column)}"
        ) from error
    if not isinstance(series.dtype, (nw.String, nw.Categorical)):
        raise TypeError(f"column must hold text, got {series.dtype}")
    return series.cast(nw.String)


@attrs.frozen
class _Phrase:
    """What a phrase means, or why it is not read."""

    words: str
    range: Range | None
    reason: str = ""


def _read(words: str, unit: str, language: str, reading: Reading) -> _Phrase:
    try:
        quantity = Quantity(words, unit, language=language)
    except InvalidRecordError as error:
        rule = error.faults[0].rule.removesuffix(", and neither lower nor upper is set by hand")
        return _Phrase(words, None, rule)
    amounts = quantity.range(reading)
    return _Phrase(words, amounts.floor if quantity.is_increment else amounts)


def _columns(found: Iterable[_Phrase]) -> dict[str, list[Any]]:
    phrases = list(found)
    ends = (end for each in phrases if each.range for end in (each.range.lower, each.range.upper))
    denominator = lcm(*{end.denominator for end in ends if end is not None})
    rows = [_row(each, denominator) for each in phrases]
    return {name: [row[place] for row in rows] for place, name in enumerate(_KINDS)}


def _row(phrase: _Phrase, denominator: int) -> tuple[Any, ...]:
    amounts, reason = phrase.range or Range.anything(), phrase.reason
    ends = [_scaled(end, denominator) for end in (amounts.lower, amounts.upper)]
    if any(end > LARGEST for end in ends):
        amounts, reason = Range.anything(), "an end times the denominator is beyond 2^61"
        ends = [NO_VALUE, NO_VALUE]
    return phrase.words, *ends, amounts.lower_open, amounts.upper_open, denominator, reason


def _scaled(end: Number | None, denominator: int) -> int:
    return NO_VALUE if end is None else int(end * denominator)
