"""Remarks on days: what must be told, and what lies near it and must not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.builders import build, dataset
from tests.reconciliation.test_answers import PLACE, claim

from dprk_transfers.model.claim import Claim, Measure, Stance
from dprk_transfers.model.source import Document
from dprk_transfers.reconciliation.review import review
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.when import When


def told(*claims: Claim, published: str | None = "2023-11-02") -> list[tuple[str | None, str]]:
    """The record and path of each remark on claims, in a page of a day unless they name another."""
    page = build(Document, id="page", publisher="agency", published=published and When(published))
    found = review(dataset(*PLACE, page, *claims))
    return [(each.record, each.path) for each in found if str(each.record).startswith("claims/")]


def moved(words: str = "over 1,000", **fields: Any) -> Claim:
    return claim("first", words, **{"document": "page", "asserted": None, **fields})


PERIOD = [("claims/first", "$.period")]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("since August", "2023-09/2023-11-02"),
        ("since August", "2022-08/2023-11-02"),
        ("between Aug. 7 and Oct. 1", "2023-08-07/2023-10-20"),
        ("on Oct. 14", "2023-10-13"),
        ("in August", "2023-09-01/2023-10-31"),
        ("in October", "2022-10-01/2022-10-31"),
        ("until Oct. 20", "/2023-10-13"),
    ],
)
def test_a_window_that_its_words_surely_do_not_mean_is_told(words: str, period: str) -> None:
    assert told(moved(period=period, period_words=words)) == PERIOD


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("since late August", "[2023-08-21..2023-08-31]/2023-11-02"),
        ("since late August", "2023-08-25/2023-10-13"),  # the count was closed before
        ("since August", "/2023-11-02"),  # no start is stated
        ("in August", "2023-08/2023-11-02"),  # the words are of the start alone
        ("in October", "2023-08/2023-10"),  # or of the end
        ("in October", "2023-10-01/2023-10-31"),
        ("in recent weeks", "2023-10-30"),
        ("around Oct. 1", "2023-09-24"),
        ("on Oct. 14", "2023-10-13?"),
        ("in the days of yore", "1923"),  # no rule reads it
        (None, "1923"),
    ],
)
def test_a_window_that_its_words_may_mean_is_not(words: str | None, period: str) -> None:
    given = moved(extent=Extent.PART, period=period, period_words=words)
    assert told(given) == []


@pytest.mark.parametrize(
    ("asserted", "published", "expected"),
    [
        ("2023-10-16", "2023-11-02", []),  # “yesterday” of the day it was said
        ("2023-10-16", None, []),
        ("2023-10-20", "2023-11-02", PERIOD),
        (None, "2023-10-16", []),
        (None, None, []),  # from no day, nothing is read
    ],
)
def test_words_are_read_from_the_day_of_the_page_or_of_the_utterance(
    asserted: str | None, published: str | None, expected: list[tuple[str, str]]
) -> None:
    given = moved(period="2023-10-15", period_words="yesterday", asserted=asserted)
    assert told(given, published=published) == expected


@pytest.mark.parametrize(
    ("words", "asserted", "expected"),
    [
        ("on Friday", "2023-10-27", []),
        ("on Friday", "2023-10-26", [("claims/first", "$.asserted")]),
        ("earlier this week", "2023-11-01", []),
        ("as he has said before", "2022", []),  # no rule reads it
        ("on Friday", None, []),
    ],
)
def test_a_day_on_which_it_was_said_is_held_to_its_words(
    words: str, asserted: str | None, expected: list[tuple[str, str]]
) -> None:
    assert told(moved(asserted=asserted, asserted_words=words)) == expected


def test_words_without_a_window_are_compared_with_none() -> None:
    assert told(moved(extent=Extent.PART, period=None, period_words="since August")) == []


def test_a_remark_on_words_names_what_they_mean() -> None:
    page = build(Document, id="page", publisher="agency", published=When("2023-11-02"))
    given = moved(period="2023-09/2023-11-02", period_words="since August")
    (found,) = (each for each in review(dataset(*PLACE, page, given)) if "claims" in str(each))
    assert str(found) == (
        "claims/first: $.period: is not what its words mean, which read as "
        "2023-08/2023-11-02, got When('2023-09/2023-11-02'); write that, or in the note why it is "
        "not meant"
    )


@pytest.mark.parametrize(
    ("asserted", "published", "expected"),
    [
        ("2024-05-01", "2023-10-15", [("claims/first", "$.asserted")]),
        ("2023-10-17", "2023-10-15", [("claims/first", "$.asserted")]),
        ("2023-10-16", "2023-10-15", [("claims/first", "$.asserted")]),
        ("2023-10-15", "2023-10-15", []),
        ("2023-10", "2023-10-15", []),
        ("2023-11", "2023-10/2023-11", []),
        ("2023-12", "2023-10/2023-11", [("claims/first", "$.asserted")]),
        ("2024-05-01", None, []),
        (None, "2023-10-15", []),
        ("9999-12-31", "9999-12-31", []),
    ],
)
def test_what_was_said_after_it_was_printed_is_told(
    asserted: str | None, published: str | None, expected: list[tuple[str, str]]
) -> None:
    given = moved(period="/2023-10-13", asserted=asserted)
    assert told(given, published=published) == expected


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("extent", [Extent.PART, Extent.TOTAL])
def test_only_what_is_done_is_over_before_it_is_printed(measure: Measure, extent: Extent) -> None:
    given = moved(period="/2025-10-13", measure=measure, extent=extent)
    done = {Measure.MOVED, Measure.PRODUCED, Measure.USED, Measure.EXAMINED}
    assert (PERIOD[0] in told(given)) == (measure in done)


@pytest.mark.parametrize(
    ("period", "published"),
    [
        ("2023-08/2023-11-02", "2023-11-02"),
        ("2023-08/2023-11", "2023-11-02"),
        ("2023-08/2023-11-10~", "2023-11-02"),
        ("2023-08/2024-11-10?", "2023-11-02"),
        ("2023-08/", "2023-11-02"),
        ("2023-08/..", "2023-11-02"),
        (None, "2023-11-02"),
        ("2023-08/2024-11", None),
    ],
)
def test_an_end_that_may_lie_before_the_page_is_not_told(
    period: str | None, published: str | None
) -> None:
    given = moved(extent=Extent.RATE, period=period)
    assert told(given, published=published) == []


@pytest.mark.parametrize(
    ("said", "answered", "is_told"),
    [
        ("2023-10-17", "2023-10-16", True),
        ("2023-10-17", "2023-10-17", False),
        ("2023-10-17", "2023-10-16/2023-10-17", False),
        ("2023-10", "2023-10-16", False),
        ("2023-10-17", "2023-10-18", False),
        (None, "2023-10-16", False),
        ("2023-10-17", None, False),
    ],
)
def test_an_answer_surely_older_than_what_it_names_is_told(
    said: str | None, answered: str | None, is_told: bool
) -> None:
    named = moved(period="/2023-10-13", asserted=said)
    answer = claim(
        "reply", document="undated", stance=Stance.DENIES, about=("first",), asserted=answered
    )
    found = told(named, answer, published=None)
    assert found == ([("claims/reply", "$.about[0]")] if is_told else [])


@pytest.mark.parametrize(
    ("period", "way_out"),
    [
        ("2023", "2023-01-01/2023-12-31"),
        ("2023-08", "2023-08-01/2023-08-31"),
        ("2023-08-XX", "2023-08-01/2023-08-31"),
        ("2023-21", "2023-03-01/2023-05-31"),
        ("[2023-08-01..2023-08-10]", "2023-08-01/2023-08-10"),
        ("2023/2023", "2023-01-01/2023-12-31"),
        ("[..2023-08]", "a window"),
    ],
)
def test_a_total_over_a_day_that_is_not_known_is_told_with_the_window(
    period: str, way_out: str
) -> None:
    book = dataset(*PLACE, moved(document="undated", asserted="2024-01-31", period=period))
    (found,) = (each for each in review(book) if "claims/" in str(each))
    assert (found.path, found.value) == ("$.period", When(period))
    assert str(found).endswith(f"; for all of it, write {way_out}")


@pytest.mark.parametrize(
    ("period", "extent"),
    [
        ("2023-08-13", Extent.TOTAL),
        ("2023-08-13~", Extent.TOTAL),
        ("2023-08/2023-10", Extent.TOTAL),
        ("2023-08-01/2023-08-31", Extent.TOTAL),
        ("/2023-08", Extent.TOTAL),
        ("2023-08", Extent.PART),
        ("2023-08", Extent.RATE),
        (None, Extent.RATE),
    ],
)
def test_a_total_of_a_day_or_a_window_is_not(period: str | None, extent: Extent) -> None:
    assert told(moved(period=period, extent=extent)) == []
