"""One object that knows: each part is the one that its own door gives, worked out once."""

from __future__ import annotations

import pickle
import re
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from tests.reconciliation.test_answers import MUNITIONS, books

from dprk_transfers import Dataset, Reading, load_casebook
from dprk_transfers.present import brief
from dprk_transfers.reconciliation import (
    Level,
    Reconciliation,
    dispute,
    echoes,
    find_hints,
    origins,
    reconcile,
)
from dprk_transfers.reconciliation.wording import Wording
from dprk_transfers.strategies import datasets
from dprk_transfers.totals import Adding

BOOK = load_casebook()
CODE = "KP/RU/arms-containers/containers/moved"


@pytest.fixture(scope="module")
def found() -> Reconciliation:
    return reconcile(BOOK, as_known="2024-02-29")


@given(books | datasets())
def test_each_part_is_what_its_own_door_gives(book: Dataset) -> None:
    found = reconcile(book)
    assert found.echoes == echoes(book)
    assert found.hints == find_hints(book)
    for claim in book.claims.values():
        assert found.dispute(claim) == found.dispute(claim.id) == dispute(book, claim.id)
        assert found.origins(claim) == origins(book, claim)
    assert found.origins(*book.claims) == origins(book, book.claims)


@given(books)
def test_one_answer_alone_is_that_among_all(book: Dataset) -> None:
    answers = reconcile(book).answers
    assert [answer.question for answer in answers] == [*reconcile(book).questions]
    for answer in answers:
        assert reconcile(book)[answer.question] == answer
        assert reconcile(book, question=str(answer.question)).answers == (answer,)


def test_what_was_asked_for_is_worked_out_once(found: Reconciliation) -> None:
    assert found[CODE] is found[CODE]
    assert found.dispute("ukr-10000") is found.dispute(BOOK.claims["ukr-10000"])
    assert found.echoes is found.echoes


@pytest.mark.parametrize(
    "words", [CODE, CODE.lower(), "arms-containers", "Containers of military", "122MM-EQUIV"]
)
def test_an_answer_is_found_by_any_part_of_its_code_or_title_that_fits_one(
    found: Reconciliation, words: str
) -> None:
    question = found[words].question
    assert words.casefold() in f"{question} {Wording(BOOK).title(question)}".casefold()


def test_a_code_that_is_part_of_another_is_meant_itself(found: Reconciliation) -> None:
    assert str(found["KP/RU/containers/containers/moved"].question) == (
        "KP/RU/containers/containers/moved"
    )


def test_words_that_fit_several_questions_or_none_name_those_there_are(
    found: Reconciliation,
) -> None:
    with pytest.raises(LookupError, match=r"^'containers' fits several(.|\n)*\n  KP/RU/arms-"):
        found["containers"]
    with pytest.raises(LookupError, match=r"^'zzz' fits no question; \d+ known, the first KP/"):
        found["zzz"]
    with pytest.raises(LookupError, match=r"^'x' fits no question; 0 known$"):
        reconcile(Dataset("empty"), question="x")


def test_a_whole_name_is_meant_before_a_part_of_another_and_a_slip_gets_the_nearest() -> None:
    found = reconcile(BOOK)
    assert str(found["voyages"].question) == "KP/RU/sea-voyages/trips/moved"
    with pytest.raises(LookupError, match=r"^'voyges' fits no question; did you mean voyages"):
        found["voyges"]


@pytest.mark.parametrize("wrong", [0, None, ("KP",), slice(None)])
def test_what_is_neither_question_nor_words_is_refused(found: Reconciliation, wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^a Question is given as such or in words, got "):
        found[wrong]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"reading": "loose"}, ValueError, "reading must be one of 'literal', 'typical', got "),
        ({"reading": None}, TypeError, "reading must be one of 'literal', 'typical', got None"),
        ({"level": "continent"}, ValueError, "level must be one of 'source', 'organisation', "),
        ({"adding": True}, TypeError, "adding must be one of 'none', 'origin', 'all', got True"),
        ({"as_known": "2024"}, ValueError, "as_known must be a day, YYYY-MM-DD, got '2024'"),
        ({"as_known": 2024}, TypeError, "as_known must be a datetime.date or its ISO text, got "),
        (
            {"as_known": datetime(2024, 2, 29)},  # noqa: DTZ001
            TypeError,
            "as_known must be a day, not a moment: give its .date(), got ",
        ),
        ({"question": 5}, TypeError, "a Question is given as such or in words, got 5"),
    ],
)
def test_an_option_of_another_kind_is_refused(
    options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        reconcile(BOOK, **options)


def test_options_are_taken_as_members_and_days_or_as_their_words() -> None:
    words = reconcile(BOOK, as_known="2024-02-29", reading="typical", level="bloc", adding="origin")
    assert words == reconcile(
        BOOK,
        as_known=date(2024, 2, 29),
        reading=Reading.TYPICAL,
        level=Level.BLOC,
        adding=Adding.ORIGIN,
    )


def test_a_claim_that_was_not_known_is_refused_with_the_reason(found: Reconciliation) -> None:
    with pytest.raises(LookupError, match=r"^the claim 'dia-28000' was not said by 2024-02-29$"):
        found.dispute("dia-28000")
    with pytest.raises(LookupError, match=r"^no claim has the id 'ukr-1000'; did you mean ukr-1"):
        found.origins("ukr-1000")


def test_it_is_a_line_to_a_programmer_and_the_brief_to_a_reader(found: Reconciliation) -> None:
    assert repr(found) == (
        "<Reconciliation of 'The public record of arms transfers between North Korea and Russia' "
        "as known on 2024-02-29: 30 questions>"
    )
    assert f"{found}\n" == brief(found)
    answer = found[CODE]
    assert repr(answer) == f"<Answer {CODE}: more than 10,000, 7 claims>"
    assert str(answer).splitlines() == list(map(str, answer.sentences))


@given(books)
def test_copies_tell_the_same(book: Dataset) -> None:
    found = reconcile(book)
    told = found.to_dict()
    for twin in (deepcopy(found), pickle.loads(pickle.dumps(found))):  # noqa: S301
        assert twin == found
        assert twin.to_dict() == told
    for answer in found:
        assert pickle.loads(pickle.dumps(answer)) == deepcopy(answer) == answer  # noqa: S301
    if MUNITIONS in found.questions:
        assert hash(reconcile(book)) == hash(found)
