from __future__ import annotations

import attrs
import pytest

from dprk_transfers.reading.dates.mentions import Mention, find_mention, find_mentions

Told = tuple[int, int, int, bool]


def told(mention: Mention | None) -> Told | None:
    """The month, day and part that a mention says, and whether it leaves any of them out."""
    if mention is None:
        return None
    slots = mention.slots
    return slots.month, slots.day, slots.part, mention.is_elliptic


@pytest.mark.parametrize(
    ("items", "mentions"),
    [
        (["sept 7", "8"], [(9, 7, 0, False), (9, 8, 0, True)]),
        (["the 18th", "19 june 2023"], [(6, 18, 0, True), (6, 19, 0, False)]),
        (
            ["december 30", "january 2", "6"],
            [(12, 30, 0, False), (1, 2, 0, False), (1, 6, 0, True)],
        ),
        (["28", "29 march in 2021"], [(3, 28, 0, True), (3, 29, 0, False)]),
        (["early", "mid-april"], [(4, 0, 1, True), (4, 0, 2, False)]),
        (["early", "mid", "late april"], [None, (4, 0, 2, True), (4, 0, 3, False)]),
        (["first 5 days of june", "8"], [(6, 0, 0, False), (6, 8, 0, True)]),
        (["december 2022", "the 5th"], [(12, 0, 0, False), (0, 5, 0, False)]),
        (["december", "5"], [(12, 0, 0, False), None]),
        (["5", "6"], [None, None]),
        (["the summit", "june 8", "9"], [None, (6, 8, 0, False), (6, 9, 0, True)]),
        (["late", "the summit"], [None, None]),
        (["late", "mid-summit"], [None, None]),
    ],
)
def test_items_share_the_month_or_what_they_are_thirds_of(
    items: list[str], mentions: list[Told | None]
) -> None:
    assert [told(mention) for mention in find_mentions(items)] == mentions


def test_what_is_approximate_says_so() -> None:
    about, plain = find_mention("around october"), find_mention("october")
    assert about is not None
    assert plain is not None
    assert (about.is_approximate, plain.is_approximate) == (True, False)
    assert about.slots == plain.slots
    assert find_mention("about the summit") is None
    for words in ("some time in october", "sometime during october"):
        assert find_mention(words) == plain


@pytest.mark.parametrize(
    "about",
    [
        "around ",
        "about ",
        "roughly ",
        "approximately ",
        "approx ",
        "circa ",
        "ca ",
        "c ",
        "~",
        "~ ",
    ],
)
def test_every_word_for_about_is_known(about: str) -> None:
    mention = find_mention(f"{about}2019")
    assert mention is not None
    assert mention.is_approximate
    assert find_mention(f"{about}1030") is None  # a time of day
    assert find_mention(f"{about.strip('~ ')}2019?") != mention


def test_a_mark_of_doubt_is_kept() -> None:
    plain = find_mention("about october")
    assert plain is not None
    for words in ("about october?", "about october (?)", "about october ?"):
        mention = find_mention(words)
        assert mention == attrs.evolve(plain, is_uncertain=True)
    for words in ("october??", "?october", "octob?er", "october?!"):
        assert find_mention(words) is None
    doubts = [mention and mention.is_uncertain for mention in find_mentions(["oct 5?", "6", "7?"])]
    assert doubts == [True, False, True]


@pytest.mark.parametrize(
    ("words", "year", "month", "part"),
    [
        ("2022, november", 2022, 11, 0),
        ("2023, oct 5", 2023, 10, 0),
        ("2022 late november", 2022, 11, 3),
        ("2022, q3", 2022, 0, 0),
        ("2022, the spring", 2022, 0, 0),
    ],
)
def test_a_year_may_stand_before_its_part(words: str, year: int, month: int, part: int) -> None:
    mention = find_mention(words)
    assert mention is not None
    assert (mention.slots.year, mention.slots.month, mention.slots.part) == (year, month, part)
    assert mention.is_anchored
    assert mention.slots.text == words


@pytest.mark.parametrize(
    "words",
    ["2022, 2023", "2022, november 2023", "2022, friday", "2022, last march", "2022, 2022, march"],
)
def test_a_year_stands_before_nothing_else(words: str) -> None:
    assert find_mention(words) is None


@pytest.mark.parametrize(
    ("words", "is_anchored", "is_yearly"),
    [
        ("march", False, True),
        ("the 5th of march", False, True),
        ("late summer", False, True),
        ("q3", False, True),
        ("march 2023", True, True),
        ("march last year", True, True),
        ("last march", True, True),
        ("this summer", True, True),
        ("the end of the month", True, False),
        ("last month", True, False),
        ("2022", True, False),
        ("friday", False, False),
        ("two years ago", False, False),
    ],
)
def test_which_year_is_meant_is_said_or_open(
    words: str, is_anchored: bool, is_yearly: bool
) -> None:
    mention = find_mention(words)
    assert mention is not None
    assert (mention.is_anchored, mention.is_yearly) == (is_anchored, is_yearly)
