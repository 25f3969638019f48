"""Columns of printed amounts, against `Quantity` phrase by phrase."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pytest

from dprk_transfers import load_casebook
from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.frames import limits, phrases, read
from dprk_transfers.model.quantity import Quantity
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.values.range import Range

from .engines import rows_of


def range_of(row: dict[str, Any]) -> Range:
    lower, upper = (
        None if row[end] is None else Fraction(row[end], row["denominator"])
        for end in ("lower", "upper")
    )
    return Range(lower, upper, lower_open=row["lower_open"], upper_open=row["upper_open"])


@pytest.mark.parametrize("make", [pl.Series, pd.Series])
@pytest.mark.parametrize("reading", Reading)
def test_each_phrase_of_the_casebook_means_what_its_quantity_does(
    make: Callable[[list[str]], Any], reading: Reading
) -> None:
    found = [claim.quantity for claim in load_casebook().claims.values()]
    for unit in ("containers", "tonnes"):
        quantities = [
            each
            for each in found
            if each and not each.is_by_hand and (each.unit, each.language) == (unit, "en")
        ]
        told = rows_of(read(make([each.words for each in quantities]), unit=unit, reading=reading))
        assert len(told) >= 5
        for row, quantity in zip(told, quantities, strict=True):
            assert (row["words"], row["reason"]) == (quantity.words, "")
            amounts = quantity.range(reading)
            assert range_of(row) == (amounts.floor if quantity.is_increment else amounts)


def test_a_phrase_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_ones: list[str] = []

    def build(words: str, unit: str, *, language: str) -> Quantity:
        read_ones.append(words)
        return Quantity(words, unit, language=language)

    monkeypatch.setattr(phrases, "Quantity", build)
    told = read(pl.Series(["nearly 2,000", "about 30"] * 500), unit="containers")
    assert len(told) == 1000
    assert sorted(read_ones) == ["0", "about 30", "nearly 2,000"]


def test_what_is_refused_comes_with_its_reason() -> None:
    words = ["another 1,000", "umpteen", None, "", "3,000 shells", "9" * 30]
    told = rows_of(read(pl.Series(words), unit="containers"))
    assert [(row["lower"], row["upper"], row["reason"][:42]) for row in told] == [
        (800, None, ""),
        (None, None, "there is no numeral in it"),
        (None, None, "must be text that is not blank, without co"),
        (None, None, "must be text that is not blank, without co"),
        (None, None, "it counts shells, and not containers"),
        (None, None, "an end times the denominator is beyond 2^6"),
    ]


def test_what_is_read_are_columns_of_counts() -> None:
    told = read(pl.Series(["1.5 tonnes", "2 tonnes"], dtype=pl.Categorical), unit="tonnes")
    assert set(told["denominator"]) == {20}
    counts = told.with_columns(question=pl.lit("fuel"), id="words")
    assert limits(counts)["floor"].to_list() == [2 * 29, 2 * 32]


def test_columns_of_anything_else_are_refused() -> None:
    with pytest.raises(TypeError, match="column must hold text, got Int64"):
        read(pl.Series([1]), unit="containers")
    with pytest.raises(TypeError, match=r"column must be a series of polars.*, got \['1'\]"):
        read(["1"], unit="containers")
    with pytest.raises(InvalidRecordError, match=r"\$.unit"):
        read(pl.Series(["1"]), unit="Containers!")
