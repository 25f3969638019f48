"""Hints: what may be an echo although nothing links it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import dataset
from tests.laws import law
from tests.reconciliation.test_answers import PLACE, books, claim

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reconciliation.provenance.hints import Hint, Suspicion, find_hints
from dprk_transfers.reconciliation.reconcile import reconcile

FIGURE, WORDS = Suspicion.SAME_FIGURE, Suspicion.SAME_WORDS
STATEMENT = Suspicion.SAME_STATEMENT
FIRST = claim("first", "about 6,700", speaker="ministry", asserted="2023-10-13")


def later(claim_id: str = "later", words: str | None = "over 6,700", **fields: Any) -> Claim:
    """The figure of the first claim, stated by somebody else the day after."""
    return claim(claim_id, words, **{"speaker": "agency", "asserted": "2023-10-14", **fields})


def found(*claims: Claim) -> list[Hint]:
    told = dataset(*PLACE, *claims)
    return [*find_hints(told)]


def test_an_unusual_figure_stated_again_later_is_hinted_at() -> None:
    (hint,) = found(FIRST, later())
    assert hint == Hint(FIGURE, ("first", "later"))


@pytest.mark.parametrize(
    ("number", "unusual"),
    [
        ("99", False),
        ("100", False),
        ("101", True),
        ("110", True),
        ("1,000", False),
        ("6,700", True),
        ("5,000,000", False),
        ("between 6,000 and 6,500", True),
        ("between 6,000 and 7,000", False),
        ("12", False),
        ("hundreds", False),
        ("several thousand", False),
    ],
)
def test_a_figure_of_100_or_more_is_unusual_with_two_digits_before_its_zeros(
    number: str, unusual: bool
) -> None:
    figures = [
        attrs.evolve(each, quantity=Quantity(number, "containers")) for each in (FIRST, later())
    ]
    hints = [hint for hint in found(*figures) if hint.suspicion is FIGURE]
    assert hints == [Hint(FIGURE, ("first", "later"))] * unusual


def test_a_fraction_of_more_than_100_is_unusual() -> None:
    for number, unusual in ((Fraction(199, 2), False), (Fraction(201, 2), True)):
        quantity = Quantity("so much", "tonnes", lower=number)
        figures = [attrs.evolve(each, quantity=quantity) for each in (FIRST, later())]
        assert [hint.suspicion for hint in found(*figures)] == [FIGURE if unusual else WORDS]


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "over 6,800"},
        {"words": None},
        {"unit": "tonnes"},
        {"speaker": "ministry"},
        {"asserted": None},
        {"rests_on": ("first",)},
        {"rests_on": ("lost",)},
        {"stance": Stance.DENIES, "about": ("first",)},
    ],
)
def test_what_is_not_the_same_or_says_whence_gives_no_hint(
    fields: dict[str, Any],
) -> None:
    assert found(FIRST, later(**fields)) == []


@pytest.mark.parametrize("day", ["2023-10-13", "2023-10", "2023-10-14", "2024"])
def test_one_of_the_same_day_or_of_some_later_one_is_hinted_at(day: str) -> None:
    assert found(FIRST, later(asserted=day)) == [Hint(FIGURE, ("first", "later"))]


def test_ten_papers_that_print_one_figure_on_one_day_are_hinted_at_but_for_one_relays() -> None:
    papers = ["agency", "supplier", "embassy"]
    copies = [later(paper, speaker=paper, asserted="2023-10-13") for paper in papers]
    assert found(FIRST, *copies) == [
        Hint(FIGURE, ("agency", "embassy")),
        Hint(FIGURE, ("agency", "first")),
        Hint(FIGURE, ("agency", "supplier")),
    ]
    assert found(*(attrs.evolve(each, via=("ministry",)) for each in copies)) == []


@pytest.mark.parametrize(
    ("words", "other", "hinted"),
    [
        ("over 1,000", "over 1,000", True),
        ("over 1,000", "Over  1,000", True),
        ("over 1,000", "more than 1,000", False),
        ("1,000", "1,000", False),
        ("over 6,700", "over 6,700", False),
    ],
)
def test_a_usual_figure_in_the_same_words_is_hinted_at(
    words: str, other: str, hinted: bool
) -> None:
    told = [claim("a", words, speaker="ministry"), claim("b", other, speaker="agency")]
    assert [hint for hint in found(*told) if hint.suspicion is WORDS] == [
        Hint(WORDS, ("a", "b"))
    ] * hinted


def test_a_later_claim_is_set_beside_the_earliest_with_its_figure() -> None:
    assert found(later("a", asserted="2023-10-15"), later("b", speaker="supplier"), FIRST) == [
        Hint(FIGURE, ("first", "a")),
        Hint(FIGURE, ("first", "b")),
    ]


def test_a_day_with_no_last_is_later_than_any_that_has_one() -> None:
    some_day = later("a", asserted="2023-10-14/..", speaker="supplier")
    assert found(some_day, FIRST) == [Hint(FIGURE, ("first", "a"))]
    assert found(some_day, later("b", asserted="2023-10-15")) == [Hint(FIGURE, ("b", "a"))]


def test_of_those_said_at_once_the_first_by_id_is_the_earliest() -> None:
    same_day = attrs.evolve(FIRST, id="another", speaker="supplier")
    assert found(FIRST, same_day, later()) == [
        Hint(FIGURE, ("another", "first")),
        Hint(FIGURE, ("another", "later")),
    ]


def test_claims_that_another_rests_on_or_that_answer_one_claim_are_linked() -> None:
    assert found(attrs.evolve(FIRST, rests_on=("later",)), later()) == []
    basis = claim("basis", speaker="supplier")
    both = [attrs.evolve(each, rests_on=("basis",)) for each in (FIRST, later())]
    assert found(basis, *both) == []


def same(claim_id: str = "same", words: str = "about 90", **fields: Any) -> Claim:
    return claim(claim_id, words, **{"speaker": "ministry", "asserted": "2023-10-13", **fields})


def test_a_figure_that_a_speaker_states_twice_on_one_day_is_hinted_at() -> None:
    assert found(same("b"), same("a"), same("c", "over 90")) == [
        Hint(STATEMENT, ("a", "b")),
        Hint(STATEMENT, ("a", "c")),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "about 91"},
        {"unit": "tonnes"},
        {"speaker": "agency", "words": "roughly 90"},
        {"asserted": "2023-10-14"},
        {"asserted": "2023-10-13/2023-10-14"},
        {"asserted": "../2023-10-13"},
        {"asserted": None},
        {"rests_on": ("first",)},
        {"rests_on": ("between",)},
        {"stance": Stance.CORRECTS, "about": ("first",)},
    ],
)
def test_another_figure_speaker_or_day_or_a_link_gives_no_hint(fields: dict[str, Any]) -> None:
    between = claim("between", speaker="ministry", rests_on=("first",))
    assert found(same("first"), between, same(**fields)) == []


def test_a_day_that_is_not_known_is_not_the_same_day() -> None:
    for day in ("2023-10", "2023-10-13/..", "../2023-10-13", "../..", None):
        assert found(same("a", asserted=day), same("b", asserted=day)) == []


def test_what_rests_on_a_claim_that_is_not_there_is_linked_to_nothing() -> None:
    told = [same("a", rests_on=("lost",)), same("b", rests_on=("gone",))]
    assert found(*told) == [Hint(STATEMENT, ("a", "b"))]


def test_hints_are_sorted_by_their_claims() -> None:
    told = [
        same("a", "exactly 130"),
        same("b", "exactly 130"),
        later("c", "exactly 130"),
        same("d", "exactly 150", asserted="2023-10-12"),
        later("e", "exactly 150"),
    ]
    assert found(*told) == [
        Hint(STATEMENT, ("a", "b")),
        Hint(FIGURE, ("a", "c")),
        Hint(FIGURE, ("d", "e")),
    ]


def test_a_circle_ends() -> None:
    circle = [attrs.evolve(FIRST, rests_on=("b",)), same("b", rests_on=("first",))]
    assert found(*circle, later()) == [Hint(FIGURE, ("first", "later"))]


@law(40)
@given(book=books, data=st.data())
def test_hints_are_read_by_nothing_and_do_not_depend_on_order(
    book: Dataset, data: st.DataObject
) -> None:
    claims = [*book.claims.values()]
    mixed = data.draw(st.permutations(claims))
    assert find_hints(book, mixed) == find_hints(book, claims)
    for answer in reconcile(book):
        used = [book.claims[own_id] for own_id in answer.used]
        assert answer.hints == find_hints(book, used)
        assert {own_id for hint in answer.hints for own_id in hint.claims} <= {*answer.used}


def test_a_hint_moves_no_bound_and_links_no_origins() -> None:
    told = dataset(*PLACE, FIRST, later())
    other_words = attrs.evolve(later(), quantity=Quantity("more than 6,700", "containers"))
    for book in (told, dataset(*PLACE, FIRST, other_words)):
        answer = reconcile(book).answers[0]
        assert (len(answer.hints), answer.origins.count) == (1, 2)
        assert answer.used == ("first", "later")
        assert answer.bounds.lower_by == ("later",)
