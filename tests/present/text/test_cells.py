"""Rows as CSV, as independent readers of it understand them."""

import csv
import io
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers import load_casebook, reconcile, to_rows
from dprk_transfers.present import to_csv
from dprk_transfers.reconciliation.rows import COLUMNS, USE

#: Text with much in it that a spreadsheet or a reader of CSV could take for something else.
texts = st.lists(
    st.sampled_from(["=", "+", "-", "@", "＝", "'", '"', ",", ";", "\t", "\r", "\n", "1+1", "나진"])  # noqa: RUF001
    | st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]),
    max_size=6,
).map("".join)


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def told(text: str) -> str:
    """The text of a cell, as the header says to read it."""
    return text.removeprefix("'")


@given(st.lists(st.fixed_dictionaries({"a": texts, "b": texts}), max_size=3))
def test_texts_are_read_back(rows: list[dict[str, str]]) -> None:
    header, *lines = read(to_csv(rows, ["a", "b"]))
    assert header == ["a", "b"]
    assert [[*map(told, line)] for line in lines] == [[row["a"], row["b"]] for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(text=texts)
def test_no_cell_begins_as_a_formula_whatever_a_spreadsheet_parts_cells_by(
    delimiter: str, text: str
) -> None:
    for (cell,) in read(to_csv([{"a": text}], ["a"]), delimiter):
        assert not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))  # noqa: RUF001


def test_what_is_no_text_stands_bare_and_what_is_not_stated_is_empty() -> None:
    rows: list[dict[str, Any]] = [
        {"a": 10**30, "b": None, "c": True},
        {"a": 0, "b": "", "c": False},
    ]
    assert to_csv(rows, ["a", "b", "c"]) == (f'"a","b","c"\r\n{10**30},,true\r\n0,"",false\r\n')
    assert to_csv([], ["a", "b"]) == '"a","b"\r\n'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("\u202eevil", "\\u202eevil"),
        ("a\x1b[31m", "a\\x1b[31m"),
        ("\ufeff=1", "\\ufeff=1"),
        ("1\u00a0000\n나", "1\u00a0000\n나"),
        ("\u2028", "\\u2028"),
    ],
)
def test_what_could_steer_a_terminal_is_an_escape(text: str, cell: str) -> None:
    assert to_csv([{"a": text}], ["a"]) == f'"a"\r\n"{cell}"\r\n'


def test_the_casebook_is_read_by_tables_as_it_is() -> None:
    book = load_casebook()
    rows = to_rows(book, book.claims)
    header, *lines = read(to_csv(rows, COLUMNS))
    assert tuple(header) == COLUMNS
    assert [[*map(told, line)] for line in lines] == [
        [
            "" if cell is None else cell if isinstance(cell, str) else str(cell).lower()
            for cell in row.values()
        ]
        for row in rows
    ]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_tables_read_numbers_as_numbers(kind: str) -> None:
    rows = [
        row
        for row in reconcile(load_casebook())["arms-containers/containers/moved"].to_rows()
        if row["used"]
    ]
    text = io.BytesIO(to_csv(rows, (*COLUMNS, *USE)).encode())
    lowers: list[Any] = (
        pd.read_csv(text, dtype={"lower": "Int64"})["lower"].to_list()
        if kind == "pandas"
        else pl.read_csv(text, infer_schema_length=None)["lower"].to_list()
    )
    assert lowers == [row["lower"] for row in rows]
    assert lowers
