"""Rows as CSV, in which no cell is run by a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from unicodedata import category

from dprk_transfers.formats.csv_text import csv_line
from dprk_transfers.reconciliation.rows import Cell

__all__ = ["to_csv"]


def to_csv(rows: Iterable[Mapping[str, Cell]], columns: Sequence[str]) -> str:
    r"""Rows as RFC 4180 has them, with a header; to be written in UTF-8.

    Numbers, `true` and `false` stand bare and texts in quotes; what is not stated is empty. An
    apostrophe leads a text that begins with `=`, `+`, `-`, `@`, a tab or the end of a line, so that
    no spreadsheet runs it, or with an apostrophe: who takes one off each text that begins so has
    the texts as they were. What could steer a terminal, or turn text round, is an escape.

    Args:
        rows: The rows, as `to_rows` gives them.
        columns: The names of the columns, in order.

    Examples:
        >>> rows = [{"claim": "a", "words": "=1+1", "lower": 5, "upper": None, "lower_open": True}]
        >>> print(to_csv(rows, [*rows[0]]).replace("\r\n", "\n"), end="")
        "claim","words","lower","upper","lower_open"
        "a","'=1+1",5,,true
    """
    table = (columns, *([row[name] for name in columns] for row in rows))
    return "".join(csv_line(map(_escaped, line)) for line in table)


def _escaped(value: Cell) -> Cell:
    """A value in which whatever is not printed is an escape."""
    if not isinstance(value, str):
        return value
    return "".join(mark if _is_plain(mark) else ascii(mark)[1:-1] for mark in value)


def _is_plain(mark: str) -> bool:
    """Whether a character is printed, or is a space, a tab or the end of a line."""
    return mark.isprintable() or mark in "\t\n\r" or category(mark) == "Zs"
