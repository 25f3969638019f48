from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dprk_transfers import Range, When
from dprk_transfers.strategies import whens
from dprk_transfers.values import say_day, say_range, say_when


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (Range(1001, None), "containers", "more than 1,000"),
        (Range(1001, None), "tonnes", "1,001 or more"),
        (Range(1001, None), None, "1,001 or more"),
        (Range(1000, None), "containers", "1,000 or more"),
        (Range(1, None), "containers", "1 or more"),
        (Range(11, None), "containers", "more than 10"),
        (Range(0, 499), "containers", "fewer than 500"),
        (Range(None, 499), "containers", "fewer than 500"),
        (Range(0, 500), "containers", "0 to 500"),
        (Range(1, 499), "containers", "1 to 499"),
        (Range(1001, 1999), "containers", "1,001 to 1,999"),
        (Range.anything(), "containers", "any number"),
    ],
)
def test_ranges_are_said_as_people_say_them(amount: Range, unit: str | None, said: str) -> None:
    assert say_range(amount, unit) == said


@given(st.none() | st.integers(0, 30), st.none() | st.integers(30, 60))
@example(11, None)
@example(None, 39)
def test_a_range_of_counted_things_is_said_with_the_same_whole_numbers_in_it(
    lower: int | None, upper: int | None
) -> None:
    said = say_range(Range(lower, upper), "containers")
    word, _, number = said.rpartition(" than ")
    if word == "more":
        assert (lower, upper) == (int(number) + 1, None)
    elif word == "fewer":
        assert (lower or 0, upper) == (0, int(number) - 1)
    else:
        assert said == str(Range(lower, upper))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2023", "2023"),
        ("2023-10", "October 2023"),
        ("2023-10-15", "15 October 2023"),
        ("2023-10-15~", "about 15 October 2023"),
        ("2023-10-15?", "15 October 2023 (uncertain)"),
        ("2023-10-15%", "about 15 October 2023 (uncertain)"),
        ("202X", "some day from 1 January 2020 to 31 December 2029"),
        ("2023-21", "some day from 1 March 2023 to 31 May 2023"),
        ("2023-02-1X", "some day from 10 to 19 February 2023"),
        ("[..2023-10-15]", "by 15 October 2023"),
        ("[2023-10-15..]", "from 15 October 2023"),
        ("2023-08/2023-11-02", "August 2023 to 2 November 2023"),
        ("2023-08?/2023-10-15~", "August 2023 (uncertain) to about 15 October 2023"),
        ("2023-01-01~/2023-06-30", "about 1 January 2023 to 30 June 2023"),
        ("2023-01-01/2023-06-30~", "1 January 2023 to about 30 June 2023"),
        ("../2023-10-13%", "up to about 13 October 2023 (uncertain)"),
        ("2023-08-1X~/2023-10-14", "about (some day from 10 to 19 August 2023) to 14 October 2023"),
        ("/2023-10-13", "up to 13 October 2023, start not stated"),
        ("../2023-10-13", "up to 13 October 2023"),
        ("2023-10-13/", "from 13 October 2023 on, end not stated"),
        ("2023-10-13/..", "from 13 October 2023 on"),
        ("../..", "all of time"),
    ],
)
def test_dates_are_said_as_people_say_them(when: str, said: str) -> None:
    assert say_when(When(when)) == said


@given(whens())
def test_every_date_can_be_said(when: When) -> None:
    assert say_when(when).strip()


def test_a_day_is_said_in_english_whatever_the_locale() -> None:
    assert say_day(date(2024, 2, 29)) == "29 February 2024"
