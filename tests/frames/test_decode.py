"""What a frame tells, in values of Python."""

from fractions import Fraction

import polars as pl
import pytest

from dprk_transfers.frames import bounds, decode, limits, witnesses
from dprk_transfers.frames.decode import Told
from dprk_transfers.values.range import Range

COUNTS = pl.DataFrame(
    {
        "question": ["guns", "guns", "guns"],
        "id": ["a", "b", "c"],
        "denominator": [3, 3, 3],
        "lower": [4, None, 3],
        "upper": [None, 6, None],
    }
)


def test_amounts_are_divided_by_the_denominator() -> None:
    frame = limits(COUNTS)
    told = bounds(frame)
    assert decode(told, witnesses(frame, told)) == (
        Told("guns", Range(Fraction(4, 3), 2), lower_by=("a",), upper_by=("b",)),
    )


def test_rows_of_another_frame_are_refused() -> None:
    with pytest.raises(LookupError, match=r"told need the columns 'since', .* got 'question'"):
        decode(COUNTS)
    with pytest.raises(
        LookupError, match="witnesses need the columns 'since', 'day', 'bound', got"
    ):
        decode(bounds(limits(COUNTS)), COUNTS)
