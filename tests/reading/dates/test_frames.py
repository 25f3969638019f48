from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.reading import (
    FRAMES,
    MONTHS,
    TERMS,
    DateRule,
    explain_when,
    normalise,
    read_when,
)
from dprk_transfers.reading.dates.frames import WINDOWS
from dprk_transfers.reading.dates.mentions import find_mention
from dprk_transfers.values import Span, When

#: A Tuesday on which no example bears two readings or lies in the future.
PUBLISHED = date(2025, 5, 20)
EXAMPLES = [(example, frame) for frame in FRAMES for example in frame.examples]
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2000, 2, 29), date(2023, 12, 31), date(2024, 1, 1)]
)
#: Words for days that no day of publication makes the future.
TERM = st.sampled_from(
    [
        *MONTHS,
        *(f"{part} {name}" for part in ("early", "mid", "late") for name in MONTHS),
        *(f"{name} 5" for name in MONTHS),
        *("spring", "summer", "autumn", "winter", "late summer"),
        *("Monday", "Friday", "Sunday morning", "the weekend", "yesterday", "today"),
        *("this month", "last month", "early this month", "late last month"),
        *("the 3rd", "the 28th", "the 31st"),
        *("this week", "last week", "earlier this year", "this year", "last year"),
        *("the second quarter", "Q4", "the start of the year", "the end of March"),
        *("two days ago", "a few weeks ago", "several months ago", "a year ago", "10 months ago"),
        *("around May", "about mid-June", "some time in October"),
    ]
)


def read(words: str, published: date = PUBLISHED) -> When:
    return read_when(words, published=published)


def named(words: str, published: date) -> When:
    """What some words for days name, cut at the day of publication."""
    assume(is_sure(words, published))
    return read(words, published)


def day_of(day: date) -> Span:
    return Span(day, day)


def is_sure(words: str, published: date) -> bool:
    """Whether the next days of the same name could not be meant: they have tests of their own."""
    try:
        read(words, published)
    except UnreadableError as error:
        return "or the next, of" not in error.reason
    return True


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_every_frame_tells_its_name_its_examples_its_window_and_why(frame: DateRule) -> None:
    assert frame.examples
    for text in (frame.name, frame.window, frame.reason, *frame.examples):
        assert text
        assert text == text.strip()
        assert not text.endswith(".")


def test_frames_and_terms_have_names_and_examples_of_their_own() -> None:
    names = [frame.name for frame in FRAMES]
    assert len(set(names)) == len(names)
    assert not {*names} & {term.name for term in TERMS}
    examples = [example for example, _ in EXAMPLES]
    assert len(set(examples)) == len(examples)


@pytest.mark.parametrize(("example", "frame"), EXAMPLES, ids=[words for words, _ in EXAMPLES])
def test_an_example_is_read_by_its_frame_and_no_other(example: str, frame: DateRule) -> None:
    text = normalise(example).replace(".", "")
    reading = []
    for each in FRAMES:
        slots = each.pattern.match(text)
        if slots is not None and WINDOWS[each.name](slots, PUBLISHED) is not None:
            reading.append(each.name)
    assert reading == [frame.name]
    told = explain_when(example, published=PUBLISHED)
    rule, _, terms = told.rule.partition(": ")
    assert rule == frame.name
    assert told.reason == frame.reason
    assert {*terms.split(" and ")} <= {"", *(term.name for term in TERMS)}
    assert bool(terms) is ("X" in frame.window)


def test_each_frame_means_a_window_and_each_window_has_its_frame() -> None:
    assert list(WINDOWS) == [frame.name for frame in FRAMES]


def test_frames_are_immutable_and_hide_what_does_not_print() -> None:
    assert isinstance(FRAMES, tuple)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FRAMES[0].name = "another"  # type: ignore[misc]
    assert "re.compile" not in repr(FRAMES[0])
    assert "lambda" not in repr(FRAMES[0])


@given(TERM, DAYS)
def test_in_and_on_and_nothing_say_the_days_that_are_named(words: str, published: date) -> None:
    when = named(words, published)
    assert when.start == when.end
    assert not when.is_interval
    for frame in ("in", "during", "within"):
        assert read(f"{frame} {words}", published) == when


@given(TERM, DAYS)
def test_since_starts_as_in_does_and_reaches_publication(words: str, published: date) -> None:
    inside, since = named(words, published), read(f"since {words}", published)
    assert since.start == inside.start
    assert since.end == day_of(published)
    at_least = read(f"since at least {words}", published)
    assert at_least.start == attrs.evolve(inside.start, earliest=None)
    assert at_least.end == day_of(published)


@given(TERM, DAYS)
def test_from_starts_as_since_does_and_does_not_say_when_it_ended(
    words: str, published: date
) -> None:
    assume(is_sure(words, published))
    for frame in ("from {}", "starting {}", "beginning in {}", "from {} onwards"):
        when = read(frame.format(words), published)
        assert when.start == named(words, published).start
        assert when.end == Span(None, published)


@given(TERM, DAYS)
def test_until_and_by_end_in_the_days_and_do_not_say_the_start(words: str, published: date) -> None:
    assume(is_sure(f"until {words}", published))
    for frame in ("until", "through", "by", "as of"):
        when = read(f"{frame} {words}", published)
        assert when.start == Span(None, None)
        assert when.end == named(words, published).end


@given(TERM, DAYS)
def test_before_ends_on_the_day_before_the_days(words: str, published: date) -> None:
    # A week begins on Sunday or on Monday, so that nobody knows the day before it.
    assume(not words.startswith("the end") and not words.endswith("week"))
    inside = named(words, published)
    when = read(f"prior to {words}", published)
    assert inside.earliest is not None
    assert when.start == Span(None, None)
    day_before = inside.earliest - timedelta(days=1)
    assert when.end == attrs.evolve(inside.start, earliest=day_before, latest=day_before)
    assert when.before(inside)


@given(TERM, DAYS)
def test_throughout_and_alone_reach_from_the_first_day_to_the_last(
    words: str, published: date
) -> None:
    assume(not words.endswith("week"))
    inside = named(words, published)
    for frame in ("throughout {}", "{} alone", "in all of {}"):
        when = read(frame.format(words), published)
        assert (when.start.earliest, when.start.latest) == (inside.earliest, inside.earliest)
        assert (when.end.earliest, when.end.latest) == (inside.latest, inside.latest)


@given(TERM, DAYS)
def test_so_far_is_read_exactly_where_the_days_go_on(words: str, published: date) -> None:
    inside = named(words, published)
    assert inside.earliest is not None
    assume(words != "this week")
    if inside.latest == published:
        when = read(f"so far in {words}", published)
        assert when.start == attrs.evolve(inside.start, latest=inside.earliest)
        assert when.end == day_of(published)
        return
    with pytest.raises(UnreadableError, match="“so far” says that it goes on, and it was over"):
        read(f"so far in {words}", published)


def test_what_states_no_start_up_to_now_is_unknown_at_the_start() -> None:
    for words in ("so far", "to date", "until now", "as of now", "to this day"):
        assert read(words) == When("/2025-05-20")


@given(TERM, TERM, DAYS)
def test_between_is_in_order_and_ends_as_its_last_days_do(
    one: str, other: str, published: date
) -> None:
    assume("the " not in other or " of " in other)  # a bare day is of the month before it
    try:
        when = read(f"between {one} and {other}", published)
    except UnreadableError:
        reject()
    assert when.start.earliest is not None
    assert when.end.latest is not None
    assert when.start.earliest <= when.end.latest <= published
    assert when.end == named(other, published).end
    assert read(f"from {one} to {other}", published) == when
    assert read(f"{one} until {other}", published) == when
    assert when.end.earliest is not None
    kinds = {mention.kind for mention in map(find_mention, (one.lower(), other.lower())) if mention}
    if len(kinds) > 1:
        with pytest.raises(UnreadableError, match=r"told in a \w+ and in a \w+"):
            read(f"{one} and {other}", published)
        return
    assume(when.end.earliest - when.start.earliest <= timedelta(days=300))
    assert read(f"{one} and {other}", published) == when


@given(st.sampled_from(range(12)), st.sampled_from(range(12)), DAYS)
def test_between_two_months_is_the_latest_such_window(
    one: int, other: int, published: date
) -> None:
    """Enumerate the months back from the day of publication, and on from it."""
    now = published.year * 12 + published.month - 1
    months = [now - n for n in range(30)]
    end = next(month for month in months if month % 12 == other)
    start = next(month for month in months if month % 12 == one and month <= end)
    words = f"between {MONTHS[one]} and {MONTHS[other]}"
    over = date((end + 1) // 12, (end + 1) % 12 + 1, 1) - timedelta(days=1)
    begins = date((end + 12) // 12, (end + 12) % 12 + 1, 1)
    ahead, behind = (begins - published).days, (published - min(over, published)).days
    begun = next(month for month in range(end + 12, 0, -1) if month % 12 == one)
    if ahead <= 7 or ahead < behind or (start < begun <= now):
        with pytest.raises(UnreadableError, match="it may be the last one, of"):
            read(words, published)
        return
    when = read(words, published)
    assert when.start.earliest == date(start // 12, start % 12 + 1, 1)
    assert when.end.earliest == date(end // 12, end % 12 + 1, 1)


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2030, 12, 31)), min_size=2, max_size=4, unique=True)
)
def test_a_list_of_days_is_the_window_from_its_first_to_its_last(days: list[date]) -> None:
    days.sort()
    words = [f"{MONTHS[day.month - 1]} {day.day}, {day.year}" for day in days]
    when = read(f"on {', '.join(words[:-1])} and {words[-1]}", date(2031, 1, 1))
    assert (when.start, when.end) == (day_of(days[0]), day_of(days[-1]))


@given(st.lists(st.integers(1, 28), min_size=2, max_size=4, unique=True), DAYS)
def test_days_of_one_month_are_of_one_month_or_refused(numbers: list[int], published: date) -> None:
    *first, last = map(str, numbers)
    forms = (f"Oct. {', '.join(first)} and {last}", f"{', '.join(first)} and {last} October")
    for words in forms:
        if all(one < other for one, other in pairwise(numbers)):
            assume(is_sure(words, published))
            when = read(words, published)
            assert when.earliest is not None
            assert when.latest is not None
            assert (when.earliest.month, when.latest.month) == (10, 10)
            assert (when.earliest.day, when.latest.day) == (numbers[0], numbers[-1])
            assert when.earliest.year == when.latest.year
        else:
            with pytest.raises(UnreadableError, match="it ends before it begins"):
                read(words, published)


@given(
    st.integers(1990, 2020),
    st.sampled_from(range(12)),
    st.sampled_from(range(12)),
    st.integers(0, 1200),
)
def test_an_end_without_a_year_is_read_where_only_one_year_fits(
    year: int, one: int, other: int, gap: int
) -> None:
    """Enumerate the months that the end may be."""
    assume(one != other)
    start = date(year, one + 1, 1)
    published = start + timedelta(days=gap)
    ends = [date(year + n, other + 1, 1) for n in range(5)]
    fitting = [end for end in ends if start <= end <= published]
    words = f"from {MONTHS[one]} {year} to {MONTHS[other]}"
    assume(len(fitting) != 1 or is_sure(words, published))
    if len(fitting) == 1:
        when = read(words, published)
        assert (when.start.earliest, when.end.earliest) == (start, fitting[0])
    else:
        reason = "it may end in" if fitting else "it ends before it begins"
        with pytest.raises(UnreadableError, match=reason):
            read(words, published)


UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366, "decade": 3660}


@given(st.integers(1, 60), st.sampled_from(sorted(UNITS)), DAYS)
def test_the_past_so_long_starts_so_long_before_publication(
    number: int, unit: str, published: date
) -> None:
    when = read(f"over the past {number} {unit}s", published)
    assert when.end == day_of(published)
    assert when.start.earliest is not None
    assert when.start.latest is not None
    reach = timedelta(days=UNITS[unit] * number)
    assert published - reach - timedelta(days=31) <= when.start.earliest
    assert when.start.latest <= published
    assert read(f"in the last {number} {unit}s", published) == when
    assert read(f"last {number} {unit}s", published) == when


@given(st.sampled_from(sorted(UNITS)), DAYS)
def test_recent_and_past_units_without_a_number_are_a_few(unit: str, published: date) -> None:
    few = read(f"over the past few {unit}s", published)
    for words in ("in recent", "over the most recent", "over the past", "in the last"):
        assert read(f"{words} {unit}s", published) == few
    one = read(f"over the past {unit}", published)
    assert one == read(f"over the past one {unit}", published)
    assert one != few


P = "2023-11-29"


@pytest.mark.parametrize(
    ("words", "published", "when"),
    [
        # the days alone, cut at the day of publication
        ("in September", "2023-09-15", "[2023-09-01..2023-09-15]"),
        ("in September", "2023-09-01", "2023-09-01"),
        ("in September", "2023-08-20", "2022-09"),
        ("at the weekend", "2023-11-25", "2023-11-25"),
        ("for the year", P, "[2023-01-01..2023-11-29]"),
        # about
        ("around August 2022", P, "2022-08~"),
        ("since around August 2022", P, "2022-08~/2023-11-29"),
        ("from roughly mid-August", P, "[2023-08-11~..2023-08-20~]/[..2023-11-29]"),
        ("between about 2020 and 2022", P, "2020~/2022"),
        ("by circa 2022", P, "/2022~"),
        # to and through
        ("Sept. 7-8", P, "2023-09-07/2023-09-08"),
        ("7 September - 3 October", P, "2023-09-07/2023-10-03"),
        ("mid-August-mid-September", P, "[2023-08-11..2023-08-20]/[2023-09-11..2023-09-20]"),
        ("2023-10-05 to 2023-10-08", P, "2023-10-05/2023-10-08"),
        ("2023-10-05-2023-10-08", P, "2023-10-05/2023-10-08"),
        ("from the 25th to the 3rd", "2023-11-06", "2023-10-25/2023-11-03"),
        ("from November 25 to the 27th", P, "2023-11-25/2023-11-27"),
        ("between 28 October and 3 November", P, "2023-10-28/2023-11-03"),
        ("between Dec. 28 and Jan. 3", "2023-02-01", "2022-12-28/2023-01-03"),
        ("between November 3 and 5, 2022", P, "2022-11-03/2022-11-05"),
        ("from March last year to May this year", P, "2022-03/2023-05"),
        ("between 2021-2022", P, "2021/2022"),
        ("from spring to autumn 2022", P, "2022-21/2022-23"),
        ("from Monday to Friday", P, "2023-11-20/2023-11-24"),
        (
            "between early and mid-April",
            "2023-05-29",
            "[2023-04-01..2023-04-10]/[2023-04-11..2023-04-20]",
        ),
        ("early to late October 2022", P, "[2022-10-01..2022-10-10]/[2022-10-21..2022-10-31]"),
        ("beginning mid-August through Friday", P, "[2023-08-11..2023-08-20]/2023-11-24"),
        ("from early September to the end of the month", "2023-09-28",
         "[2023-09-01..2023-09-10]/[2023-09-24..2023-09-28]"),
        ("from January 5, 2022 to Friday", P, "2022-01-05/2023-11-24"),
        # lists
        ("Oct. 5 & 6", P, "2023-10-05/2023-10-06"),
        ("5, 6 and 7 October", P, "2023-10-05/2023-10-07"),
        ("Oct. 5 as well as on November 7", P, "2023-10-05/2023-11-07"),
        ("late August as well as in October", P, "[2023-08-21..2023-08-31]/2023-10"),
        # a year before its part
        ("2022, November", P, "2022-11"),
        ("2016, nov", P, "2016-11"),
        ("2023, Oct. 5", P, "2023-10-05"),
        ("since 2022, Oct.", P, "2022-10/2023-11-29"),
        ("2022, spring", P, "2022-21"),
        ("between 2022, November and 2023, March", P, "2022-11/2023-03"),
        # a mark of doubt
        ("2022?", P, "2022?"),
        ("1868-1871?", P, "1868/1871?"),
        ("1868?-1871", P, "1868?/1871"),
        ("2023-10-05?", P, "2023-10-05?"),
        ("about 2022 (?)", P, "2022%"),
        ("since August?", P, "2023-08?/2023-11-29"),
        ("since at least August?", P, "[..2023-08?]/2023-11-29"),
        ("until August 2022?", P, "/2022-08?"),
        ("before August 2022?", P, "/2022-07-31?"),
        ("Oct. 5-7?", P, "2023-10-05/2023-10-07?"),
        # about, by the words of a lexicon, a court and a catalogue
        ("c. 2019", P, "2019~"),
        ("ca. 2019", P, "2019~"),
        ("approx. 2019", P, "2019~"),
        ("~2019", P, "2019~"),
        ("on or about August 18, 2023", P, "2023-08-18~"),
        ("on or around Aug. 18", P, "2023-08-18~"),
        ("in about March 2022 alone", P, "2022-03-01~/2022-03-31~"),
        ("so far in about 2023", P, "2023-01-01~/2023-11-29"),
        ("sometime in August", P, "2023-08"),
        ("since some time in August", P, "2023-08/2023-11-29"),
        ("December 30, 2022, and January 2 and 6", P, "2022-12-30/2023-01-06"),
        ("the course of 2021 and 2022", P, "2021/2022"),
        ("October 30, 2 November and 4", P, "2023-10-30/2023-11-04"),
        ("28-29 of March in 2021", P, "2021-03-28/2021-03-29"),
        # an end without a year
        ("from September 2023 to March", "2024-04-15", "2023-09/2024-03"),
        ("from late 2022 to spring", "2023-06-29", "[2022-09..2022-12]/2023-21"),
        ("from December 2022 to the 5th", "2023-11-20", "2022-12/2023-11-05"),
        # lengths
        ("in the last two months", "2023-12-29", "2023-10/2023-12-29"),
        ("past year and a half", P, "2022-05/2023-11-29"),
        ("last few weeks", P, "[2023-09-24..2023-11-18]/2023-11-29"),
        ("for nearly 20 months", "2025-04-15", "[2023-08..2023-12]/2025-04-15"),
        ("for nearly two years", P, "[2021-11..2022-11]/2023-11-29"),
        ("for nearly a decade", P, "[2013-11..2023-11-29]/2023-11-29"),
        ("for more than a year", P, "[..2022-11-30]/2023-11-29"),
        ("for up to three weeks", P, "[2023-11-05..2023-11-29]/2023-11-29"),
        ("for less than a year", P, "[2022-11..2023-11-29]/2023-11-29"),
    ],
)  # fmt: skip
def test_windows_by_hand(words: str, published: str, when: str) -> None:
    read, meant = read_when(words, published=date.fromisoformat(published)), When(when)
    assert (read.start, read.end) == (meant.start, meant.end)


NO_RULE = "no rule covers this date phrase"


@pytest.mark.parametrize(
    ("words", "published", "reason"),
    [
        # two readings
        ("last August", "2023-10-15", "it may be the August of 2023, the latest, or of 2022"),
        ("since last summer", P, "it may be the Summer of 2023, the latest, or of 2022"),
        ("last Monday", "2023-10-18", "it may be the latest one, 2023-10-16, or that of last week"),
        ("winter 2022", P, "a winter lies in two years, and may be named by either"),
        ("this winter", P, "a winter lies in two years, and may be named by either"),
        ("10/11/2023", P, "it may be day and month, 2023-11-10, or month and day, 2023-10-11"),
        ("since 5.10.2023", P, "it may be day and month, 2023-10-05, or month and day, 2023-05-10"),
        ("12.12.23", P, "its year is written in two figures"),
        ("31/2/2023", P, "it names days outside the calendar"),
        ("from September 2023 to March", "2025-06-15", "it may end in 2024 or in 2025"),
        ("from September 2021 to the 5th of March", P, "it may end in 2022 or in 2023"),
        ("from spring 2022 to fall", P, "it may end in 2022 or in 2023"),
        ("Q1 2022 to Q3", P, "it may end in 2022 or in 2023"),
        ("from March last year to May", P, "it may end in 2022 or in 2023"),
        ("December 30, 2021, January 2 and 6", P, "it may end in 2022 or in 2023"),
        ("from June 5, 2021 to the middle of the May", P, "it may end in 2022 or in 2023"),
        ("Oct. 5, 22", P, "its last number has two readings"),
        ("in June 2021 and 2022", P, "its last number has two readings"),
        ("in the year to October", P, "“the year” may not be that of publication"),
        ("from September 5 to the end of the month", P,
         "“the month” may not be that of publication"),
        ("from late 2021 to the start of the year", P,
         "“the year” may not be that of publication"),
        # no such days
        ("31 April", P, "there is no such day"),
        ("29 Feb 2023", P, "it names days outside the calendar"),
        ("2023-02-29", P, "it names days outside the calendar"),
        ("Monday, March 8, 2024", "2024-05-01", "2024-03-08 was a Friday"),
        ("throughout last week", P, "a week begins on Sunday or on Monday, by country"),
        ("last week alone", P, "a week begins on Sunday or on Monday, by country"),
        ("so far this week", P, "a week begins on Sunday or on Monday, by country"),
        ("October 12-10", P, "it ends before it begins"),
        ("in October and September", P, "it may be the last one, of"),
        ("the fall and September of the year", P, "told in a season and in a month"),
        ("October 5, November", P, "told in a day and in a month"),
        ("2022 and November", P, "told in a year and in a month"),
        ("Friday and last week", P, "told in a day and in a week"),
        ("two weeks ago and Friday", P, "told in a week and in a day"),
        ("around 1030", P, NO_RULE),
        ("by 1730", P, NO_RULE),
        ("2022??", P, NO_RULE),
        ("May 2022 and this fall", P, "told in a month and in a season"),
        ("this year and October", P, "told in a year and in a month"),
        ("the start of December and this month", P, "its days are not in order") ,
        ("between 28 and 3 November", P, "it ends before it begins"),
        ("30 October, 2 and 4 November", P, "it ends before it begins"),
        ("28, 30 October and 2, 3 November", P, "it ends before it begins"),
        ("the 28th of June in 2021 until the 10th", P, "it ends before it begins"),
        ("Oct. 5, 2022, and 8", P, "it ends before it begins"),
        ("from this month to last month", P, "it ends before it begins"),
        ("from 2022 to 2021", P, "it ends before it begins"),
        ("the first 13 months of 2022", P, "a year has twelve months"),
        # the future
        ("in 2024", P, "it begins after the day of publication, 2023-11-29"),
        ("by the end of the year", P, "it begins after the day of publication, 2023-11-29"),
        ("until August 2024", P, "it begins after the day of publication, 2023-11-29"),
        ("this summer", "2024-04-01", "it begins after the day of publication, 2024-04-01"),
        ("between August and the 30th of this month", P,
         "it begins after the day of publication, 2023-11-29"),
        ("next month", P, NO_RULE),
        ("over the next three months", P, NO_RULE),
        ("in the coming weeks", P, NO_RULE),
        ("in three days", P, NO_RULE),
        ("this Friday", P, NO_RULE),
        ("tomorrow", P, NO_RULE),
        ("later this month", P, NO_RULE),
        # does not reach the day of publication
        ("for several years", P, "the words do not say that it goes on to the day of publication"),
        ("for two to three weeks", P,
         "the words do not say that it goes on to the day of publication"),
        ("so far in August", P, "“so far” says that it goes on, and it was over"),
        # during, or more than
        ("over 20 months", P, NO_RULE),
        ("over a year ago", P, NO_RULE),
        ("over 2000", P, NO_RULE),
        ("at 1500", P, NO_RULE),
        ("up to two weeks ago", P, NO_RULE),
        # hangs on what the words do not name
        ("since the summit", P, NO_RULE),
        ("since the start of the war", P, NO_RULE),
        ("since then", P, NO_RULE),
        ("after mid-October", P, "the words do not say on which day it ends"),
        ("the next day", P, NO_RULE),
        ("in the same period", P, NO_RULE),
        ("a month later", P, NO_RULE),
        ("in the 12 months to October", P, NO_RULE),
        ("the second week of October", P, NO_RULE),
        ("almost a year ago", P, NO_RULE),
        ("the week of the summit", P, NO_RULE),
        # says too little
        ("recently", P, NO_RULE),
        ("for years", P, NO_RULE),
        ("the most recent month", P, NO_RULE),
        ("over the past 0 weeks", P, NO_RULE),
        ("in the past", P, NO_RULE),
        ("a year", P, NO_RULE),
        ("per month", P, NO_RULE),
        ("every Monday", P, NO_RULE),
        ("10:24 a.m. local time", P, NO_RULE),
        # one or the other
        ("Oct. 10 or 13", P, "days lie between 2023-10-10 and 2023-10-13"),
        ("August or November", P, "days lie between 2023-08-31 and 2023-11-01"),
        ("early or late October", P, "days lie between 2023-10-10 and 2023-10-21"),
        ("on or before October 5", P, NO_RULE),
        ("since August, September", P, NO_RULE),
        ("October 2022, 5", P, NO_RULE),
        # no end of its own
        ("from 25 to 27", P, NO_RULE),
        ("from the start to the end of 2022", P, NO_RULE),
        ("late 2022-23", P, NO_RULE),
        ("20231005", P, NO_RULE),
        ("until", P, NO_RULE),
        ("before", P, NO_RULE),
        ("since", P, NO_RULE),
        ("throughout them", P, NO_RULE),
        ("in September", "2023-08-31", "it may be the last one, of"),
        ("from the 25th to the 3rd", P, "it may be the last one, of"),
        ("between Dec. 28 and Jan. 3", P, "it may be the last one, of"),
        ("between early and mid-April", P, "it may be the last one, of"),
        ("from late 2022 to spring", P, "it may be the last one, of"),
        ("from December 2022 to the 5th", P, "it may be the last one, of"),
        ("the summit alone", P, NO_RULE),
        ("from the summit", P, NO_RULE),
        ("before the summit", P, NO_RULE),
        ("so far in the war", P, NO_RULE),
        ("the summit or the war", P, NO_RULE),
        ("before last night", P, "a night has two days"),
        ("before the week of Oct. 9", P, "the day lies in the week, or begins it"),
        ("last weekend", "2023-10-14", "the latest one, 2023-10-14, or that of last"),
        ("by year's end", "2023-10-16", "it begins after the day of publication"),
        ("three or two weeks ago", P, "a range goes from a number to a larger one"),
        ("the 1900s", P, "it may be ten years, or a hundred"),
        ("the 1995s", P, "a decade begins with a year that ends in nought"),
        ("the last 13 months of 2022", P, "a year has twelve months"),
        ("the last 40 days of May", P, "there is no such day"),
        ("2010-11", P, "it may be the month, 2010-11, or the years 2010 to 2011"),
        ("1999-01", P, "it may be the month, 1999-01, or the years 1999 to 2001"),
        ("2022-21", P, "it ends before it begins"),
        ("Thu, 13 Oct 2023", P, "2023-10-13 was a Friday"),
        ("in May or September 2022", P, "days lie between 2022-05-31 and 2022-09-01"),
        ("December 2022 or 2023", P, "its last number has two readings"),
        ("2022 or January 2023", P, "it joins what is told in a year and in a month"),
        ("after late August", P, "the words do not say on which day it ends"),
        ("after last week", P, "the words do not say on which day it ends"),
        ("after October 2023", "2023-10-16", "it begins after the day of publication, 2023-10-16"),
        ("for nearly long years", P, NO_RULE),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_with_the_reason(
    words: str, published: str, reason: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_when(words, published=date.fromisoformat(published))
    assert reason in caught.value.reason
    assert caught.value.words == words


@pytest.mark.parametrize(
    ("words", "published", "last", "following"),
    [
        # within a week of publication, whatever stands before
        ("Oct. 17", "2023-10-16", "2022-10-17", "2023-10-17"),
        ("since Oct. 17", "2023-10-16", "2022-10-17", "2023-10-17"),
        ("on May 17", "2024-05-16", "2023-05-17", "2024-05-17"),
        ("Feb. 1", "2024-01-31", "2023-02-01", "2024-02-01"),
        ("in November", "2023-10-28", "2022-11-01", "2023-11-01"),
        ("the 17th", "2023-10-16", "2023-09-17", "2023-10-17"),
        ("on the 31st", "2024-01-30", "2023-12-31", "2024-01-31"),
        ("Oct. 5, 12, and 19", "2023-10-16", "2022-10-19", "2023-10-19"),
        ("Dec. 31-Jan. 1", "2024-12-30", "2024-01-01", "2025-01-01"),
        # words that look ahead, and the next is nearer
        ("until August", "2016-06-15", "2015-08-01", "2016-08-01"),
        ("through March", "2018-01-28", "2017-03-01", "2018-03-01"),
        ("by mid-July", "2017-04-01", "2016-07-11", "2017-07-11"),
        ("from May to September", "2017-06-28", "2016-09-01", "2017-09-01"),
        # a window that has begun
        ("July and September", "2023-08-15", "2022-09-01", "2023-09-01"),
        ("mid-April to May", "2017-04-28", "2016-05-01", "2017-05-01"),
        ("April to December", "2017-05-28", "2016-12-01", "2017-12-01"),
    ],
)
def test_days_of_which_the_next_may_be_meant_are_refused_with_both(
    words: str, published: str, last: str, following: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_when(words, published=published)
    told = f"it may be the last one, of {last}, or the next, of {following}"
    assert caught.value.reason == told


@pytest.mark.parametrize(
    ("words", "published", "when"),
    [
        ("Oct. 17", "2023-10-09", "2022-10-17"),
        ("December 31", "2020-01-01", "2019-12-31"),
        ("until August", "2016-09-15", "/2016-08"),
        ("by the end of December", "2024-01-20", "/[2023-12-25..2023]"),
        ("until August 2015", "2016-06-15", "/2015-08"),
        ("until last March", "2018-01-28", "/2017-03"),
        ("29 February", "2023-02-25", "2020-02-29"),
        ("the 31st", "2023-04-20", "2023-03-31"),
        ("before the end of October", "2018-11-01", "/2018-10-31"),
        ("before the end of 2022", "2023-10-15", "/2022-12-31"),
        ("before the end of last month", "2023-10-15", "/2023-09-30"),
        ("before the end of October", "2018-10-27", "/2018-10-27"),
        ("before the start of October", "2018-11-01", "/2018-09-30"),
        ("before mid-August", "2023-10-15", "/2023-08-10"),
    ],
)
def test_days_that_can_only_be_the_last_are_read(words: str, published: str, when: str) -> None:
    assert str(read_when(words, published=published)) == when
