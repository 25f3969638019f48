from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import explain_when, read_when
from dprk_transfers.values import Span, When

from .test_phrases import PHRASES, PUBLISHED


def read(words: str, published: date | When) -> When | UnreadableError:
    try:
        return read_when(words, published=published)
    except UnreadableError as error:
        return error


def is_within(one: Span, other: Span) -> bool:
    return (
        other.earliest is None or (one.earliest is not None and other.earliest <= one.earliest)
    ) and (other.latest is None or (one.latest is not None and one.latest <= other.latest))


@given(PHRASES, PUBLISHED)
def test_a_day_that_is_sure_is_that_day(words: str, published: date) -> None:
    when, same = read(words, published), read(words, When(str(published)))
    assert str(when) == str(same)


@given(PHRASES, PUBLISHED, st.integers(1, 40))
@example("in 2024", date(2023, 12, 30), 5)
@example("on Friday", date(2023, 10, 12), 1)
def test_a_phrase_means_what_it_means_for_each_day_and_nothing_else(
    words: str, first: date, size: int
) -> None:
    days = [first + timedelta(days=number) for number in range(size + 1)]
    means = [read(words, day) for day in days]
    windows = [each for each in means if isinstance(each, When)]
    found = read(words, When(f"{days[0]}/{days[-1]}"))
    refused = [each.reason for each in means if isinstance(each, UnreadableError)]
    if any("begins after" not in reason for reason in refused) or not windows:
        assert isinstance(found, UnreadableError)
        return
    for end in ("start", "end"):
        spans: list[Span] = [getattr(each, end) for each in windows]
        if isinstance(found, When):
            whole: Span = getattr(found, end)
            assert all(is_within(span, whole) for span in spans)
            told = {span.earliest for span in spans}, {span.latest for span in spans}
            assert (whole.earliest in told[0], whole.latest in told[1]) == (True, True)
    assert found == read(words, When(f"[{days[0]}..{days[-1]}]")) or isinstance(
        found, UnreadableError
    )


@given(PHRASES, PUBLISHED, st.sampled_from("?~%"))
def test_what_hangs_on_a_day_in_doubt_is_in_doubt(words: str, published: date, mark: str) -> None:
    when, found = read(words, published), read(words, When(f"{published}{mark}"))
    assert isinstance(when, When) is isinstance(found, When)
    assume(isinstance(when, When) and isinstance(found, When))
    assert isinstance(when, When)
    assert isinstance(found, When)
    for sure, told in ((when.start, found.start), (when.end, found.end)):
        if told.is_uncertain:
            assert (told.earliest, told.latest) == (sure.earliest, sure.latest)
            assert told.is_approximate is (sure.is_approximate or mark != "?")
        else:
            assert told.earliest == sure.earliest
            assert told == sure or sure.latest == published


@pytest.mark.parametrize(
    ("words", "published", "when"),
    [
        ("yesterday", "2023-10", "[2023-09-30..2023-10-30]"),
        ("today", "2023", "2023"),
        ("last month", "2023-10", "2023-09"),
        ("last month", "2023-10-31/2023-11-01", "[2023-09..2023-10]"),
        ("on Friday", "2023-10-16/2023-10-17", "2023-10-13"),
        ("in October", "2023-10", "2023-10"),
        ("since August", "2023-10", "2023-08/2023-10"),
        ("so far this year", "2023-10", "2023-01-01/2023-10"),
        ("until March 2023", "[2023-10-16..2023-10-18]", "/2023-03"),
        ("in 2020", "202X", "2020"),
        # days on which it would tell of what is to come are none of publication
        ("October 5, 2023", "2023-10", "2023-10-05"),
        ("in 2024", "2023-12-30/2024-01-02", "[2024..2024-01-02]"),
        # in doubt: what the words alone say stands
        ("October 5, 2023", "2023-10-16?", "2023-10-05"),
        ("in 2023", "2023-10-16?", "2023"),
        ("about October 1, 2023", "2023-10-16~", "2023-10-01~"),
        ("until March 2023", "2023-10-16%", "/2023-03"),
        ("yesterday", "2023-10-16?", "2023-10-15?"),
        ("yesterday", "2023-10-16~", "2023-10-15%"),
        ("about October 1", "2023-10-16?", "2023-10-01%"),
        ("since August", "2023-10?", "2023-08?/2023-10?"),
        ("since August 2023", "2023-10-16%", "2023-08/2023-10-16%"),
        ("from August 2023", "2023-10-16?", "2023-08/[..2023-10-16?]"),
        ("so far", "2023-10-16?", "/2023-10-16?"),
        ("so far in 2023", "2023-10-16?", "2023-01-01?/2023-10-16?"),
        ("throughout 2023", "2023-10-16?", "2023-01-01/2023-10-16?"),
        ("this week", "2023-10-16?", "[2023-10-15?..2023-10-16?]"),
        ("by the 5th", "2023-10-16?", "/2023-10-05?"),
        # one end alone is known
        ("in September", "[..2023-10-16]", "2023-09?"),
        ("in September 2023", "2023-10-16/..", "2023-09"),
    ],
)
def test_phrases_by_hand(words: str, published: str, when: str) -> None:
    told = explain_when(words, published=When(published))
    assert (told.when, told.published) == (When(when), When(published))
    assert read_when(words, published=When(published)) == When(when)


@pytest.mark.parametrize(
    ("words", "published", "reason"),
    [
        ("on Friday", "2023-10-12/2023-10-13",
         "it may be 2023-10-06 or 2023-10-13, by the day of publication"),
        ("in March", "2023",
         "it may be the last one, of 2022-03-01, or the next, of 2023-03-01"),
        ("on May 17", "2024-05",
         "it may be the last one, of 2023-05-17, or the next, of 2024-05-17"),
        ("yesterday", "202X", "it may be 2019-12-31 or 2020-01-09, by the day of publication"),
        ("up to now", "202X", "it may be /2020-01-01 or /2020-01-10, by the day of publication"),
        ("November 2023", "2023-10", "it begins after the day of publication, 2023-10-31"),
        ("yesterday", "../..", "the day of publication is not stated"),
        ("last week", "0001-01?", "it names days outside the calendar"),
    ],
)  # fmt: skip
def test_what_differs_by_the_day_of_publication_is_refused(
    words: str, published: str, reason: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_when(words, published=When(published))
    assert (caught.value.words, caught.value.reason) == (words, reason)
