"""Rows of tables as the records that they tell, from a file of CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO, Final

import attrs

from dprk_transfers.formats.columns import ABOUT, Header, TablePosition, find_header_faults
from dprk_transfers.formats.csv_text import csv_cells
from dprk_transfers.formats.positions import Entry, FilePosition
from dprk_transfers.formats.spreadsheets import CellError, column_letters
from dprk_transfers.formats.streams import Limits, Line, lines

__all__ = ["Row", "csv_rows", "read_csv", "read_rows"]


@attrs.frozen
class Row:
    """A row of a table.

    Attributes:
        number: Its number, counted from 1 as a spreadsheet does, whatever lines it takes.
        cells: Its cells; `None` where one is empty.
        fault: The rule it breaks, if it cannot be read.
    """

    number: int
    cells: Sequence[object] = ()
    fault: str | None = None


def read_csv(
    stream: BinaryIO, file: str, kind: str, limits: Limits, beat: Callable[[], None]
) -> Iterator[Entry]:
    """The records of a table in CSV: cells apart by commas, semicolons or tabs, in UTF-8."""
    separator, rows = csv_rows(stream, limits, beat)
    first = next(rows, None)
    if first is not None:
        yield from read_rows(first, rows, file, kind, decimal_comma=separator == ";")


def csv_rows(
    stream: BinaryIO, limits: Limits, beat: Callable[[], None] = lambda: None
) -> tuple[str, Iterator[Row]]:
    """What stands between the cells of a table in CSV, and its rows without a mark before them."""
    texts = _row_texts(lines(stream, limits, beat), limits.line)
    first = next(texts, None)
    if first is None:
        return ",", iter(())
    head = (first.text or "").removeprefix("\ufeff")
    separator = max(",;\t", key=head.count)
    begin = first._replace(text=head) if first.fault is None else first
    return separator, (_row(text, separator) for text in chain([begin], texts))


_ENCODING: Final = "must be UTF-8 text; have the spreadsheet save it as “CSV UTF-8”"
_OPEN: Final = "opens a quote that is not closed; write a quote within quotes twice"
_QUOTE: Final = (
    "has a quote in a cell without quotes around it, or text after one; "
    "write the cell in quotes, and a quote in it twice"
)
_RETURN: Final = (
    "ends its lines in a carriage return alone; have the spreadsheet save it as “CSV UTF-8”"
)


def _row_texts(read: Iterable[Line], longest: int) -> Iterator[Line]:
    """The rows of a file, each with all its lines, up to the first that cannot be read."""
    number, parts, size, is_open = 1, list[str](), 0, False
    for line in read:
        if line.text is None:
            is_other = line.fault is not None and "UTF-8" in line.fault
            yield Line(number, fault=_ENCODING if is_other else line.fault)
            return
        parts.append(line.text)
        size += len(line.text) + 1
        is_open ^= line.text.count('"') % 2 == 1
        if size > longest:
            yield Line(number, fault=f"must be a row of at most {longest:,} bytes; {_OPEN}")
            return
        if not is_open:
            yield Line(number, "\n".join(parts).removesuffix("\r"))
            number, parts, size = number + 1, [], 0
    if parts:
        yield Line(number, fault=_OPEN)


def _row(line: Line, separator: str) -> Row:
    """A row as its cells."""
    if line.text is None:
        return Row(line.number, fault=line.fault)
    if line.number == 1 and "\r" in line.text:
        return Row(line.number, fault=_RETURN)
    try:
        return Row(line.number, [*csv_cells(line.text, separator)])
    except ValueError:
        return Row(line.number, fault=_QUOTE)


def read_rows(
    first: Row, rows: Iterable[Row], file: str, kind: str, *, decimal_comma: bool = False
) -> Iterator[Entry]:
    """The records of a table.

    Where a column that each record has is missing, only that is told. Where one is not known, rows
    are read for their faults alone.

    Args:
        first: Its first row, which names the columns.
        rows: The others.
        file: What it is called in messages.
        kind: The kind of its records, or `ABOUT`.
        decimal_comma: Whether numbers may be written with a comma for the point.
    """
    lost = () if kind == ABOUT else (kind,)
    names = tuple("" if cell is None else str(cell).strip() for cell in first.cells)
    header = Header(kind, names, decimal_comma)
    if first.fault is not None:
        yield Entry(FilePosition(file, 1), fault=first.fault, lost=lost)
        return
    position = TablePosition(file, 1, header=header)
    faults = [*find_header_faults(header)]
    for name, rule in faults:
        yield Entry(position.below(name), fault=rule, lost=lost)
    if not header.is_whole:
        return
    own = None if kind == ABOUT else kind
    told = set[str]()
    for row in rows:
        position = TablePosition(file, row.number, header=header)
        wrong = [*_errors(row, header)] or [*_stray(row, header)][:1]
        if row.fault is not None:
            yield Entry(FilePosition(file, row.number), fault=row.fault, lost=lost)
        elif wrong:
            for name, rule in wrong:
                if rule is not _STRAY or name not in told:
                    yield Entry(position.below(name), fault=rule, lost=lost)
            told.update(name for name, rule in wrong if rule is _STRAY)
        elif any(cell is not None for cell in row.cells):
            record = header.record(row.cells)
            yield Entry(position, own, value=record, is_doubtful=bool(faults))


_STRAY: Final = (
    "is a cell that row 1 names no column for; name it there, "
    "or write in quotes what belongs in one cell"
)


_ERROR: Final = (
    "shows {}, which is no value; type the value itself, without a formula, or clear the cell"
)


def _errors(row: Row, header: Header) -> Iterator[tuple[str, str]]:
    """The columns in which a row has a cell without a value, and what is to be done."""
    for name, cell in zip(header.names, row.cells, strict=False):
        if name and isinstance(cell, CellError):
            yield name, _ERROR.format(cell)


def _stray(row: Row, header: Header) -> Iterator[tuple[str, str]]:
    """The letters of columns without a name in which a row has a cell, and what is to be done."""
    for at, cell in enumerate(row.cells):
        if at >= len(header.names) or (cell is not None and not header.names[at]):
            yield column_letters(at), _STRAY
