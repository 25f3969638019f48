"""Facts that no claim states, against the answer worked out with each of them."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.builders import build, dataset
from tests.laws import law
from tests.reconciliation.test_answers import MUNITIONS, PLACE, books, claim

from dprk_transfers.casebook import load_casebook
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.source import Source, SourceKind
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.open_points import OpenPoint
from dprk_transfers.reconciliation.reconcile import reconcile
from dprk_transfers.reconciliation.sentences import Narrator
from dprk_transfers.reconciliation.wording import Wording
from dprk_transfers.values.when import Span, When

BOOK = load_casebook()


def ask(*claims: Any, **options: Any) -> Answer:
    (answer,) = reconcile(dataset(*PLACE, *claims), question=MUNITIONS, **options)
    return answer


def with_start(book: Dataset, own_id: str) -> Dataset:
    """The dataset with the start of a claim as it is usually taken."""
    told = book.claims[own_id]
    window = told.period
    assert window is not None
    start = Span(window.start.earliest, window.start.earliest, is_open=not window.start.earliest)
    changed = attrs.evolve(told, period=When.from_spans(start, window.end))
    return attrs.evolve(book, claims={**book.claims, own_id: changed})


def pairs(answer: Answer) -> set[tuple[str, str]]:
    return {(each.floor_id, each.ceiling_id) for each in answer.contradictions}


def check_starts(book: Dataset, answer: Answer) -> None:
    """Every start that changes the answer is a point, as it does, and no other is."""
    starts = (each for each in answer.open_points if each.field == "period.start")
    points = {each.claims[0]: each for each in starts}
    for own_id in (own_id for own_id in answer.used if book.claims[own_id].period):
        changed = reconcile(with_start(book, own_id), question=answer.question).answers[0]
        if own_id in points:
            point = points[own_id]
            assert point.bounds == changed.bounds
            clashes = {(each.floor_id, each.ceiling_id) for each in point.contradictions}
            assert clashes == pairs(changed) - pairs(answer)
            assert clashes or changed.bounds.range != answer.bounds.range
        else:
            assert pairs(changed) <= pairs(answer)
            assert changed.bounds.range == answer.bounds.range


@law(40)
@given(book=books)
def test_a_start_is_an_open_point_exactly_where_it_changes_the_answer(book: Dataset) -> None:
    for answer in reconcile(book):
        check_starts(book, answer)


@pytest.mark.slow
def test_the_starts_of_the_containers_of_the_casebook_are_told_as_they_are() -> None:
    answer = reconcile(BOOK)["arms-containers/containers/moved"]
    check_starts(BOOK, answer)
    assert {each.claims[0] for each in answer.open_points} >= {"uk-20000", "dia-28000"}


def test_a_count_that_began_with_the_rest_would_set_a_ceiling() -> None:
    (point,) = ask(claim("seen", "about 900", period="/2023-10-13")).open_points
    assert (point.claims, point.field, point.effect) == (
        ("seen",),
        "period.start",
        "at most 990 containers moved",
    )
    assert point.meant == When("../2023-10-13")
    assert ask(claim("seen", "over 900", period="/2023-10-13")).open_points == ()
    assert ask(claim("seen", "about 900")).open_points == ()


def test_an_end_that_is_uncertain_may_keep_a_claim_from_the_bounds() -> None:
    (point,) = ask(claim("seen", "about 900", period="../2023-09-30?")).open_points
    assert (point.field, point.effect) == (
        "period.end",
        "810 or more containers moved and at most 990 containers moved",
    )
    assert point.meant == When("../2023-09-30")
    few = claim("few", "about 500", period="../2023-10-10~", speaker="ministry")
    (point,) = ask(few, claim("many", "over 900", period="../2023-10-09")).open_points
    assert (point.claims, point.field, point.effect) == (
        ("few",),
        "period.end",
        "contradicts many",
    )


def test_a_tension_that_a_stated_start_would_make_a_contradiction() -> None:
    answer = ask(
        claim("us", "more than 10,000", period="2023-09/2024-02-23", speaker="agency"),
        claim("rok", "about 6,700", period="2023-09/2024-02-26", speaker="ministry"),
    )
    (point,) = (each for each in answer.open_points if each.claims == ("rok",))
    assert (point.field, point.effect) == ("period.start", "contradicts us")
    assert [each.difference for each in point.contradictions] == [2631]
    told = next(str(each) for each in answer.sentences if each.topic == "open")
    assert "began on 1 September 2023: it contradicts us [rok]" in told


def test_words_as_they_are_usually_taken_leave_no_window_open() -> None:
    told = claim("seen", "about 900", period="/2023-10-13")
    assert ask(told, reading=Reading.TYPICAL).open_points == ()


def test_a_link_is_an_open_point_where_fewer_origins_remain() -> None:
    claims = [claim("a", "6,700", speaker="ministry"), claim("b", "6,700", speaker="agency")]
    (point,) = (each for each in ask(*claims).open_points if each.field == "repeats")
    assert (point.claims, point.effect, point.origins) == (
        ("a", "b"),
        "1 independent origin remains",
        1,
    )
    linked = attrs.evolve(claims[1], repeats=("a",))
    assert reconcile(dataset(*PLACE, claims[0], linked)).origins("a", "b").count == 1
    third = claim("c", "over 1,000", speaker="supplier")
    (point,) = (each for each in ask(*claims, third).open_points if each.field == "repeats")
    assert point.effect == "2 independent origins remain"
    sentence = next(str(s) for s in ask(*claims).sentences if s.topic == "open")
    assert sentence == "if a and b are one statement: 1 independent origin remains [a, b]"
    same = [claims[0], attrs.evolve(claims[1], speaker="embassy")]
    assert [each for each in ask(*same).open_points if each.field == "repeats"] == []


UNNAMED = build(Source, id="reports", kind=SourceKind.UNNAMED)


def hearsay(own_id: str, **fields: Any) -> Claim:
    return claim(own_id, "over 900", speaker="reports", **fields)


def points_of(*claims: Claim, **options: Any) -> tuple[OpenPoint, ...]:
    told = dataset(*PLACE, UNNAMED, *claims)
    (answer,) = reconcile(told, question=MUNITIONS, **options)
    return answer.open_points


def test_a_speaker_without_a_name_may_be_an_origin() -> None:
    (point,) = points_of(hearsay("heard"), claim("said", "over 90", speaker="ministry"))
    assert (point.claims, point.field, point.effect, point.origins) == (
        ("heard",),
        "speaker",
        "2 independent origins",
        2,
    )
    drawn = hearsay("heard", rests_on=("said",))
    assert points_of(drawn, claim("said", "over 90", speaker="ministry")) == ()
    # One relay told both, so that nobody else stands behind the two.
    through = hearsay("heard", via=("embassy",))
    assert points_of(through, claim("said", "over 90", speaker="ministry", via=("embassy",))) == ()


def test_the_name_that_stands_for_a_speaker_is_no_other_source() -> None:
    taken = [build(Source, id="heard"), build(Source, id="heardx")]
    told = dataset(*PLACE, UNNAMED, *taken, hearsay("heard"))
    (answer,) = reconcile(told, question=MUNITIONS)
    assert [each.origins for each in answer.open_points] == [1]


def test_at_most_two_dozen_windows_are_asked_about() -> None:
    told = [claim(f"c-{n:02}", "about 900", period="/2023-10-13") for n in range(30)]
    assert len([p for p in ask(*told).open_points if p.field == "period.start"]) == 24


@pytest.mark.parametrize(
    ("field", "meant", "text"),
    [
        ("period.start", "../2023-10", "began with the rest: at most 9"),
        ("period.start", "2023-01-01/2023-10", "began on 1 January 2023: at most 9"),
        ("period.end", "2023/2023-10-13", "ran to 13 October 2023: at most 9"),
        ("period.end", "2023/..", "runs on: at most 9"),
    ],
)
def test_the_sentence_says_what_is_taken(field: Any, meant: str, text: str) -> None:
    told = dataset(*PLACE, claim("seen", "over 900"))
    point = OpenPoint(("seen",), field, "at most 9", meant=When(meant))
    said = Narrator(MUNITIONS, Wording(told), {}).open_point(point).text
    assert said == f"if the count of Some name (“over 900”) {text}"
