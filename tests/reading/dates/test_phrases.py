from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import MONTHS, explain_when, read_when
from dprk_transfers.reading.dates.grammar import ENGLISH
from dprk_transfers.values import Span, When

LABELLED = [
    ("in September", "2023-10-15", "2023-09"),
    ("in September", "2023-09-30", "2023-09"),
    ("in September", "2023-09-15", "[2023-09..2023-09-15]"),
    ("in September", "2023-09-01", "2023-09-01"),
    ("in September", "2023-08-20", "2022-09"),
    ("in March", "2024-01-05", "2023-03"),
    ("in January", "2024-01-01", "2024-01-01"),
    ("in January", "2024-01-31", "2024-01"),
    ("in December", "2024-01-01", "2023-12"),
    ("in December", "2023-12-31", "2023-12"),
    ("in February", "2024-03-01", "2024-02"),
    ("in February", "2024-02-29", "2024-02"),
    ("in February", "2024-02-28", "[2024-02..2024-02-28]"),
    ("in February", "2023-02-28", "2023-02"),
    ("in February", "2025-01-20", "2024-02"),
    ("in May 2023", "2024-01-05", "2023-05"),
    ("in July 2023", "2023-07-04", "[2023-07..2023-07-04]"),
    ("in August of the year", "2023-11-29", "2023-08"),
    ("in August of the current year", "2023-11-29", "2023-08"),
    ("since August", "2023-11-29", "2023-08/2023-11-29"),
    ("since August", "2024-01-01", "2023-08/2024-01-01"),
    ("since August", "2023-08-15", "[2023-08..2023-08-15]/2023-08-15"),
    ("since August", "2023-08-01", "2023-08-01"),
    ("since August of the current year", "2023-11-29", "2023-08/2023-11-29"),
    ("since September 2023", "2024-02-29", "2023-09/2024-02-29"),
    ("since February 2024", "2024-02-29", "2024-02/2024-02-29"),
    ("since February 2024", "2025-02-28", "2024-02/2025-02-28"),
    ("since December 2022", "2023-01-01", "2022-12/2023-01-01"),
    ("since the end of 2022", "2023-11-29", "2022-12/2023-11-29"),
    ("since the end of 2022", "2022-12-10", "[2022-12..2022-12-10]/2022-12-10"),
    ("in 2022", "2023-11-29", "2022"),
    ("in 2023", "2023-12-31", "2023"),
    ("in 2023", "2023-06-30", "[2023..2023-06]"),
    ("in 2023", "2023-01-01", "2023-01-01"),
    ("since 2022", "2023-11-29", "2022/2023-11-29"),
    ("since 2023", "2023-01-02", "[2023..2023-01-02]/2023-01-02"),
    ("last year", "2024-01-01", "2023"),
    ("last year", "2024-12-31", "2023"),
    ("last year", "2025-02-28", "2024"),
    ("since last year", "2023-11-29", "2022/2023-11-29"),
    ("since last year", "2024-02-29", "2023/2024-02-29"),
    ("captured on October 5, 2023", "2023-10-06", "2023-10-05"),
    ("on the evening of Friday, Nov. 24", "2023-11-29", "2023-11-24"),
    ("at times over the past year", "2025-04-15", "2024-04/2025-04-15"),
    ("announced Tuesday", "2024-04-02", "2024-04-02"),
    ("Tuesday, Jan. 2, 2024,", "2024-04-02", "2024-01-02"),
]


@pytest.mark.parametrize(("words", "published", "when"), LABELLED)
def test_phrases_by_hand(words: str, published: str, when: str) -> None:
    read = read_when(words, published=date.fromisoformat(published))
    assert (read.start, read.end) == (When(when).start, When(when).end)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("in September", "in X: month"),
        ("since late August", "since X: part of a month"),
        ("between mid-August and Oct. 14", "between X and Y: part of a month and day"),
        ("between August and October", "between X and Y: month"),
        ("over the past three months", "the past so long"),
        ("so far", "up to now"),
        ("as of today", "by X: today"),
        ("Oct. 5, 6 and Friday", "X and Y: day and weekday"),
    ],
)
def test_an_explanation_names_the_rule_for_the_window_and_those_for_the_days(
    words: str, rule: str
) -> None:
    published = date(2023, 11, 29)
    told = explain_when(words, published=published)
    assert told.rule == rule
    assert (told.words, told.published) == (words, published)
    assert told.reason
    assert told.when == read_when(words, published=published)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        told.rule = "another"  # type: ignore[misc]


#: Words for days, each with what has no year of its own or looks back by itself.
DAYS = [
    *MONTHS,
    *(f"{part} {month}" for part in ("early", "mid", "late", "end of") for month in MONTHS),
    *(f"{month} {day}" for month in MONTHS for day in (1, 15, 28, 30)),
    *("February 29", "31 October", "the 3rd", "the 31st", "Friday", "Sunday night", "last Friday"),
    *("spring", "late summer", "autumn", "winter", "this spring", "last winter", "last September"),
    *("today", "yesterday", "this week", "last week", "the weekend", "this month", "last month"),
    *("early this month", "late last month", "the first half of last month", "this year"),
    *("early this year", "last year", "the start of the year", "the second half of last year"),
    *("the first quarter", "Q3", "March last year", "the first five days of June"),
    *("a few days ago", "two weeks ago", "ten months ago", "several years ago"),
    *("earlier this week", "around May", "some time in October"),
]
FRAMES_OF_X = [
    *("{x}", "in {x}", "on {x}", "during {x}", "{x} alone", "throughout {x}", "all of {x}"),
    *("since {x}", "ever since {x}", "since at least {x}", "from {x}", "starting in {x}"),
    *("until {x}", "through {x}", "by {x}", "as of {x}", "before {x}", "prior to {x}"),
    *("so far {x}", "from {x} onwards"),
]
FRAMES_OF_TWO = ["between {x} and {y}", "from {x} to {y}", "{x} through {y}", "{x} and {y}"]
FRAMES_OF_A_LENGTH = [
    *("over the past {n} {unit}s", "in the last {n} {unit}s", "last {n} {unit}s"),
    *("for nearly {n} {unit}s", "for more than {n} {unit}s", "for about {n} {unit}s"),
    *("for at least {n} {unit}s", "for less than {n} {unit}s", "for up to {n} {unit}s"),
    *("in recent {unit}s", "over the past few {unit}s", "over the past {unit}", "{n} {unit}s ago"),
    *("over the past {n} years and a half", "for almost {n} {unit}s and a half"),
]
X = st.sampled_from(DAYS)
YEAR = st.integers(1990, 2040)
WITHOUT_YEAR = (
    st.builds(lambda frame, x: frame.format(x=x), st.sampled_from(FRAMES_OF_X), X)
    | st.builds(lambda frame, x, y: frame.format(x=x, y=y), st.sampled_from(FRAMES_OF_TWO), X, X)
    | st.builds(
        lambda frame, n, unit: frame.format(n=n, unit=unit),
        st.sampled_from(FRAMES_OF_A_LENGTH),
        st.integers(1, 120),
        st.sampled_from(["day", "week", "fortnight", "month", "year"]),
    )
)
WITH_YEAR = st.builds(
    lambda frame, x, year: frame.format(x=f"{x} {year}".strip()),
    st.sampled_from(FRAMES_OF_X),
    st.sampled_from(
        ["", "early", "late", "the end of", "spring", "the first half of", "May", "mid-June"]
    )
    | st.sampled_from(MONTHS),
    YEAR,
)
PHRASES = WITHOUT_YEAR | WITH_YEAR
PUBLISHED = st.dates(date(1990, 1, 1), date(2040, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2000, 2, 29), date(2023, 12, 31), date(2024, 1, 1), date(2023, 3, 31)]
)


def read(words: str, published: date) -> When:
    """What some words mean; refused ones are not drawn."""
    try:
        return read_when(words, published=published)
    except UnreadableError:
        reject()


@given(PHRASES, PUBLISHED)
def test_no_phrase_resolves_later_than_its_publication(words: str, published: date) -> None:
    when = read(words, published)
    assert when.latest is not None
    assert when.latest <= published
    for span in (when.start, when.end):
        if span.earliest is not None and span.latest is not None:
            assert span.earliest <= span.latest
        assert span.latest is None or span.latest <= published
        assert not span.is_open


@given(PHRASES, PUBLISHED)
def test_no_window_can_end_before_it_can_begin(words: str, published: date) -> None:
    when = read(words, published)
    assert when.latest is not None
    assert when.earliest is None or when.earliest <= when.latest


#: The days of the Gregorian calendar come back after 400 years.
CYCLE = 400


def shifted(span: Span) -> Span:
    def later(day: date | None) -> date | None:
        return None if day is None else day.replace(year=day.year + CYCLE)

    return attrs.evolve(span, earliest=later(span.earliest), latest=later(span.latest))


@given(WITHOUT_YEAR, PUBLISHED)
def test_only_the_day_of_publication_counts_not_today(words: str, published: date) -> None:
    then = published.replace(year=published.year + CYCLE)
    try:
        when = read_when(words, published=published)
    except UnreadableError:
        with pytest.raises(UnreadableError):
            read_when(words, published=then)
        return
    later = read_when(words, published=then)
    assert (later.start, later.end) == (shifted(when.start), shifted(when.end))
    assert later.is_approximate is when.is_approximate
    assert read_when(words, published=published) == when


@given(PHRASES, PUBLISHED, PUBLISHED)
def test_words_are_read_or_refused_alike_however_often(
    words: str, published: date, another: date
) -> None:
    def told() -> str:
        try:
            return repr(explain_when(words, published=published))
        except UnreadableError as error:
            return str(error)

    first = told()
    with suppress(UnreadableError):
        read_when(words, published=another)
    assert told() == first


CHANGES: list[Callable[[str], str]] = [
    str.upper,
    str.lower,
    str.title,
    str.swapcase,
    lambda words: words.replace(" ", "  "),
    lambda words: words.replace(" ", "\u00a0"),
    lambda words: words.replace(" ", "\u2009"),
    lambda words: words.replace(" ", "\n\t"),
    lambda words: f"  {words}\u202f",
    lambda words: f"“{words}”",
    lambda words: f"\u2018{words}.\u2019",
    lambda words: f"«{words}»",
    lambda words: f"{words},",
    lambda words: f"{words}...",
    *(
        lambda words, dash=dash: words.replace("-", dash)
        for dash in "\u2010\u2011\u2013\u2014\u2212"
    ),
]


@given(PHRASES, st.sampled_from(CHANGES), st.sampled_from([date(2023, 11, 29), date(2024, 5, 17)]))
def test_case_spacing_hyphens_and_quotes_do_not_matter(
    words: str, change: Callable[[str], str], published: date
) -> None:
    when = read(words, published)
    assert read_when(change(words), published=published) == when


MONTH_SHORT = {name: f"{name[:3]}." for name in MONTHS if len(name) > 4}


@given(PHRASES, PUBLISHED)
def test_a_month_may_be_abbreviated_with_or_without_a_point(words: str, published: date) -> None:
    when = read(words, published)
    short = words
    for name, abbreviation in MONTH_SHORT.items():
        short = short.replace(name, abbreviation)
    assume(short != words)
    assert read_when(short, published=published) == when
    assert read_when(short.replace(".", ""), published=published) == when


@given(WITH_YEAR, PUBLISHED)
def test_a_named_year_is_refused_only_if_it_begins_after_publication(
    words: str, published: date
) -> None:
    assume(not words.startswith(("so far", "before", "prior", "on ")))
    span = read_when(words, published=date(2100, 1, 1))
    begins = span.start.earliest or span.end.earliest or span.end.latest
    if "at least" in words:
        begins = read_when(words.replace("at least ", ""), published=date(2100, 1, 1)).earliest
    assert begins is not None
    if begins <= published:
        assert read_when(words, published=published).latest is not None
        return
    with pytest.raises(UnreadableError, match="it begins after the day of publication"):
        read_when(words, published=published)


@given(st.sampled_from(range(12)), PUBLISHED)
def test_a_month_without_a_year_is_the_latest_that_has_begun(index: int, published: date) -> None:
    soon = published + timedelta(days=7)
    assume(soon.month != index + 1 or soon.month == published.month)
    when = read_when(f"in {MONTHS[index]}", published=published)
    assert when.earliest is not None
    assert (when.earliest.day, when.earliest.month) == (1, index + 1)
    assert published - timedelta(days=366) < when.earliest <= published


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("in 2024", "2023-12-31"),
        ("since 2024", "2023-12-31"),
        ("in August 2024", "2024-07-31"),
        ("since August 2024", "2024-07-31"),
        ("since the end of 2024", "2024-11-30"),
        ("in August of the year", "2024-01-15"),
        ("in August of the current year", "2024-01-15"),
        ("since August of the current year", "2024-01-15"),
    ],
)
def test_what_lies_after_publication_is_refused(words: str, published: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_when(words, published=date.fromisoformat(published))
    assert caught.value.words == words
    assert caught.value.reason == f"it begins after the day of publication, {published}"


@pytest.mark.parametrize("words", ["in August 2022 of the current year", "in May 2023 of the year"])
def test_a_year_is_not_named_twice(words: str) -> None:
    with pytest.raises(UnreadableError):
        read_when(words, published=date(2023, 11, 29))


@pytest.mark.parametrize(
    ("words", "published", "reason"),
    [
        ("last year", "0001-06-01", "it names days outside the calendar"),
        ("last month", "0001-01-15", "it names days outside the calendar"),
        ("yesterday", "0001-01-01", "it names days outside the calendar"),
        ("before today", "0001-01-01", "it names days outside the calendar"),
        ("over the past two years", "0001-06-01", "it names days outside the calendar"),
        ("in recent decades", "0050-06-01", "it names days outside the calendar"),
        ("this week", "9999-12-31", "it names days outside the calendar"),
        ("31 April 2023", "2023-11-29", "it names days outside the calendar"),
        ("in September", "0001-06-01", "there is no such day"),
        ("on 31 April", "2023-11-29", "there is no such day"),
    ],
)
def test_days_outside_the_calendar_are_refused(words: str, published: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_when(words, published=date.fromisoformat(published))
    assert (caught.value.words, caught.value.reason) == (words, reason)


def test_the_last_month_of_the_calendar_is_read() -> None:
    assert read_when("in December", published=date.max) == When("9999-12")


UNKNOWN = [
    "",
    " ",
    ".",
    "-",
    "--",
    ",",
    "/",
    "in",
    "since",
    "in Septembre",
    "in Augusts",
    "in August's",
    "in August 23rd 22nd",
    "in August 02023",
    "in 99999",
    "in 0000",
    "in May 0000",
    "in 3023",
    "not in August",
    "since since August",
    "in in August",
    "in the future",
    "the end",
    "and",
    "between and",
    "between August",
    "between August and",
    "from to",
    "from August to",
    "from August to now or so",
    "October 5, 2022 at 10:00",
    "October 5 (Friday)",
    "2023-10-05T10:00",
    "2023-08/2023-11-29",
    "[2023-08..2023-09]",
    "2023-08~",
    "10/11",
    "in October, and",
    "may be",
    "May or may not",
    "march on Moscow",
    "the fall of Bakhmut",
    "the second front",
    "2,000",
    "between 1,000 and 2,000",
    "more than 2000",
    "20 months",
    "2000 shells",
    "August; September",
    "October/November",
]


@pytest.mark.parametrize("words", UNKNOWN)
def test_a_phrase_that_no_rule_covers_is_refused_by_its_words(words: str) -> None:
    with pytest.raises(UnreadableError, match="no rule covers this date phrase") as caught:
        read_when(words, published=date(2023, 11, 29))
    assert caught.value.words == words
    assert repr(words) in str(caught.value)


#: Parts of phrases, joined at random: what is read must keep the laws all the same.
SCRAPS = st.lists(
    st.sampled_from(
        [
            *("in", "since", "from", "to", "between", "and", "until", "the", "past", "last", "for"),
            *("nearly", "early", "late", "mid-", "August", "March", "May", "Friday", "2022", "5"),
            *("28", "5th", ",", "-", "and a half", "year", "years", "week", "this", "of", "end"),
            *("ago", "alone", "so far", "quarter", "first", "second", "half", "winter", "a few"),
            *("two", "0", "at least", "about", "recent", "today", "1500", "31", "."),
        ]
    ),
    max_size=7,
).map(" ".join)


@example("in August 2022", date(2023, 1, 1))
@given(SCRAPS, PUBLISHED)
def test_scraps_of_phrases_are_refused_or_keep_the_laws(words: str, published: date) -> None:
    with suppress(UnreadableError):
        when = read_when(words, published=published)
        assert when.latest is not None
        assert when.latest <= published
        assert when.start.latest is None or when.start.latest <= published


@given(st.text(max_size=250) | st.builds(str.__add__, PHRASES, st.text(max_size=2)), PUBLISHED)
def test_any_text_is_read_or_refused_and_nothing_else(words: str, published: date) -> None:
    with suppress(UnreadableError):
        when = read_when(words, published=published)
        assert when.latest is not None
        assert when.latest <= published


@pytest.mark.parametrize(
    "hostile",
    ["in ", "9", "-", "since the end of ", "\u00a0", "in august ", "5-", "to ", " and ", "5, "],
)
def test_a_huge_text_is_refused_with_a_short_message(hostile: str) -> None:
    with pytest.raises(UnreadableError, match="more than 200 characters") as caught:
        read_when(hostile * (10_000_000 // len(hostile)), published=date(2023, 11, 29))
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    "hostile", ["in ", "9", "-", "5-", "to ", "a and ", "5, ", "so far in ", "past ", "1 and a "]
)
def test_what_is_as_long_as_is_read_at_all_is_refused(hostile: str) -> None:
    for opening in ("", "between ", "from ", "in the past ", "for "):
        words = (opening + hostile * 200)[:200]
        with pytest.raises(UnreadableError):
            read_when(words, published=date(2023, 11, 29))


@pytest.mark.parametrize(
    "words",
    [
        "in \u0662\u0660\u0662\u0663",
        "August \uff15",
        "August 5\u0663",
        "in \uff12\uff10\uff12\uff12",
        "in \U0001d7d0022",
        "in August\x00",
        "\x00",
        "in\u200bAugust",
        "\u200fin August",
        "in \u202eAugust",
        "August\u00ad",
        "in Augus\u0442",
        "in \u0410ugust",
        "on \uff26riday",
        "\u2161 quarter",
        "in August \U0001f4a3",
        "in August\u0301",
        "in the 5\u02b0",
    ],
)
def test_hidden_marks_and_look_alikes_are_refused(words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_when(words, published=date(2023, 11, 29))
    assert caught.value.words == words
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("words", [None, 2023, b"in August", date(2023, 8, 1), ["in August"]])
def test_what_is_no_text_is_refused(words: Any) -> None:
    with pytest.raises(TypeError, match="printed words are text, got"):
        read_when(words, published="2023-11-29")


@pytest.mark.parametrize("reader", [read_when, explain_when])
def test_the_day_of_publication_has_no_default_and_goes_by_name(
    reader: Callable[..., object],
) -> None:
    published = inspect.signature(reader).parameters["published"]
    assert published.default is inspect.Parameter.empty
    assert published.kind is inspect.Parameter.KEYWORD_ONLY
    with pytest.raises(TypeError, match="published"):
        reader("last year")


@given(PHRASES, PUBLISHED)
def test_the_day_of_publication_is_taken_as_such_or_as_its_text(
    words: str, published: date
) -> None:
    assert read_when("today", published=published.isoformat()) == read_when(
        "today", published=published
    )
    when = read(words, published)
    told = explain_when(words, published=published.isoformat())
    assert (told.when, told.published) == (when, published)


A_MOMENT = datetime(2023, 11, 29, 8, tzinfo=UTC)


@pytest.mark.parametrize("reader", [read_when, explain_when])
@pytest.mark.parametrize(
    ("published", "error", "reason"),
    [
        (None, TypeError, "published must be a datetime.date or its ISO text, got None"),
        (2023, TypeError, "published must be a datetime.date or its ISO text, got 2023"),
        (A_MOMENT, TypeError,
         f"published must be a day, not a moment: give its .date(), got {A_MOMENT!r}"),
        ("2023-11", ValueError, "published must be a day, YYYY-MM-DD, got '2023-11'"),
        ("2023-02-29", ValueError, "published must be a day, YYYY-MM-DD, got '2023-02-29'"),
        ("20231129", ValueError, "published must be a day, YYYY-MM-DD, got '20231129'"),
    ],
)  # fmt: skip
def test_a_day_of_publication_that_is_no_day_is_refused(
    reader: Callable[..., object], published: Any, error: type[Exception], reason: str
) -> None:
    with pytest.raises(error) as caught:
        reader("since August", published=published)
    assert type(caught.value) is error
    assert str(caught.value) == reason


#: The words of the table, and some figures.
VOCABULARY = sorted(
    {word for words in ENGLISH.words.values() for word in words}
    | {word for rule in (*ENGLISH.terms, *ENGLISH.frames) for each in rule.examples
       for word in each.split()}
    | {"and", "or", "to", "of", "the", "-", ",", "?", "ago", "5", "31", "2022", "2022-23", "1900s"}
)  # fmt: skip


@given(
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_any_words_of_the_table_are_read_up_to_publication_or_refused(
    words: str, published: date
) -> None:
    with suppress(UnreadableError):
        latest = read_when(words, published=published).latest
        assert latest is not None
        assert latest <= published
