from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import DATE_RULES, MONTHS, normalise, read_when
from dprk_transfers.values import When

LABELLED = [
    ("in September", "2023-10-15", "2023-09"),
    ("in September", "2023-09-30", "2023-09"),
    ("in September", "2023-09-15", "[2023-09..2023-09-15]"),
    ("in September", "2023-09-01", "2023-09-01"),
    ("in September", "2023-08-31", "2022-09"),
    ("in March", "2024-01-05", "2023-03"),
    ("in January", "2024-01-01", "2024-01-01"),
    ("in January", "2024-01-31", "2024-01"),
    ("in December", "2024-01-01", "2023-12"),
    ("in December", "2023-12-31", "2023-12"),
    ("in February", "2024-03-01", "2024-02"),
    ("in February", "2024-02-29", "2024-02"),
    ("in February", "2024-02-28", "[2024-02..2024-02-28]"),
    ("in February", "2023-02-28", "2023-02"),
    ("in February", "2025-01-31", "2024-02"),
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
]


@pytest.mark.parametrize(("words", "published", "when"), LABELLED)
def test_phrases_by_hand(words: str, published: str, when: str) -> None:
    assert read_when(words, published=date.fromisoformat(published)) == When(when)


def test_every_rule_is_labelled_and_no_phrase_fits_two() -> None:
    seen = set()
    for words, _, _ in LABELLED:
        (rule,) = [rule for rule in DATE_RULES if rule.pattern.fullmatch(normalise(words))]
        assert rule.since is words.startswith("since")
        seen.add(rule.name)
    assert sorted(seen) == sorted(rule.name for rule in DATE_RULES)


def test_months_are_those_of_the_english_calendar() -> None:
    assert " ".join(MONTHS) == (
        "January February March April May June July August September October November December"
    )
    for number, name in enumerate(MONTHS, start=1):
        assert read_when(f"in {name} 2023", published=date(2024, 1, 1)) == When(f"2023-{number:02}")


WITHOUT_YEAR = st.sampled_from(
    [
        "last year",
        "since last year",
        *(f"{start} {month}" for start in ("in", "since") for month in MONTHS),
    ]
)
WITH_YEAR = st.builds(
    "{} {}".format,
    st.sampled_from(
        ["in", "since", "since the end of", *(f"{s} {m}" for s in ("in", "since") for m in MONTHS)]
    ),
    st.integers(1990, 2040),
)
PUBLISHED = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(WITHOUT_YEAR | WITH_YEAR, PUBLISHED)
def test_no_phrase_resolves_later_than_its_publication(words: str, published: date) -> None:
    try:
        when = read_when(words, published=published)
    except UnreadableError:
        reject()
    assert when.earliest is not None
    assert when.latest is not None
    assert when.earliest <= when.latest <= published
    assert when.start.latest is not None
    if words.startswith("since"):
        assert when.latest == published
        assert (when.end.earliest, when.end.latest) == (published, published)
    else:
        assert when.start == when.end


@given(WITH_YEAR, PUBLISHED)
def test_a_named_year_is_refused_only_if_it_begins_after_publication(
    words: str, published: date
) -> None:
    begins = read_when(words, published=date(2100, 1, 1)).earliest
    assert begins is not None
    if begins <= published:
        assert read_when(words, published=published).earliest == begins
        return
    with pytest.raises(UnreadableError, match="it begins after the day of publication"):
        read_when(words, published=published)


@given(st.sampled_from(range(12)), PUBLISHED)
def test_a_month_without_a_year_is_the_latest_that_has_begun(index: int, published: date) -> None:
    when = read_when(f"in {MONTHS[index]}", published=published)
    assert when.earliest is not None
    assert when.earliest.day == 1
    assert when.earliest.month == index + 1
    assert published - timedelta(days=366) < when.earliest <= published


#: The days of the Gregorian calendar come back after 400 years.
CYCLE = 400


@given(WITHOUT_YEAR, PUBLISHED)
def test_only_the_day_of_publication_counts_not_today(words: str, published: date) -> None:
    when = read_when(words, published=published)
    later = read_when(words, published=published.replace(year=published.year + CYCLE))
    for now, then in ((when.start, later.start), (when.end, later.end)):
        assert now.earliest is not None
        assert now.latest is not None
        assert then.earliest == now.earliest.replace(year=now.earliest.year + CYCLE)
        assert then.latest == now.latest.replace(year=now.latest.year + CYCLE)
    assert read_when(words, published=published) == when


@given(
    WITHOUT_YEAR,
    st.sampled_from([str.upper, str.lower, str.swapcase]),
    st.sampled_from(["  ", "\t", "\u00a0", "\n"]),
)
def test_case_and_spacing_do_not_matter(words: str, case: Any, space: str) -> None:
    published = date(2023, 11, 29)
    changed = space + case(words).replace(" ", space) + space
    assert read_when(changed, published=published) == read_when(words, published=published)


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
    ("words", "published"),
    [
        ("in 0000", "2023-11-29"),
        ("since 0000", "2023-11-29"),
        ("since the end of 0000", "2023-11-29"),
        ("in May 0000", "2023-11-29"),
        ("last year", "0001-06-01"),
        ("in September", "0001-06-01"),
    ],
)
def test_days_outside_the_calendar_are_refused(words: str, published: str) -> None:
    with pytest.raises(UnreadableError, match="it names days outside the calendar") as caught:
        read_when(words, published=date.fromisoformat(published))
    assert caught.value.words == words


def test_the_last_month_of_the_calendar_is_read() -> None:
    assert read_when("in December 9999", published=date.max) == When("9999-12")


UNKNOWN = [
    "",
    " ",
    "August",
    "2023",
    "in",
    "since",
    "in Septembre",
    "in Aug",
    "in Augusts",
    "in August,",
    "in August 23",
    "in August 02023",
    "in 99999",
    "in the year 2023",
    "in 2022 and 2023",
    "in \u0662\u0660\u0662\u0663",
    "not in August",
    "since since August",
    "since the end of August",
    "tomorrow",
    "next year",
    "in the future",
    "recently",
    "10/11/2023",
]

#: The design gives these a meaning; until a rule covers them they are refused, never guessed.
UNKNOWN_YET = [
    "late August",
    "since late August",
    "mid\u2011October",
    "as of mid-July",
    "early this month",
    "last month",
    "in recent weeks",
    "over the past three months",
    "between Sept. 7 and Oct. 1",
    "on Friday",
    "since last summer",
    "so far this year",
]


@pytest.mark.parametrize("words", UNKNOWN + UNKNOWN_YET)
def test_a_phrase_that_no_rule_covers_is_refused_by_its_words(words: str) -> None:
    with pytest.raises(UnreadableError, match="no rule covers this date phrase") as caught:
        read_when(words, published=date(2023, 11, 29))
    assert caught.value.words == words
    assert repr(words) in str(caught.value)


@pytest.mark.parametrize("hostile", ["in ", "9", "since the end of ", "\u00a0", "in august "])
def test_a_huge_text_is_refused_with_a_short_message(hostile: str) -> None:
    with pytest.raises(UnreadableError, match="more than 200 characters") as caught:
        read_when(hostile * (10_000_000 // len(hostile)), published=date(2023, 11, 29))
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("words", [None, 2023, b"in August", date(2023, 8, 1)])
def test_what_is_no_text_is_refused(words: Any) -> None:
    with pytest.raises(TypeError, match="printed words are text, got"):
        read_when(words, published=date(2023, 11, 29))


def test_the_day_of_publication_has_no_default() -> None:
    with pytest.raises(TypeError, match="published"):
        read_when("last year")  # type: ignore[call-arg]


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.name for rule in DATE_RULES}) == len(DATE_RULES)
    for rule in DATE_RULES:
        assert rule.since is rule.name.startswith("since ")


def test_rules_are_immutable() -> None:
    assert isinstance(DATE_RULES, tuple)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        DATE_RULES[0].name = "another"  # type: ignore[misc]
