"""Lines of CSV as RFC 4180 has them, in which no cell is run by a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dprk_transfers.formats.spreadsheets import CellError, is_error

__all__ = ["csv_cells", "csv_line"]

#: How a text begins that a spreadsheet takes for a formula, in Japan in wide letters too, or that
#: an apostrophe already leads.
_LEAD: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠']")  # noqa: RUF001

#: How a text begins that was written with an apostrophe before it.
_GUARDED: Final = re.compile(f"'{_LEAD.pattern}")


def csv_line(cells: Iterable[str | int | float | None], separator: str = ",") -> str:
    r"""Values as a line: numbers, `true` and `false` bare, texts in quotes, `None` empty.

    An apostrophe leads a text that begins with `=`, `+`, `-`, `@`, a tab or the end of a line, so
    that no spreadsheet runs it, or with an apostrophe, and one that reads like an error of a
    spreadsheet: who takes one off each text that begins so has the texts as they were.

    Examples:
        >>> csv_line(["a", "=1+1", 5, None, True])
        '"a","\'=1+1",5,,true\r\n'
    """
    return f"{separator.join(map(_cell, cells))}\r\n"


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower()
    is_text = _LEAD.match(value) or (is_error(value) and not isinstance(value, CellError))
    guard = "'" if is_text else ""
    inner = value.replace('"', '""')
    return f'"{guard}{inner}"'


def csv_cells(text: str, separator: str) -> Iterator[str | None]:
    r"""The cells of a line, each as it was before it was written so that no spreadsheet runs it.

    An apostrophe is taken off only where what follows would be run, or is an error; empty cells are
    `None`, and errors such as `#N/A` are marked as such.

    Raises:
        ValueError: If a quote stands where none can.

    Examples:
        >>> [*csv_cells('"a, b","5"" gun",\'=1+1,,\'tis', ",")]
        ['a, b', '5" gun', '=1+1', None, "'tis"]
    """
    cell = re.compile(rf'(?:"((?:[^"]|"")*+)"|([^"{separator}]*))({separator}|\Z)')
    at, mark = 0, separator
    while mark:
        found = cell.match(text, at)
        if found is None:
            raise ValueError("a quote stands where none can")
        quoted, plain, mark = found.groups()
        value = plain if quoted is None else quoted.replace('""', '"')
        at = found.end()
        if is_error(value):
            yield CellError(value)
        else:
            is_guarded = _GUARDED.match(value) or (value[:1] == "'" and is_error(value[1:]))
            yield (value[1:] if is_guarded else value) or None
