from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.reading import Hedge, Numeral, read_numeral
from dprk_transfers.reading.figures.ends import bound_together, ends_of_range
from dprk_transfers.reading.words import RefusalError

FLOOR, CEILING, ABOUT = Hedge.MORE_THAN, Hedge.AT_MOST, Hedge.ABOUT


@pytest.mark.parametrize(
    ("low", "high", "together"),
    [
        ([], [], True),
        ([ABOUT], [], True),
        ([ABOUT], [Hedge.NEAR_BELOW], True),
        ([FLOOR], [CEILING], True),
        ([], [CEILING], True),
        ([FLOOR], [], False),
        ([FLOOR], [ABOUT], False),
        ([ABOUT], [CEILING], False),
        ([CEILING], [FLOOR], False),
        ([], [FLOOR], False),
    ],
)
def test_a_floor_and_a_ceiling_bound_a_range_together(
    low: list[Hedge], high: list[Hedge], together: bool
) -> None:
    assert bound_together(low, high) is together


@pytest.mark.parametrize(
    ("low", "high", "first"),
    [
        ("4", "6 million", 4_000_000),
        ("1.5", "2 million", 1_500_000),
        ("5 thousand", "1 million", 5000),
        ("5 thousand", "6 thousand million", 5_000_000_000),
        ("one hundred", "500 hundred", 100),
        ("one hundred", "two hundred thousand", 100_000),
        ("10", "12", 10),
        ("half", "two thirds", None),
    ],
)
def test_the_first_end_has_the_scale_that_only_the_second_states(
    low: str, high: str, first: int | None
) -> None:
    ends = ends_of_range(read_numeral(low), read_numeral(high), "to")
    assert ends[0].value == (read_numeral(low).value if first is None else first)
    assert ends[1] == read_numeral(high)


@pytest.mark.parametrize(
    ("low", "join", "high", "reason"),
    [
        ("10", "to", "12,000", "it may begin at 10 or at 10,000"),
        ("5", "-", "600", "it may begin at 5 or at 500"),
        ("800", "to", "1.2 million", "it may begin at 800 or at 800,000,000"),
        ("2", "to", "1", "a range goes from a number to a larger one"),
        ("half", "to", "5", "a range goes from a number to a larger one"),
        ("400,000", "or", "2.3 million", "it is one of 400,000 and 2,300,000"),
    ],
)
def test_ends_that_bear_two_readings_or_none_are_refused(
    low: str, join: str, high: str, reason: str
) -> None:
    with pytest.raises(RefusalError) as caught:
        ends_of_range(read_numeral(low), read_numeral(high), join)
    assert str(caught.value) == reason


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from(["to", "-", "or", "and"]))
def test_a_range_is_read_as_it_stands_or_refused(a: int, b: int, join: str) -> None:
    low, high = Numeral(a, 1), Numeral(b, 1)
    try:
        ends = ends_of_range(low, high, join)
    except RefusalError:
        return
    assert ends == (low, high)
    assert a <= b
