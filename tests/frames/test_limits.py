"""What frames of counts may hold, what is refused of them by name, and datasets as frames."""

from datetime import date, datetime
from math import lcm
from typing import Any, cast

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers import load_casebook, reconcile
from dprk_transfers.frames import bounds, closure, curve, decode, faults, limits, witnesses
from dprk_transfers.frames.decode import Told
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.reconcile import Reconciliation
from dprk_transfers.strategies import datasets
from dprk_transfers.totals.counts import window
from dprk_transfers.values.range import Range

from .engines import Make, every_engine, kept, rows_of

pytestmark = pytest.mark.slow

GUNS: dict[str, Any] = {"question": ["guns"], "id": ["a"], "lower": [5], "upper": [9]}


def asked(found: Reconciliation, answer: Answer) -> tuple[str, str | None, str | None]:
    """The scope of an answer: question, item and shipment."""
    evidence = found._ledger.relevance.evidence(answer.question)
    if evidence.scopes:
        return str(answer.question), evidence.scopes[0].key, None
    return str(answer.question), answer.question.item, evidence.whole


def assert_answers(told: tuple[Told, ...], found: Reconciliation) -> None:
    """Every step of every answer is told in a frame."""
    by_scope: dict[object, list[Told]] = {}
    for each in told:
        by_scope.setdefault((each.question, each.item, each.shipment), []).append(each)
    for answer in found:
        evidence = found._ledger.relevance.evidence(answer.question)
        if len(evidence.scopes) > 1:
            assert not answer.curve  # each scope has a curve of its own
            continue
        steps = by_scope.get(asked(found, answer), [])
        assert [each.day for each in steps] == [step.day for step in answer.curve]
        for each, step in zip(steps, answer.curve, strict=True):
            assert each.clash == step.bounds.is_cautious
            if not each.clash:
                assert each.range == step.bounds.range
                assert each.lower_by == step.bounds.lower_by
                assert each.upper_by == step.bounds.upper_by


@every_engine
@pytest.mark.parametrize("reading", Reading)
def test_every_step_of_every_answer_of_the_casebook_is_told(make: Make, reading: Reading) -> None:
    book = load_casebook()
    frame = kept(make(limits(book, reading=reading)))
    steps = kept(curve(frame))
    assert_answers(decode(steps, witnesses(frame, steps)), reconcile(book, reading=reading))


def have_keys(book: Dataset) -> bool:
    """Whether all amounts of a dataset are small enough for keys, with any common denominator."""
    quantities = filter(None, (claim.quantity for claim in book.claims.values()))
    ranges = [each.range(reading) for each in quantities for reading in Reading]
    ends = [end for each in ranges for end in (each.lower, each.upper) if end is not None]
    common = lcm(*(end.denominator for end in ends))
    return all(end * common < 2**61 for end in ends)


@given(datasets().filter(have_keys), st.sampled_from(Reading))
def test_every_step_of_every_answer_is_told(book: Dataset, reading: Reading) -> None:
    frame = limits(book, reading=reading)
    steps = curve(frame)
    assert_answers(decode(steps, witnesses(frame, steps)), reconcile(book, reading=reading))


def test_a_figure_of_one_window_has_a_scope_of_its_own() -> None:
    book = load_casebook()
    found = reconcile(book)
    told = decode(curve(limits(book)))
    several = 0
    for answer in found:
        evidence = found._ledger.relevance.evidence(answer.question)
        for scope in evidence.scopes:
            first, last = window(scope.window)
            mine = [each for each in told if each.item == scope.key]
            theirs = evidence.tallies[Reading.LITERAL].bounds(first, last, item=scope.key)
            assert [(each.range, each.day) for each in mine] == [(theirs.range, last)]
            several += 1
    assert several > 1


@every_engine
def test_days_and_their_ordinals_are_one(make: Make) -> None:
    days = [date(1, 1, 1), date(1900, 2, 28), date(2000, 12, 31), date(2024, 2, 29), None]
    counts = pl.DataFrame(
        {
            "question": ["guns"] * 5,
            "id": [*"abcde"],
            "upper": [1] * 5,
            "end": pl.Series(days, dtype=pl.Date),
        }
    )
    ordinals = counts.with_columns(
        end=pl.Series([day and day.toordinal() for day in days], dtype=pl.Int64)
    )
    lasts = [
        sorted(row["ceiling_last"] for row in rows_of(limits(make(f)))) for f in (counts, ordinals)
    ]
    assert lasts[0] == lasts[1] == [1, 693654, 730485, 738945, date.max.toordinal() + 1]


@every_engine
def test_the_largest_amounts_are_exact(make: Make) -> None:
    most = 2**61 - 1
    counts = pl.DataFrame(
        {
            "question": ["a", "b", "c"],
            "id": [*"abc"],
            "lower": [most - 1, -most, None],
            "upper": [most, None, most],
            "lower_open": [True, True, None],
        }
    )
    told = decode(bounds(limits(make(counts))))
    assert [each.range for each in told] == [
        Range(most - 1, most, lower_open=True),
        Range.more_than(-most),
        Range.at_most(most),
    ]


BAD = pl.DataFrame(
    {
        "question": ["guns", "guns", "guns", "guns", None, "guns", "guns"],
        "id": ["fine", "reversed", "empty", "large", "lost", "late", None],
        "lower": [5, 9, 5, 2**61, 1, 1, 1],
        "upper": [9, 5, 5, None, 2, 2, 2],
        "lower_open": [False, False, True, False, False, False, False],
        "start": [None, None, None, None, None, date(2024, 1, 2), None],
        "end": [date(2024, 1, 1)] * 7,
    }
)


@every_engine
def test_what_is_refused_is_told_by_rule(make: Make) -> None:
    told = {(row["id"] or "", row["rule"]) for row in rows_of(faults(make(BAD)))}
    reversed_, large = "its range is reversed", "lower times the denominator is beyond 2^61"
    assert {(own_id, rule.split(":")[0].split(", and")[0]) for own_id, rule in told} == {
        ("", "has no id"),
        ("empty", reversed_),
        ("large", large),
        ("late", "its window is reversed"),
        ("lost", "states no question"),
        ("reversed", reversed_),
    }


@pytest.mark.parametrize("row", range(1, 7))
def test_an_eager_frame_is_refused_and_a_lazy_one_clashes(row: int) -> None:
    counts = BAD[[0, row]].with_columns(question=pl.lit("guns"))
    counts = counts if row not in (4, 6) else BAD[[0, 6]]
    with pytest.raises(ValueError, match=r"is refused: .*frames.faults lists what is"):
        limits(counts)
    frame = limits(counts.lazy())
    assert [each.clash for each in decode(curve(frame))] == [True]
    assert [each.clash for each in decode(bounds(frame))] == [True]


def test_several_are_counted() -> None:
    with pytest.raises(ValueError, match=r"the count None is refused: has no id, and 5 more: "):
        limits(BAD)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"lower": [5.0]}, TypeError, "counts need whole numbers in the column 'lower', got F"),
        ({"denominator": [0.5]}, TypeError, "whole numbers in the column 'denominator'"),
        (
            {"end": ["2024-01-01"]},
            TypeError,
            r"counts need days in the column 'end', .* got S",
        ),
        ({"question": None}, LookupError, "counts need the columns 'question', got 'id', 'lower'"),
        ({"lower": None, "upper": None}, LookupError, "need the columns 'lower', got 'question'"),
    ],
)
def test_columns_are_refused_by_name(
    change: dict[str, Any], error: type[Exception], message: str
) -> None:
    columns = {name: each for name, each in (GUNS | change).items() if each is not None}
    with pytest.raises(error, match=message):
        limits(pl.DataFrame(columns))


def test_what_is_no_frame_or_has_no_windows_is_refused() -> None:
    with pytest.raises(TypeError, match=r"counts must be a frame of polars.*, got 3"):
        limits(cast(Any, 3))
    with pytest.raises(
        TypeError,
        match="counts of pyarrow have no running maximum within a question: wrap",
    ):
        limits(pa.table(GUNS))


def test_frames_that_are_no_limits_are_refused() -> None:
    with pytest.raises(LookupError, match=r"limits need the columns 'floor', .*: frames.limits"):
        curve(pl.DataFrame(GUNS))
    floats = limits(pl.DataFrame(GUNS)).with_columns(pl.col("floor").cast(pl.Float64))
    with pytest.raises(TypeError, match="limits need whole numbers in the column 'floor', got Flo"):
        curve(floats)


def test_an_engine_that_holds_no_rows_is_no_backend() -> None:
    with pytest.raises(ValueError, match=r"backend must be one of 'polars', .*, got 'duckdb':"):
        limits(load_casebook(), backend="duckdb")


def with_bounds(own_id: str, *, lower: int | None = None, upper: int | None = None) -> Dataset:
    """The casebook, with the bounds of one claim set by hand."""
    book = load_casebook()
    claim = book.claims[own_id]
    assert claim.quantity is not None
    by_hand = attrs.evolve(claim, quantity=attrs.evolve(claim.quantity, lower=lower, upper=upper))
    return attrs.evolve(book, claims={**book.claims, own_id: by_hand})


def test_an_amount_beyond_all_keys_is_refused_with_its_claim() -> None:
    with pytest.raises(ValueError, match="ukr-10000: the amount 2305843009213693952 over"):
        limits(with_bounds("ukr-10000", lower=2**61))


def test_a_claim_without_a_floor_is_a_ceiling_alone() -> None:
    book = with_bounds("ukr-10000", upper=15_000)
    frame = limits(book, reading="typical")
    steps = curve(frame)
    assert_answers(decode(steps, witnesses(frame, steps)), reconcile(book, reading="typical"))


def test_days_of_pandas_are_its_moments() -> None:
    counts = pd.DataFrame({**GUNS, "end": [datetime(2024, 1, 1)]})  # noqa: DTZ001
    assert decode(curve(limits(counts)))[0].day == date(2024, 1, 1)


def test_read_typically_ceilings_hold_for_the_whole_window() -> None:
    counts = pl.DataFrame({**GUNS, "end": [date(2024, 1, 5)], "earliest_end": [date(2024, 1, 2)]})
    literal, typical = (decode(curve(limits(counts, reading=each))) for each in Reading)
    assert [(each.day and each.day.day, str(each.range)) for each in literal] == [
        (2, "at most 9"),
        (5, "5 or more"),
    ]
    assert [(each.day and each.day.day, str(each.range)) for each in typical] == [(5, "5 to 9")]


def test_a_tree_needs_its_column() -> None:
    with pytest.raises(
        LookupError, match="counts need the column 'item' for the table of its tree"
    ):
        limits(pl.DataFrame(GUNS), items=closure({"shells": "arms"}))
    with pytest.raises(
        LookupError, match=r"items need the columns 'outer', got 'inner': frames.clos"
    ):
        limits(
            pl.DataFrame({**GUNS, "item": ["shells"]}), items=pl.DataFrame({"inner": ["shells"]})
        )
