"""What a count says of which windows, against plain sets of days."""

import copy
import pickle
import re
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
        floor, ceiling = floors_of([telling], reading), ceilings_of([telling], reading)
        assert floor_window(telling.count(), reading) == _days(floor)
        assert ceiling_window(telling.count(), reading) == _days(ceiling)


@pytest.mark.parametrize(
    ("period", "outer", "inner"),
    [
        # ten days for a day, or for a few
        ("2023-10-01~", ("2023-09-21", "2023-10-11"), None),
        ("../2023-10-01~", (None, "2023-10-11"), (None, "2023-09-21")),
        ("2023-08-01~/2023-10-31~", ("2023-07-22", "2023-11-10"), ("2023-08-11", "2023-10-21")),
        ("../[2023-10-11~..2023-10-20~]", (None, "2023-10-30"), (None, "2023-10-01")),
        ("../[2023-02-01~..2023-02-27~]", (None, "2023-03-09"), (None, "2023-01-22")),
        # a month for a month, and for what is less than a year
        ("../2023-10~", (None, "2023-11-30"), (None, "2023-09-01")),
        ("../2023-02~", (None, "2023-03-31"), (None, "2023-01-01")),
        ("../2023-22~", (None, "2023-09-30"), (None, "2023-05-01")),
        ("../[2023-10~..2023-10-29~]", (None, "2023-11-30"), (None, "2023-09-01")),
        ("2023-01~/2024-12-31", ("2022-12-01", "2024-12-31"), ("2023-02-28", "2024-12-31")),
        ("../[2023-02~..2023-12-31~]", (None, "2024-01-31"), (None, "2023-01-01")),
        # a year for a year, and where one cannot tell
        ("../2023~", (None, "2024-12-31"), (None, "2022-01-01")),
        ("2022~/2025", ("2021-01-01", "2025-12-31"), ("2023-12-31", "2025-01-01")),
        ("[2022-08-31~..]/[2023-08-31..]", ("2021-08-01", None), None),
        ("2021/[..2023-08-31~]", ("2021-01-01", "2024-08-31"), None),
        ("../[2023-08-31~..]", (None, None), (None, "2022-08-01")),
        # each end by itself
        ("2023-08-01/2023-10-31~", ("2023-08-01", "2023-11-10"), ("2023-08-01", "2023-10-21")),
        ("2023-08-01~/2023-10-31", ("2023-07-22", "2023-10-31"), ("2023-08-11", "2023-10-31")),
        # an uncertain one is as one that is not stated
        ("2021/2023-10-01?", ("2021-01-01", None), None),
        ("2023-08-01?/2023-10-31", (None, "2023-10-31"), None),
        ("2023-08-01/2023-10-31%", ("2023-08-01", None), None),
        # no day beyond the calendar
        ("0001~/2023-10-31", (None, "2023-10-31"), ("0002-12-31", "2023-10-31")),
        ("2023-08-01/9999-12-31~", ("2023-08-01", None), ("2023-08-01", "9999-12-21")),
    ],
)
def test_doubt_about_an_end_makes_room_for_it_in_the_literal_reading_alone(
    period: str, outer: tuple[str | None, str | None], inner: tuple[str | None, str | None] | None
) -> None:
    count = Count("it", When(period), range=Range(1, 2))
    assert floor_window(count, Reading.LITERAL) == _window(outer)
    assert ceiling_window(count, Reading.LITERAL) == (inner and _window(inner))
    plain = Count("it", When(re.sub("[~?%]", "", period)), range=Range(1, 2))
    assert floor_window(count, Reading.TYPICAL) == floor_window(plain, Reading.TYPICAL)
    assert ceiling_window(count, Reading.TYPICAL) == ceiling_window(plain, Reading.TYPICAL)


def _window(days: tuple[str | None, str | None]) -> OrdinalWindow:
    start, end = (text and date.fromisoformat(text) for text in days)
    return ordinals(start or None, end or None)


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
