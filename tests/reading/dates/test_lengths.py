from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dprk_transfers.reading import Reading, read_range
from dprk_transfers.reading.dates.grammar import ENGLISH
from dprk_transfers.reading.dates.lengths import FEW, Length, length_of
from dprk_transfers.values import Span

PUBLISHED = st.dates(date(1990, 1, 1), date(2040, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2023, 3, 31), date(2024, 1, 1)]
)
UNITS = ("day", "week", "fortnight", "month", "year", "decade")
UNIT = st.sampled_from(UNITS)
NUMBER = st.integers(1, 40)


def steps_back(day: date, number: int, unit: str) -> date:
    """The day so many units before another, as dateutil finds it."""
    from dateutil.relativedelta import relativedelta

    size = {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "fortnight": relativedelta(weeks=2 * number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
        "decade": relativedelta(years=10 * number),
    }
    return day - size[unit]


@pytest.mark.parametrize(
    ("words", "unit", "length"),
    [
        ("", "month", Length(1, 1, unit="month")),
        ("a", "week", Length(1, 1, unit="week")),
        ("three", "month", Length(3, 3, unit="month")),
        ("20", "month", Length(20, 20, unit="month")),
        ("1000", "day", Length(1000, 1000, unit="day")),
        ("two to three", "week", Length(2, 3, unit="week")),
        ("10-12", "day", Length(10, 12, unit="day")),
        ("few", "week", Length(*FEW, unit="week")),
        ("a few", "year", Length(*FEW, unit="year")),
        ("several", "month", Length(3, 9, unit="month")),
        ("a couple of", "week", Length(2, 2, unit="week")),
        ("half", "year", Length(6, 6, unit="month")),
        ("2.5", "year", Length(30, 30, unit="month")),
        ("one and a half", "year", Length(18, 18, unit="month")),
        ("nearly 20", "month", Length(16, 20, unit="month", is_hedged=True)),
        ("nearly a", "month", Length(0, 1, unit="month", is_hedged=True)),
        ("nearly 40", "day", Length(35, 39, unit="day", is_hedged=True)),
        ("nearly two", "year", Length(1, 2, unit="year", is_hedged=True)),
        ("nearly a", "decade", Length(0, 1, unit="decade", is_hedged=True)),
        ("nearly three", "week", Length(2, 3, unit="week", is_hedged=True)),
        ("about 20", "day", Length(16, 24, unit="day", is_hedged=True)),
        ("about six", "week", Length(5, 7, unit="week", is_hedged=True)),
        ("about 12", "year", Length(10, 14, unit="year", is_hedged=True)),
        ("more than 600", "day", Length(601, None, unit="day", is_hedged=True)),
        ("more than 20", "month", Length(20, None, unit="month", is_hedged=True)),
        ("more than a", "year", Length(1, None, unit="year", is_hedged=True)),
        ("over a", "year", Length(1, None, unit="year", is_hedged=True)),
        ("at least six", "month", Length(6, None, unit="month", is_hedged=True)),
        ("less than a", "year", Length(0, 1, unit="year", is_hedged=True)),
        ("less than two", "month", Length(0, 2, unit="month", is_hedged=True)),
        ("less than five", "day", Length(0, 4, unit="day", is_hedged=True)),
        ("up to two", "week", Length(0, 2, unit="week", is_hedged=True)),
        ("exactly 20", "month", Length(20, 20, unit="month", is_hedged=True)),
    ],
)
def test_lengths_by_hand(words: str, unit: str, length: Length) -> None:
    assert length_of(words, unit, and_a_half=False) == length


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("", Length(18, 18, unit="month")),
        ("two", Length(30, 30, unit="month")),
        ("nearly a", Length(15, 18, unit="month", is_hedged=True)),
        ("more than two", Length(30, None, unit="month", is_hedged=True)),
    ],
)
def test_and_a_half_belongs_to_the_number_before_it_is_hedged(words: str, length: Length) -> None:
    assert length_of(words, "year", and_a_half=True) == length


@pytest.mark.parametrize(
    ("words", "unit", "and_a_half"),
    [
        ("", "week", True),
        ("", "month", True),
        ("1.5", "week", False),
        ("2.25", "year", False),
        ("few", "year", True),
        ("a few", "year", True),
        ("0", "day", False),
        ("zero", "week", False),
        ("0", "month", False),
        ("1001", "day", False),
        ("10,000", "year", False),
        ("more than 5,000", "day", False),
        ("-3", "day", False),
        ("first", "week", False),
        ("next three", "month", False),
        ("three business", "day", False),
        ("many", "year", False),
        ("the", "year", False),
        ("\u0662", "week", False),
    ],
)
def test_what_is_no_whole_number_of_units_is_no_length(
    words: str, unit: str, and_a_half: bool
) -> None:
    assert length_of(words, unit, and_a_half=and_a_half) is None


@given(NUMBER, UNIT)
def test_a_plain_number_is_itself_in_digits_and_in_words(number: int, unit: str) -> None:
    length = Length(number, number, unit=unit)
    assert length_of(str(number), unit, and_a_half=False) == length
    for word in (word for word, value in ENGLISH.words["number"].items() if value == number):
        assert length_of(word, unit, and_a_half=False) == length


HEDGES = ("nearly", "about", "more than", "at least", "less than", "at most", "exactly")


@given(st.sampled_from(HEDGES), NUMBER)
def test_days_are_whole_ones_as_the_reader_of_amounts_bounds_them(hedge: str, number: int) -> None:
    words = f"{hedge} {number}"
    bounds = read_range(words, Reading.LITERAL)
    assume(bounds.upper != 0)
    assert bounds.lower is not None
    length = length_of(words, "day", and_a_half=False)
    assert length == Length(
        int(bounds.lower),
        None if bounds.upper is None else int(bounds.upper),
        unit="day",
        is_hedged=True,
    )


@given(st.sampled_from(HEDGES), NUMBER, UNIT, PUBLISHED)
def test_a_hedge_never_shuts_out_the_lengths_it_is_true_of(
    hedge: str, number: int, unit: str, published: date
) -> None:
    """Enumerate days: those strictly within the hedge, by the calendar, are in the span."""
    length = length_of(f"{hedge} {number}", unit, and_a_half=False)
    assume(length is not None)
    assert length is not None
    span = length.before(published)
    there = steps_back(published, number, unit)
    a_day_more, a_day_less = there - timedelta(days=1), there + timedelta(days=1)
    inside = {
        "nearly": [a_day_less],
        "about": [a_day_more, there, a_day_less],
        "more than": [a_day_more],
        "at least": [there, a_day_more],
        "less than": [a_day_less, published],
        "at most": [there, a_day_less, published],
        "exactly": [there],
    }[hedge]
    for day in inside:
        assert span.earliest is None or span.earliest <= day
        assert span.latest is not None
        assert day <= span.latest


@given(st.sampled_from(["", "few", "several", *HEDGES]), NUMBER, UNIT, PUBLISHED)
def test_no_length_reaches_past_the_day_it_is_counted_from(
    hedge: str, number: int, unit: str, published: date
) -> None:
    words = hedge if hedge in ("few", "several") else f"{hedge} {number}".strip()
    length = length_of(words, unit, and_a_half=False)
    assume((hedge, number) not in [("nearly", 1), ("less than", 1)])
    assert length is not None
    span = length.before(published)
    assert span.latest is not None
    assert span.latest <= published
    assert (span.earliest is None) is (length.most is None)


@given(NUMBER, UNIT, PUBLISHED)
def test_a_plain_length_begins_as_exactly_as_its_unit(
    number: int, unit: str, published: date
) -> None:
    span = Length(number, number, unit=unit).before(published)
    there = steps_back(published, number, unit)
    if unit == "day":
        assert span == Span(there, there)
    elif unit in ("week", "fortnight"):
        assert span == Span(there - timedelta(days=3), there + timedelta(days=3))
    else:
        last = monthrange(there.year, there.month)[1]
        assert span == Span(there.replace(day=1), there.replace(day=last))


@given(NUMBER, NUMBER, UNIT, PUBLISHED)
def test_a_length_with_two_ends_reaches_from_the_longer_to_the_shorter(
    one: int, other: int, unit: str, published: date
) -> None:
    least, most = sorted((one, other))
    span = Length(least, most, unit=unit).before(published)
    assert span.earliest == Length(most, most, unit=unit).before(published).earliest
    assert span.latest == Length(least, least, unit=unit).before(published).latest


def test_a_length_before_the_calendar_begins_is_refused() -> None:
    with pytest.raises((ValueError, OverflowError)):
        Length(1000, 1000, unit="decade").before(date(2023, 11, 29))
    with pytest.raises((ValueError, OverflowError)):
        Length(1000, 1000, unit="day").before(date(1, 2, 3))


def test_lengths_are_immutable_and_their_repr_rebuilds_them() -> None:
    length = Length(16, 19, unit="month", is_hedged=True)
    assert attrs.evolve(length) == length
    assert repr(length) == "Length(least=16, most=19, unit='month', is_hedged=True)"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        length.least = 17  # type: ignore[misc]
