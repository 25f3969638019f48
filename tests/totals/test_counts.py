"""What a count says of which windows, against plain sets of days."""

import copy
import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.strategies import counts
from dprk_transfers.totals.counts import (
    Count,
    OrdinalWindow,
    ceiling_window,
    floor_window,
    ordinals,
    window,
)
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Range
from dprk_transfers.values.when import When

from .linear_program import AFTER, BEFORE, Limit, Telling, ceilings_of, day, floors_of
from .test_tally import readings, tellings


def test_a_window_is_written_as_it_was_read() -> None:
    for days in [(None, None), (date.min, date.max), (date(2023, 9, 1), None)]:
        assert window(ordinals(*days)) == days
    assert ordinals(None, date.min) == (0, 1)
    assert ordinals(date.max, None)[1] == date.max.toordinal() + 1


@given(told=tellings(), reading=readings)
def test_a_floor_holds_for_the_outer_window_and_a_ceiling_for_the_inner_one(
    told: list[Telling], reading: Reading
) -> None:
    for telling in told:
        floor, ceiling = floors_of([telling]), ceilings_of([telling], reading)
        assert floor_window(telling.count()) == _days(floor)
        assert ceiling_window(telling.count(), reading) == _days(ceiling)


def _days(limits: list[Limit]) -> OrdinalWindow | None:
    (first, last) = ordinals(None, None)
    for limit in limits:
        ends = min(limit.scope.days), max(limit.scope.days)
        known = [
            first if end == BEFORE else last if end == AFTER else _ordinal(end) for end in ends
        ]
        return known[0], known[1]
    return None


def _ordinal(number: int) -> int:
    return ordinals(day(number), None)[0]


SOUND: dict[str, Any] = {"id": "it", "period": When("2023"), "range": Range(1, 2)}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": 5}, "Count: $.id: must be text, got 5"),
        ({"period": "2023"}, "Count it: $.period: must be a When, got '2023'"),
        ({"range": 6700}, "Count it: $.range: must be a Range, got 6700"),
        (
            {"extent": "nonsense"},
            "Count it: $.extent: must be one of 'total', 'part', 'rate', got 'nonsense'",
        ),
        (
            {"extent": None},
            "Count it: $.extent: must be one of 'total', 'part', 'rate', got None",
        ),
        ({"item": 7}, "Count it: $.item: must be text, got 7"),
        ({"shipment": False}, "Count it: $.shipment: must be text, got False"),
        ({"origin": ()}, "Count it: $.origin: must be text, got ()"),
        (
            {"period": None, "range": 1, "extent": 2, "origin": 3},
            (
                "Count it: $.period: must be a When, got None; $.range: must be a Range, got 1; "
                "$.extent: must be one of 'total', 'part', 'rate', got 2; "
                "$.origin: must be text, got 3"
            ),
        ),
    ],
)
def test_every_field_of_another_type_is_told_at_once(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        Count(**{**SOUND, **fields})
    assert str(caught.value) == message


@given(extent=st.sampled_from(Extent))
def test_an_extent_is_taken_as_such_or_as_its_value(extent: Extent) -> None:
    assert Count(**SOUND, extent=extent.value) == Count(**SOUND, extent=extent)
    assert Count(**SOUND).extent is Extent.TOTAL


@given(count=counts())
def test_a_count_can_be_copied_pickled_and_hashed(count: Count) -> None:
    for copied in (copy.deepcopy(count), pickle.loads(pickle.dumps(count))):  # noqa: S301
        assert copied == count
        assert hash(copied) == hash(count)
