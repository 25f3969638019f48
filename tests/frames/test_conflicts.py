"""Conflicts in frames, against those of the tally, on every engine."""

from fractions import Fraction

import polars as pl
import pytest

from dprk_transfers.frames import closure, conflicts, limits
from dprk_transfers.values.range import simplest

from .engines import (
    BROADER,
    DENOMINATOR,
    PART_OF,
    Make,
    cases,
    counts_of,
    every_engine,
    kept,
    rows_of,
)

pytestmark = pytest.mark.slow


@every_engine
def test_the_pairs_are_those_of_the_tally(make: Make) -> None:
    found = cases(7, 150, size=10)
    counts, items, shipments = map(make, (counts_of(found), closure(BROADER), closure(PART_OF)))
    frame = kept(limits(counts, items=items, shipments=shipments))
    told = {
        (
            row["question"],
            row["floor_id"],
            row["ceiling_id"],
            simplest(Fraction(row["floor"], DENOMINATOR)),
            row["floor_open"],
            simplest(Fraction(row["ceiling"], DENOMINATOR)),
            row["ceiling_open"],
        )
        for row in rows_of(conflicts(frame))
    }
    ranges = {count.id: count.range for case in found for count in case.counts}
    assert told == {
        (
            case.question,
            each.floor_id,
            each.ceiling_id,
            each.floor,
            ranges[each.floor_id].lower_open,
            each.ceiling,
            ranges[each.ceiling_id].upper_open,
        )
        for case in found
        for each in case.tally.conflicts
    }
    assert len(told) > 10


def test_what_is_refused_is_no_side_in_a_conflict() -> None:
    counts = pl.LazyFrame(
        {"question": ["guns"] * 2, "id": ["a", "b"], "lower": [5, 9], "upper": [9, 5]}
    )
    assert not rows_of(conflicts(limits(counts)))
