"""Plateaus in frames, against `agreement`, on every engine."""

from fractions import Fraction
from typing import Any

import attrs
import polars as pl
import pytest

from dprk_transfers.frames import limits, plateaus
from dprk_transfers.totals.agreement import agreement
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When

from .engines import DENOMINATOR, Case, Make, cases, counts_of, every_engine, rows_of

pytestmark = pytest.mark.slow


def about_one_thing(case: Case) -> Case:
    """The counts of a case, as if they were all about one scope."""
    counts = tuple(
        attrs.evolve(
            each, item=None, shipment=None, period=When("../2024-01-01"), extent=Extent.TOTAL
        )
        for each in case.counts
    )
    return Case(case.question, counts, Tally(counts))


def range_of(row: dict[str, Any]) -> Range:
    lower, upper = (
        None if row[end] is None else Fraction(row[end], DENOMINATOR) for end in ("lower", "upper")
    )
    return Range(lower, upper, lower_open=row["lower_open"], upper_open=row["upper_open"])


@every_engine
def test_the_plateaus_are_those_of_agreement(make: Make) -> None:
    found = [about_one_thing(case) for case in cases(4, 150)]
    told: dict[str, list[tuple[Range, int, int]]] = {}
    for row in rows_of(plateaus(limits(make(counts_of(found))))):
        plateau = range_of(row), row["origins"], row["counts"]
        told.setdefault(row["question"], []).append(plateau)
    for case in found:
        profile = agreement(case.counts).profile
        mine = sorted(told.pop(case.question), key=lambda each: _order(each[0]))
        assert mine == [(each.range, each.origins, len(each.ids)) for each in profile]
    assert not told


def _order(r: Range) -> tuple[bool, Fraction, bool]:
    return r.lower is not None, Fraction(r.lower or 0), r.lower_open


def test_without_origins_all_counts_make_one() -> None:
    counts = pl.DataFrame({"question": ["guns"] * 2, "id": ["a", "b"], "upper": [5, 9]})
    told = [(row["upper"], row["origins"]) for row in rows_of(plateaus(limits(counts)))]
    assert sorted(told) == [(5, 1), (9, 1)]
