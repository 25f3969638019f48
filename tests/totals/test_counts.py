"""What a count says of which windows, against plain sets of days."""

from datetime import date

from hypothesis import given

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import Days, limit_days, ordinals, window

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
        assert limit_days(telling.count(), reading) == (_days(floor), _days(ceiling))


def _days(limits: list[Limit]) -> Days | None:
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
