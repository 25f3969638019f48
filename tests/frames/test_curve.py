"""Curves and bounds of frames, against the tally of the same counts, on every engine."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.frames import bounds, closure, curve, decode, limits, witnesses
from dprk_transfers.frames.decode import Told
from dprk_transfers.totals.bounds import Bounds

from .engines import BROADER, PART_OF, Case, Make, cases, counts_of, every_engine, kept

pytestmark = pytest.mark.slow


def limits_in(make: Make, found: list[Case]) -> Any:
    counts, items, shipments = map(make, (counts_of(found), closure(BROADER), closure(PART_OF)))
    return kept(limits(counts, items=items, shipments=shipments))


def assert_equal(told: Told, found: Bounds) -> None:
    assert told.clash == found.is_cautious
    if not told.clash:
        assert told.range == found.range
        assert told.lower_by == found.lower_by
        assert told.upper_by == found.upper_by


def assert_curves(told: Iterable[Told], found: list[Case], since: date | None) -> None:
    by_scope: dict[object, list[Told]] = {}
    for each in told:
        by_scope.setdefault((each.question, each.item, each.shipment), []).append(each)
    for case in found:
        for item, shipment in case.cells:
            steps = case.tally.curve(since, item=item, shipment=shipment)
            mine = by_scope.pop((case.question, item, shipment), [])
            assert [each.day for each in mine] == [step.day for step in steps]
            for each, step in zip(mine, steps, strict=True):
                assert each.since == since
                assert_equal(each, step.bounds)
    assert not by_scope


@every_engine
@pytest.mark.parametrize("since", [None, date(2023, 8, 4)])
def test_every_step_is_that_of_the_tally(make: Make, since: date | None) -> None:
    found = cases(20231013, 150)
    frame = limits_in(make, found)
    steps = kept(curve(frame, since))
    assert_curves(decode(steps, witnesses(frame, steps)), found, since)


@given(st.integers(0, 10**9), st.sampled_from([None, date(2023, 8, 6)]))
def test_every_step_is_that_of_the_tally_whatever_the_counts(seed: int, since: date | None) -> None:
    found = cases(seed, 3, size=12)
    frame = limits_in(pl.DataFrame.lazy, found)
    steps = kept(curve(frame, since))
    assert_curves(decode(steps, witnesses(frame, steps)), found, since)


@every_engine
def test_the_bounds_of_a_window_are_those_of_the_tally(make: Make) -> None:
    found = cases(19, 100)
    frame = limits_in(make, found)
    for days in (
        (None, None),
        (None, date(2023, 8, 6)),
        (date(2023, 8, 3), date(2023, 8, 10)),
    ):
        rows = kept(bounds(frame, *days))
        told = {
            (each.question, each.item, each.shipment): each
            for each in decode(rows, witnesses(frame, rows))
        }
        for case in found:
            for item, shipment in case.cells:
                each = told.pop((case.question, item, shipment))
                assert (each.since, each.day) == days
                assert_equal(each, case.tally.bounds(*days, item=item, shipment=shipment))
        assert not told


def test_a_lazy_frame_stays_lazy_and_an_eager_one_eager() -> None:
    counts = pl.DataFrame({"question": ["guns"], "id": ["a"], "lower": [5]})
    assert isinstance(curve(limits(counts)), pl.DataFrame)
    assert isinstance(bounds(limits(counts.lazy())), pl.LazyFrame)


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    frame = limits(pl.DataFrame({"question": ["guns"], "id": ["a"], "lower": [5]}))
    with pytest.raises(ValueError, match="must not end before it starts, got 2024-01-02 to 2024"):
        bounds(frame, "2024-01-02", "2024-01-01")
