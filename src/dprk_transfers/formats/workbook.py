"""A dataset as an Excel workbook: a sheet a kind of record, and one that says what the dataset is.

The sheets are tables as [`to_table`][dprk_transfers.formats.tables.to_table] makes them, with a
sheet `dataset` before them, whose row 2 holds title, version and licence. What is written has its
columns of text formatted as text, so that Excel leaves alone what is typed into them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from dprk_transfers.formats.columns import ABOUT
from dprk_transfers.formats.formulas import find_errors
from dprk_transfers.formats.positions import Entry, FilePosition
from dprk_transfers.formats.rows import Row, read_rows
from dprk_transfers.formats.spreadsheets import CellError, column_letters, column_position
from dprk_transfers.formats.streams import Limits, UnfitError
from dprk_transfers.formats.tables import to_table
from dprk_transfers.formats.writing import staged
from dprk_transfers.messages import did_you_mean
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS

__all__ = ["ENDING", "read_workbook", "write_workbook"]

#: How the name of a workbook ends.
ENDING: Final = ".xlsx"

_SHEETS: Final = (ABOUT, *KINDS)

#: The cells of a sheet, by row.
_Cells = Sequence[Sequence[object]]

_INSTALL: Final = "pip install 'dprk-transfers[excel]'"


def read_workbook(path: Path, limits: Limits) -> Iterator[Entry]:
    """Everything that stands in a workbook, its cells as they are and not as they look.

    Raises:
        OSError: If it cannot be read.
    """
    try:
        sheets = _sheets(path.read_bytes(), limits)
    except UnfitError as error:
        yield Entry(FilePosition(path.name), fault=str(error), lost=tuple(KINDS))
        return
    for name in sheets:
        if name not in _SHEETS:
            rule = f"is no sheet of a dataset{did_you_mean(name, _SHEETS)}"
            known = f"; known: {', '.join(_SHEETS)}"
            place = FilePosition(f"{path.name}/{name}")
            yield Entry(place, fault=rule + known, lost=tuple(KINDS))
    for name in _SHEETS:
        read = _read(sheets.get(name, []), name, f"{path.name}/{name}")
        yield from _only(read, f"{path.name}/{name}") if name == ABOUT else read


def _only(read: Iterator[Entry], file: str) -> Iterator[Entry]:
    """What the sheet on the dataset itself says, in one row."""
    found = [*read]
    yield from found[:1] if found and found[0].fault is None else found
    if not found:
        rule = "is missing; it has the column title, and the title of the dataset in row 2"
        yield Entry(FilePosition(file), fault=rule)
    elif found[0].fault is None and len(found) > 1:
        yield Entry(found[1].position, fault="is one row too many: a dataset is told in row 2")


def _read(cells: _Cells, name: str, file: str) -> Iterator[Entry]:
    """The rows of a sheet."""
    rows = (
        Row(number, [None if cell == "" else cell for cell in row])
        for number, row in enumerate(cells, 1)
    )
    first = next(rows, None)
    if first is not None:
        yield from read_rows(first, rows, file, name)


def _sheets(data: bytes, limits: Limits) -> Mapping[str, _Cells]:
    """The cells of each sheet of a workbook, those of one that is none of a dataset left out.

    Raises:
        UnfitError: If it is something else, or cannot be read.
    """
    try:
        calamine = import_module("python_calamine")
    except ModuleNotFoundError:
        raise UnfitError(f"is an Excel workbook; to read it: {_INSTALL}") from None
    try:
        _check_size(data, limits)
        with ZipFile(BytesIO(data)) as archive:
            errors = find_errors(archive)
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        return {
            name: _with_errors(
                book.get_sheet_by_name(name).to_python(skip_empty_area=False), errors.get(name, {})
            )
            if name in _SHEETS
            else []
            for name in book.sheet_names
        }
    except (*_BROKEN, calamine.CalamineError):
        rule = (
            f"is no whole Excel workbook, or one with a password; save it as {ENDING} without one"
        )
        raise UnfitError(rule) from None


def _with_errors(cells: list[list[object]], errors: Mapping[tuple[int, int], CellError]) -> _Cells:
    """Cells with the errors that stand among them."""
    for (row, column), error in errors.items():
        cells += ([] for _ in range(len(cells), row + 1))
        cells[row] += [""] * (column + 1 - len(cells[row]))
        cells[row][column] = error
    return cells


#: What is raised where a file is no archive, or a broken one; its bytes are in memory already.
_BROKEN: Final = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)

#: What is read of a workbook whatever its size.
_FREE: Final = 2**22

#: How many cells a sheet may span: from A1 to its last row and its last column.
_MOST_CELLS: Final = 2**24

_PIECE: Final = 2**16
_PLACE: Final = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")


def _check_size(data: bytes, limits: Limits) -> None:
    """Refuse a workbook that grows too much where it is expanded, or spans too much.

    Raises:
        UnfitError: If it does.
    """
    left = _FREE + limits.expansion * len(data)
    with ZipFile(BytesIO(data)) as archive:
        for member in archive.namelist():
            with archive.open(member) as inner:
                last = b""
                rows = columns = 1
                for piece in iter(partial(inner.read, _PIECE), b""):
                    left -= len(piece)
                    if left < 0:
                        rule = "grows too much where it is expanded: limits.expansion allows more"
                        raise UnfitError(rule)
                    if not member.startswith("xl/worksheets/"):
                        continue
                    for letters, number in _PLACE.findall(last + piece):
                        rows = max(rows, int(number))
                        columns = max(columns, column_position(letters.decode()) + 1)
                    if rows * columns > _MOST_CELLS:
                        rule = "has cells far down or far right; delete all rows and columns after"
                        raise UnfitError(f"{rule} the last that is meant")
                    last = piece[-40:]


#: When workbooks are said to have been made, so that the same dataset gives the same bytes.
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  (the file has no time zone)


def write_workbook(dataset: Dataset, path: Path) -> None:
    """Write a dataset as an Excel workbook, whole or not at all.

    Raises:
        ImportError: If the extra `excel` is not installed.
        OSError: If it cannot be written.
        ValueError: If a table has more rows or columns than a sheet, or a text that no cell keeps.
    """
    try:
        xlsxwriter = import_module("xlsxwriter")
    except ModuleNotFoundError:
        raise ImportError(f"to write an Excel workbook: {_INSTALL}") from None
    about = {"title": dataset.title, "version": dataset.version, "licence": dataset.licence}
    sheets: dict[str, list[Sequence[Any]]] = {ABOUT: [[*about], [*about.values()]]}
    for kind in KINDS:
        table = to_table(kind, dataset.tables[kind].values())
        sheets[kind] = [[column.name for column in table.columns], *table.rows]
        if len(sheets[kind]) > _ROWS or len(table.columns) > _COLUMNS:
            raise ValueError(f"a sheet has at most {_ROWS:,} rows and {_COLUMNS:,} columns")
    with staged(path) as beside:
        book = xlsxwriter.Workbook(str(beside))
        book.set_properties({"title": dataset.title[:255], "created": _MADE})
        as_text, head = (book.add_format({"num_format": "@", "bold": bold}) for bold in (0, 1))
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, len(rows[0]) - 1, 16, as_text)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str) and not _is_kept(cell):
                        place = f"{name}!{column_letters(column)}{number + 1}"
                        raise ValueError(
                            f"no cell of a workbook keeps the text of {place}: {_KEPT}"
                        )
                    _write(sheet, number, column, cell, as_text if number else head)
        book.close()


#: How many rows and columns a sheet can have.
_ROWS: Final = 2**20
_COLUMNS: Final = 2**14


#: How many characters a cell can have.
_LONGEST: Final = 2**15 - 1
_KEPT: Final = f"it has at most {_LONGEST:,} characters, and no codes such as _x0041_ on end"
#: Two codes of characters that share an underline, and characters that no XML has.
_UNKEPT: Final = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_|[\ufffe\uffff]")


def _is_kept(text: str) -> bool:
    return len(text) <= _LONGEST and not _UNKEPT.search(text)


def _write(sheet: Any, row: int, column: int, cell: object, style: Any) -> None:
    """Write a cell; a number of more digits than are kept is text."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and float(f"{cell:.15g}") == cell:
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, str(cell), style)
