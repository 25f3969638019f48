"""Rows, against what the records and the answers say, and as tables take them."""

import pickle
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from tests.builders import build, dataset
from tests.laws import law
from tests.reconciliation.test_answers import books

from dprk_transfers import (
    Claim,
    Dataset,
    Document,
    Reading,
    Source,
    load_casebook,
    reconcile,
    select,
    to_rows,
)
from dprk_transfers.reconciliation import Level, dispute, origins
from dprk_transfers.reconciliation.rows import COLUMNS, USE, Ledger
from dprk_transfers.strategies import datasets

BOOK = load_casebook()


@law(30)
@given(books | datasets())
def test_a_row_says_what_the_claim_says_and_how_it_stands(book: Dataset) -> None:
    rows = to_rows(book, book.claims)
    assert [row["claim"] for row in rows] == [*book.claims]
    for row, claim in zip(rows, book.claims.values(), strict=True):
        assert tuple(row) == COLUMNS
        assert {type(cell) for cell in row.values()} <= {str, int, bool, type(None)}
        document = book.documents[claim.document]
        assert (row["speaker"], row["document"]) == (claim.speaker, document.id)
        assert (row["item"], row["shipment"]) == (claim.item, claim.shipment)
        assert (row["doubt"], row["summary"]) == (claim.certainty, claim.summary)
        assert row["address"] == (document.url or document.archive_url)
        assert row["status"] == dispute(book, claim).status.value
        assert (row["origin"] or "") == " ".join(origins(book, claim).by_origin)
        question = book.question_of(claim)
        assert row["question"] == (None if question is None else str(question))


@law(30)
@given(books | datasets())
def test_days_are_those_recorded_and_the_first_and_last_that_they_can_be(book: Dataset) -> None:
    for row, claim in zip(to_rows(book, book.claims), book.claims.values(), strict=True):
        for name, when in (("said", book.date_of(claim)), ("period", claim.period)):
            told = [row[name], row[f"{name}_first"], row[f"{name}_last"]]
            days = [when and each for each in (when, when and when.earliest, when and when.latest)]
            assert told == [None if day is None else str(day) for day in days]


@law(30)
@given(books | datasets())
def test_ends_are_exact_and_those_of_both_readings(book: Dataset) -> None:
    for row, claim in zip(to_rows(book, book.claims), book.claims.values(), strict=True):
        quantity = claim.quantity
        assert row["words"] == (quantity and quantity.words)
        assert row["unit"] == (quantity and quantity.unit)
        for lead, reading in (("", Reading.LITERAL), ("usual_", Reading.TYPICAL)):
            amount = quantity and quantity.range(reading)
            for end in ("lower", "upper"):
                told, expected = row[lead + end], amount and getattr(amount, end)
                assert isinstance(told, str) == isinstance(expected, Fraction)
                assert (None if told is None else Fraction(told)) == expected
                assert row[f"{lead}{end}_open"] == (amount and getattr(amount, f"{end}_open"))


@given(books | datasets())
def test_an_answer_tells_of_each_claim_whether_it_is_used_or_why_not(book: Dataset) -> None:
    for answer in reconcile(book):
        rows = answer.to_rows()
        assert [{name: row[name] for name in COLUMNS} for row in rows] == to_rows(book, book.claims)
        assert all(tuple(row) == (*COLUMNS, *USE) for row in rows)
        assert tuple(row["claim"] for row in rows if row["used"]) == answer.used
        left_out = {row["claim"]: row["why_not"] for row in rows if not row["used"]}
        assert left_out == answer.excluded
        assert pickle.loads(pickle.dumps(answer)).to_rows() == rows  # noqa: S301


@given(books | datasets())
def test_a_reconciliation_tells_of_each_claim_whether_any_answer_uses_it(book: Dataset) -> None:
    found = reconcile(book)
    used = {own_id for answer in found for own_id in answer.used}
    rows = found.to_rows()
    assert [row["claim"] for row in rows] == [*book.claims]
    for row in rows:
        assert row["used"] == (row["claim"] in used) == (row["why_not"] is None)
        if row["question"] and not row["used"]:
            own = found[str(row["question"])]
            assert row["why_not"] == own.excluded[str(row["claim"])]


def test_of_one_question_alone_the_rows_tell_its_own_reasons() -> None:
    found = reconcile(BOOK, question="arms-containers/containers/moved")
    assert found.to_rows() == found.answers[0].to_rows()


def test_what_was_not_known_is_not_told() -> None:
    found = reconcile(BOOK, as_known="2023-10-20")
    known = BOOK.as_known(found.as_known or "")
    ids = [row["claim"] for row in found.to_rows()]
    assert ids == [row["claim"] for row in found.answers[0].to_rows()] == [*known.claims]
    assert to_rows(known, known.claims) == [
        {name: row[name] for name in COLUMNS} for row in found.to_rows()
    ]


def test_without_a_question_no_claim_is_used() -> None:
    book = dataset(build(Source), build(Document), build(Claim))
    (row,) = reconcile(book).to_rows()
    assert (row["used"], row["why_not"]) == (False, "no question was asked")


def test_a_level_says_what_is_an_origin() -> None:
    book = dataset(
        build(Source, id="state"),
        build(Source, part_of="state"),
        build(Document),
        build(Claim),
    )
    claim = book.claims["first"]
    assert Ledger(book, Level.SOURCE).row(claim)["origin"] == "ministry"
    assert Ledger(book, Level.ORGANISATION).row(claim)["origin"] == "state"
    assert reconcile(book, level="source").to_rows()[0]["origin"] == "ministry"


def as_pandas(rows: list[Any]) -> list[Any]:
    frame = pd.DataFrame(rows, dtype=object)
    return list(frame.to_dict(orient="records"))


def as_polars(rows: list[Any]) -> list[Any]:
    return pl.DataFrame(rows, infer_schema_length=None).to_dicts()


@pytest.mark.slow
@pytest.mark.parametrize("take", [as_pandas, as_polars])
def test_tables_take_whole_numbers_as_they_are(take: Any) -> None:
    rows = reconcile(BOOK)["arms-containers/containers/moved"].to_rows()
    used = [row for row in rows if row["used"]]
    assert used
    assert take(used) == used


def test_tables_take_fractions_as_text() -> None:
    mixed = to_rows(BOOK, BOOK.claims)
    assert {type(row["lower"]) for row in mixed} == {int, str, type(None)}
    assert as_pandas(mixed) == mixed
    texts = [None if row["lower"] is None else str(row["lower"]) for row in mixed]
    assert [row["lower"] for row in as_polars(mixed)] == texts


def test_a_selection_is_told_in_its_own_order() -> None:
    found = select(BOOK, stance="denies")
    backwards = found[::-1]
    assert [row["claim"] for row in to_rows(BOOK, backwards)] == [each.id for each in backwards]
    assert to_rows(BOOK, found) == to_rows(BOOK, [each.id for each in found])
    assert to_rows(BOOK, found) == to_rows(BOOK, backwards)[::-1]


def test_one_claim_needs_no_list() -> None:
    book = load_casebook()
    one = book.claims["ukr-10000"]
    assert to_rows(book, "ukr-10000") == to_rows(book, one) == to_rows(book, [one])


def test_a_claim_that_there_is_not_is_refused() -> None:
    with pytest.raises(LookupError, match="no claim has the id 'kirbi'"):
        to_rows(BOOK, ["kirbi"])
    with pytest.raises(TypeError, match="dataset"):
        to_rows([], [])  # type: ignore[arg-type]
