from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.reading import MONTHS
from dprk_transfers.reading.dates.calendar import (
    WEEKDAYS,
    DateSpan,
    Reference,
    back,
    latest_weekday,
    months,
    within_month,
)
from dprk_transfers.reading.dates.grammar import ENGLISH, Slots
from dprk_transfers.reading.dates.terms import DAYS, find_term
from dprk_transfers.reading.words import RefusalError

LEAP_DAYS = [date(year, 2, 29) for year in range(1992, 2041, 4)]
PUBLISHED = st.dates(date(1990, 1, 1), date(2040, 12, 31)) | st.sampled_from(LEAP_DAYS)
YEARS = st.integers(1990, 2040)
MONTH_NUMBERS = st.integers(1, 12)
MONTH_NAMES = [name.lower() for name in MONTHS]


SEASONS = ENGLISH.words["season"]
WEEKDAY_NAMES = list(ENGLISH.words["weekday"])


def days(words: str, published: date, before: date | None = None) -> DateSpan:
    found = find_term(words)
    assert found is not None, words
    term, slots = found
    return DAYS[term.name](slots, Reference(published, before or published))


def backwards(day: date) -> Iterator[date]:
    """The days from one on, into the past."""
    while True:
        yield day
        day -= timedelta(days=1)


def months_on(day: date, number: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=number)


def month_of(day: date) -> DateSpan:
    return DateSpan(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def all_days(span: tuple[date, date]) -> list[date]:
    return [span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1)]


def test_months_are_those_of_the_english_calendar() -> None:
    assert " ".join(MONTHS) == (
        "January February March April May June July August September October November December"
    )
    for number, name in enumerate(MONTH_NAMES, start=1):
        assert days(f"{name} 2023", date(2024, 1, 1)) == month_of(date(2023, number, 1))
        assert days(f"{name[:3]} 2023", date(2024, 1, 1)) == month_of(date(2023, number, 1))


def test_weekdays_are_those_of_the_calendar() -> None:
    monday = date(2023, 11, 27)
    names = [f"{monday + timedelta(days=n):%A}" for n in range(7)]
    assert list(WEEKDAYS) == names
    numbers = ENGLISH.words["weekday"]
    assert list(numbers)[:7] == [name.lower() for name in names]
    for name, number in numbers.items():
        assert names[number - 1].lower().startswith(name) or name == "weds"
    assert {*map(str.lower, (name[:3] for name in names))} < {*numbers}


def test_the_seasons_are_northern_ones_of_three_months() -> None:
    assert {name: MONTHS[first - 1] for name, first in SEASONS.items()} == {
        "spring": "March",
        "summer": "June",
        "autumn": "September",
        "fall": "September",
        "winter": "December",
    }


def test_numbers_in_words_count_up_from_one_to_a_dozen() -> None:
    counts = ENGLISH.words["number"]
    assert list(counts.values()) == list(range(1, 13))
    assert [" ".join(counts)] == [
        "one two three four five six seven eight nine ten eleven twelve",
    ]


@given(MONTH_NUMBERS, PUBLISHED)
def test_a_month_without_a_year_is_the_latest_that_has_begun(number: int, published: date) -> None:
    begun = next(day for day in backwards(published) if day.month == number)
    assert days(MONTH_NAMES[number - 1], published) == month_of(begun)


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), PUBLISHED)
def test_a_day_without_a_year_is_the_latest_up_to_publication(
    of_a_leap_year: date, published: date
) -> None:
    month, day = of_a_leap_year.month, of_a_leap_year.day
    there = next(each for each in backwards(published) if (each.month, each.day) == (month, day))
    for words in (f"{MONTH_NAMES[month - 1]} {day}", f"the {day}th of {MONTH_NAMES[month - 1]}"):
        assert days(words, published) == (there, there)


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.sampled_from(WEEKDAY_NAMES))
def test_a_weekday_before_a_day_is_refused_unless_it_is_right(day: date, weekday: str) -> None:
    words = f"{weekday} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    if day.isoweekday() == ENGLISH.words["weekday"][weekday]:
        assert days(words, date(2041, 1, 1)) == (day, day)
        return
    with pytest.raises(RefusalError, match=f"^{day} was a {day:%A}$"):
        days(words, date(2041, 1, 1))


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_an_iso_day_is_that_day(day: date) -> None:
    assert days(day.isoformat(), date(2041, 1, 1)) == (day, day)


@given(st.integers(1, 31), PUBLISHED)
def test_a_number_alone_is_the_latest_day_of_that_number(number: int, published: date) -> None:
    there = next(day for day in backwards(published) if day.day == number)
    assert days(f"the {number}th", published) == (there, there)


@pytest.mark.parametrize("words", ["the 31st", "31st"])
def test_a_number_skips_the_months_that_lack_it(words: str) -> None:
    assert days(words, date(2024, 3, 30)) == (date(2024, 1, 31), date(2024, 1, 31))


def test_a_number_beside_a_day_before_the_calendar_begins_has_no_day() -> None:
    with pytest.raises(ValueError, match=r"year 0|out of range"):
        days("the 31st", date(1, 1, 30))


@given(st.integers(1, 28), PUBLISHED)
def test_a_day_of_this_or_the_last_month_is_in_that_month(number: int, published: date) -> None:
    first = published.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=number)
    assert days(f"the {number}th of last month", published) == (before, before)
    assert days(f"{number}th of this month", published)[0] == first.replace(day=number)


def test_last_month_may_lack_a_day() -> None:
    with pytest.raises(ValueError, match="day"):
        days("the 31st of last month", date(2024, 3, 10))


@given(st.sampled_from(range(7)), PUBLISHED)
def test_a_weekday_is_the_latest_up_to_publication(number: int, published: date) -> None:
    there = next(day for day in backwards(published) if day.weekday() == number)
    for words in (
        WEEKDAY_NAMES[number],
        f"{WEEKDAY_NAMES[number]} night",
        f"late {WEEKDAY_NAMES[number]}",
    ):
        assert days(words, published) == (there, there)


@given(st.sampled_from(range(7)), PUBLISHED)
def test_a_last_weekday_is_refused_exactly_where_it_lies_in_the_week_itself(
    number: int, published: date
) -> None:
    yesterday = published - timedelta(days=1)
    there = next(day for day in backwards(yesterday) if day.weekday() == number)
    if there.isocalendar()[:2] != published.isocalendar()[:2]:
        assert days(f"last {WEEKDAY_NAMES[number]}", published) == (there, there)
        return
    with pytest.raises(RefusalError) as caught:
        days(f"last {WEEKDAY_NAMES[number]}", published)
    assert str(there) in str(caught.value)
    assert str(there - timedelta(days=7)) in str(caught.value)


@given(PUBLISHED)
def test_today_and_yesterday_are_those_of_publication(published: date) -> None:
    yesterday = published - timedelta(days=1)
    assert days("today", published) == (published, published)
    assert days("this morning", published, yesterday) == (published, published)
    assert days("late yesterday", published) == (yesterday, yesterday)


@given(PUBLISHED)
def test_this_and_last_month_follow_each_other(published: date) -> None:
    this, last = days("this month", published), days("last month", published)
    assert this[0] <= published <= this[1]
    assert last == month_of(this[0] - timedelta(days=1))


@given(PUBLISHED)
def test_this_and_last_year_are_calendar_years(published: date) -> None:
    year = published.year
    assert days("this year", published) == (date(year, 1, 1), date(year, 12, 31))
    assert days("last year", published) == (date(year - 1, 1, 1), date(year - 1, 12, 31))


PARTS_OF_A_MONTH = [
    ("early {}", "mid-{}", "late {}"),
    ("the first half of {}", "the second half of {}"),
    ("the first 20 days of {}", "late {}"),
]


@pytest.mark.parametrize("parts", PARTS_OF_A_MONTH, ids=" + ".join)
@given(MONTH_NUMBERS, YEARS)
def test_the_parts_of_a_month_are_all_of_it_without_gap_or_overlap(
    parts: tuple[str, ...], month: int, year: int
) -> None:
    whole = f"{MONTH_NAMES[month - 1]} {year}"
    parted = [day for part in parts for day in all_days(days(part.format(whole), date.max))]
    assert parted == all_days(month_of(date(year, month, 1)))


PARTS_OF_A_YEAR = [
    ("early {}", "mid-{}", "late {}"),
    ("the first half of {}", "the second half of {}"),
    ("the first quarter of {}", "second quarter {}", "the 3rd quarter of {}", "q4 of {}"),
    (
        "the start of {}",
        "february {}",
        "mar {}",
        "the second quarter of {}",
        "the second half of {}",
    ),
    ("the first eleven months of {}", "the end of {}"),
    ("january {}", "february {}", "spring {}", "summer {}", "autumn {}", "december {}"),
]


@pytest.mark.parametrize("parts", PARTS_OF_A_YEAR, ids=" + ".join)
@given(YEARS)
def test_the_parts_of_a_year_are_all_of_it_without_gap_or_overlap(
    parts: tuple[str, ...], year: int
) -> None:
    parted = [day for part in parts for day in all_days(days(part.format(year), date.max))]
    assert parted == all_days((date(year, 1, 1), date(year, 12, 31)))


@given(st.sampled_from(sorted({*SEASONS} - {"winter"})), YEARS)
def test_the_parts_of_a_season_are_its_months(season: str, year: int) -> None:
    parts = [days(f"{part} {season} {year}", date.max) for part in ("early", "mid", "late")]
    months = [month_of(date(year, SEASONS[season] + n, 1)) for n in range(3)]
    assert parts == months
    assert days(f"{season} {year}", date.max) == (months[0][0], months[-1][1])


@given(MONTH_NUMBERS, YEARS)
def test_the_ends_of_a_month_are_its_first_and_its_last_seven_days(month: int, year: int) -> None:
    name = f"{MONTH_NAMES[month - 1]} {year}"
    whole = all_days(month_of(date(year, month, 1)))
    for words in ("the start of", "the very beginning of"):
        assert all_days(days(f"{words} {name}", date.max)) == whole[:7]
    assert all_days(days(f"end {name}", date.max)) == whole[-7:]


@given(MONTH_NUMBERS, YEARS, st.integers(1, 40))
def test_the_first_days_of_a_month_are_no_more_than_it_has(
    month: int, year: int, number: int
) -> None:
    words = f"the first {number} days of {MONTH_NAMES[month - 1]} {year}"
    whole = all_days(month_of(date(year, month, 1)))
    if number <= len(whole):
        assert all_days(days(words, date.max)) == whole[:number]
    else:
        with pytest.raises(ValueError, match="day"):
            days(words, date.max)


@given(YEARS, st.integers(1, 30))
def test_the_first_months_of_a_year_are_no_more_than_it_has(year: int, number: int) -> None:
    words = f"the first {number} months of {year}"
    if number <= 12:
        last = months_on(date(year, 1, 1), number) - timedelta(days=1)
        assert days(words, date.max) == (date(year, 1, 1), last)
    else:
        with pytest.raises(RefusalError, match="a year has twelve months"):
            days(words, date.max)


@given(st.sampled_from(sorted(SEASONS)), PUBLISHED)
def test_a_season_without_a_year_is_the_latest_that_has_begun(season: str, published: date) -> None:
    begun = next(
        day for day in backwards(published) if (day.month, day.day) == (SEASONS[season], 1)
    )
    assert days(season, published) == (begun, months_on(begun, 3) - timedelta(days=1))


@given(st.sampled_from(sorted({*SEASONS} - {"winter"})), PUBLISHED)
def test_this_season_is_that_of_the_year_even_where_it_has_not_begun(
    season: str, published: date
) -> None:
    assert days(f"this {season}", published) == days(f"{season} {published.year}", published)


@pytest.mark.parametrize(
    "words", ["winter 2022", "this winter", "winter of last year", "late winter 2022"]
)
def test_a_winter_of_a_year_is_refused_for_it_lies_in_two(words: str) -> None:
    with pytest.raises(RefusalError, match="a winter lies in two years"):
        days(words, date(2024, 1, 15))


@given(MONTH_NUMBERS, PUBLISHED)
def test_a_last_month_by_name_is_refused_unless_the_latest_is_of_the_year_before(
    month: int, published: date
) -> None:
    name = MONTH_NAMES[month - 1]
    first, end = days(name, published)
    if first.year < published.year:
        assert days(f"last {name}", published) == (first, end)
        return
    with pytest.raises(RefusalError) as caught:
        days(f"last {name}", published)
    assert str(first.year) in str(caught.value)
    assert str(first.year - 1) in str(caught.value)


@given(st.sampled_from(sorted(SEASONS)), PUBLISHED)
def test_a_last_season_is_refused_unless_the_latest_began_the_year_before_and_is_over(
    season: str, published: date
) -> None:
    first, end = days(season, published)
    if first.year < published.year and end < published:
        assert days(f"last {season}", published) == (first, end)
        return
    with pytest.raises(RefusalError, match=f"{season.capitalize()} of {first.year}, the latest"):
        days(f"last {season}", published)


@given(PUBLISHED)
def test_a_week_is_that_of_iso_with_the_sunday_before_it(published: date) -> None:
    for words, inside in (("this week", published), ("last week", published - timedelta(days=7))):
        span = all_days(days(words, published))
        assert len(span) == 8
        assert {day.isocalendar()[:2] for day in span[1:]} == {inside.isocalendar()[:2]}


@given(PUBLISHED)
def test_the_weekend_is_the_latest_that_has_begun(published: date) -> None:
    saturday = next(day for day in backwards(published) if day.weekday() == 5)
    assert days("the weekend", published) == (saturday, saturday + timedelta(days=1))


@given(PUBLISHED)
def test_earlier_reaches_from_the_first_day_of_the_period_to_publication(published: date) -> None:
    for unit in ("week", "month", "year"):
        first, last = days(f"earlier this {unit}", published)
        assert (first, last) == (days(f"this {unit}", published)[0], published)


@given(st.integers(1, 200), PUBLISHED)
def test_ago_is_as_exact_as_its_unit(number: int, published: date) -> None:
    day = published - timedelta(days=number)
    week = published - timedelta(days=7 * number)
    around = (week - timedelta(days=3), week + timedelta(days=3))
    year = published.year - number
    assert days(f"{number} days ago", published) == (day, day)
    assert days(f"{number} weeks ago", published) == around
    assert days(f"{number} months ago", published) == month_of(months_on(published, -number))
    assert days(f"{number} years ago", published) == (date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("a day ago", "2023-11-28", "2023-11-28"),
        ("an year ago", "2022-01-01", "2022-12-31"),
        ("two weeks ago", "2023-11-12", "2023-11-18"),
        ("twelve days ago", "2023-11-17", "2023-11-17"),
        ("a few days ago", "2023-11-20", "2023-11-27"),
        ("few days ago", "2023-11-20", "2023-11-27"),
        ("several months ago", "2023-02-01", "2023-08-31"),
        ("a couple of years ago", "2021-01-01", "2021-12-31"),
        ("several years ago", "2014-01-01", "2020-12-31"),
    ],
)
def test_so_many_in_words_ago(words: str, first: str, last: str) -> None:
    assert days(words, date(2023, 11, 29)) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.integers(1990, 2040), st.integers(-30, 30), st.integers(0, 30))
def test_months_are_counted_on_past_either_end_of_a_year(year: int, first: int, more: int) -> None:
    january = date(year, 1, 1)
    begins, ends = months_on(january, first - 1), months_on(january, first + more)
    assert months(year, first, first + more) == (begins, ends - timedelta(days=1))


@given(YEARS, MONTH_NUMBERS, st.integers(1, 28), st.integers(1, 31))
def test_days_within_a_month_are_counted_from_its_start_or_its_end(
    year: int, number: int, first: int, last: int
) -> None:
    month = months(year, number, number)
    every = all_days(month)
    assert all_days(within_month(month, first, -1)) == every[first - 1 :]
    assert all_days(within_month(month, -first, -1)) == every[-first:]
    if first <= last:
        assert all_days(within_month(month, first, last)) == every[first - 1 : last]


@given(PUBLISHED, st.integers(1, 7))
def test_the_latest_weekday_is_the_first_one_finds_going_back(day: date, weekday: int) -> None:
    assert latest_weekday(weekday, day) == next(
        each for each in backwards(day) if each.isoweekday() == weekday
    )


@given(
    st.integers(0, 50),
    st.sampled_from(["day", "week", "fortnight", "month", "year", "decade"]),
    PUBLISHED,
)
def test_back_contains_the_day_that_dateutil_finds(number: int, unit: str, day: date) -> None:
    there = {
        "day": day - timedelta(days=number),
        "week": day - timedelta(weeks=number),
        "fortnight": day - timedelta(weeks=2 * number),
        "month": months_on(day, -number),
        "year": months_on(day, -12 * number),
        "decade": months_on(day, -120 * number),
    }[unit]
    first, last = back(number, unit, day)
    assert first <= there <= last
    wide = {"day": 1, "week": 7, "fortnight": 7}.get(unit, monthrange(there.year, there.month)[1])
    assert len(all_days((first, last))) == wide


WITHOUT_YEAR = st.sampled_from(
    [
        *MONTH_NAMES,
        *(f"late {name}" for name in MONTH_NAMES),
        *SEASONS,
        *WEEKDAY_NAMES,
        *(f"{name} 5" for name in MONTH_NAMES),
        "the 28th",
        "the weekend",
        "q2",
        "the third quarter",
        "february 29",
    ]
)


@given(WITHOUT_YEAR, PUBLISHED, st.integers(0, 3000))
def test_without_a_year_only_the_day_one_looks_back_from_counts(
    words: str, published: date, gap: int
) -> None:
    before = published - timedelta(days=gap)
    assert days(words, published, before) == days(words, before)
    assert days(words, published, before)[0] <= before


@given(WITHOUT_YEAR, PUBLISHED, st.integers(0, 500))
def test_the_later_one_looks_the_later_are_the_days(words: str, published: date, gap: int) -> None:
    assert days(words, published) <= days(words, published + timedelta(days=gap))


def test_a_day_that_is_in_no_year_is_refused_at_last() -> None:
    def never(year: int) -> DateSpan:
        raise ValueError(year)

    with pytest.raises(RefusalError, match="there is no such day"):
        Reference(date(2024, 1, 1), date(2024, 1, 1)).in_year(Slots(text=""), never)


@given(PUBLISHED)
def test_the_leap_day_is_looked_for_as_far_back_as_it_takes(published: date) -> None:
    first, last = days("29 february", published)
    assert first == last <= published
    assert isleap(first.year)
    assert published - first < timedelta(days=8 * 366)


FIGURES = ["{0}.{1}.{2}", "{0:02}/{1:02}/{2}", "{0}-{1}-{2}"]


@given(PUBLISHED, st.sampled_from(FIGURES), st.booleans())
def test_a_day_in_figures_is_read_where_only_one_number_can_be_the_month(
    day: date, form: str, day_first: bool
) -> None:
    numbers = (day.day, day.month) if day_first else (day.month, day.day)
    words = form.format(*numbers, day.year)
    if day.day > 12 or day.day == day.month:
        assert days(words, day) == (day, day)
    else:
        with pytest.raises(RefusalError, match=f"it may be day and month, .*{day}"):
            days(words, day)


@pytest.mark.parametrize(
    ("words", "published", "reason"),
    [
        (
            "10/11/2023",
            "2023-11-29",
            "it may be day and month, 2023-11-10, or month and day, 2023-10-11",
        ),
        ("10.11.23", "2023-11-29", "its year is written in two figures"),
        ("13-13-2023", "2023-11-29", "there is no such day"),
        ("april 31", "2023-11-29", "there is no such day"),
        ("february 30", "2023-11-29", "there is no such day"),
        ("monday march 8 2024", "2024-05-01", "2024-03-08 was a Friday"),
        ("last august", "2023-10-15", "it may be the August of 2023, the latest, or of 2022"),
        ("last winter", "2024-01-15", "it may be the Winter of 2023, the latest, or of 2022"),
        ("last summer", "2023-10-15", "it may be the Summer of 2023, the latest, or of 2022"),
        ("last monday", "2023-10-18", "it may be the latest one, 2023-10-16, or that of last week"),
        ("the first 13 months of 2022", "2023-11-29", "a year has twelve months"),
    ],
)
def test_two_readings_and_no_days_are_refused_with_the_reason(
    words: str, published: str, reason: str
) -> None:
    with pytest.raises(RefusalError) as caught:
        days(words, date.fromisoformat(published))
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "words",
    ["31 april 2023", "29 february 2023", "2023-02-29", "2023-13-01", "february 30 last year"],
)
def test_days_outside_the_calendar_are_never_made_up(words: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        days(words, date(2023, 11, 29))
