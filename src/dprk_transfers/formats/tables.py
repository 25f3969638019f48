"""Records as rows, their columns named by JSON path.

| column | holds |
|---|---|
| `stance`, `period` | a value, the default where nothing else is stated |
| `quantity.words` | a value of a part |
| `about`, `via` | ids, with a space between two |
| `names.ko`, `names.ko[1]` | the main name in a language, and the next one |
| `authors[0]`, `authors[1]` | the first text of a list, and the next one |
| `designations[0].authority` | a value of the first part of a list |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any

import attrs

from dprk_transfers.formats.flat import Flat, flat_fields
from dprk_transfers.model.names import Names
from dprk_transfers.model.records import KINDS, Record

__all__ = ["Column", "Table", "to_table"]

Cell = str | int | float | None


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        name: Its JSON path, without the `$.` that it begins with.
        field: The field whose values it holds.
        is_needed: Whether each row has a value.
    """

    name: str
    field: Flat
    is_needed: bool = False


@attrs.frozen
class Table:
    """Records of a kind as rows.

    Attributes:
        kind: The kind.
        columns: Its columns.
        rows: A cell a column in each; `None` where nothing is stated.
    """

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def to_table(kind: str, records: Iterable[Record]) -> Table:
    """Records of a kind as a table, which has a column for each field, stated or not.

    Examples:
        >>> from dprk_transfers.model import Item
        >>> shells = Item("shells", {"en": ("shells", "rounds")}, unit="shells")
        >>> table = to_table("items", [shells])
        >>> for column, cell in zip(table.columns, table.rows[0], strict=True):
        ...     if cell is not None:
        ...         print(column.name, cell)
        id shells
        names.en shells
        names.en[1] rounds
        unit shells
        distinct False
        parts overlapping
    """
    every = [*records]
    fields = flat_fields(KINDS[kind])
    columns = tuple(column for field in fields for column in _columns(field, every, ""))
    rows = (dict(_cells(fields, record)) for record in every)
    return Table(
        kind, columns, tuple(tuple(row.get(each.name) for each in columns) for row in rows)
    )


def _columns(field: Flat, holders: Sequence[Any], lead: str) -> Iterator[Column]:
    """The columns that the values of a field need, those of some records having more of them."""
    name = lead + field.name
    values = [getattr(holder, field.name) for holder in holders]
    if field.shape == "names":
        tags = {tag for names in values for tag in names} or {"en"}
        for tag in sorted(tags, key=_english_first):
            longest = max(1, *(0, *(len(names.get(tag, ())) for names in values)))
            for position in range(longest):
                yield Column(_name(f"{name}.{tag}", position), field)
    elif field.shape in ("texts", "parts"):
        for position in range(max(1, *(0, *map(len, values)))):
            at = f"{name}[{position}]"
            if field.shape == "texts":
                yield Column(at, field)
            else:
                elements = [each[position] for each in values if len(each) > position]
                for inner in field.inner:
                    yield from _columns(inner, elements, f"{at}.")
    elif field.shape == "part":
        parts = [part for part in values if part is not None]
        for inner in field.inner:
            yield from _columns(inner, parts, f"{name}.")
    else:
        yield Column(name, field, field.is_needed and not lead)


def _english_first(tag: str) -> tuple[bool, str]:
    return tag != "en", tag


def _name(path: str, position: int) -> str:
    return f"{path}[{position}]" if position else path


def _cells(fields: Iterable[Flat], holder: Any, lead: str = "") -> Iterator[tuple[str, Cell]]:
    """The cells of a record, or of a part of one, by the names of their columns."""
    for field in fields:
        value = getattr(holder, field.name)
        name = lead + field.name
        if field.shape == "value":
            yield name, _plain(value)
        elif field.shape == "ids":
            yield name, " ".join(value) or None
        elif field.shape == "part":
            yield from _cells(field.inner, value, f"{name}.") if value is not None else ()
        else:
            yield from _elements(field, value, name)


def _elements(field: Flat, value: Any, name: str) -> Iterator[tuple[str, Cell]]:
    if field.shape == "names":
        names: Names = value
        for tag, forms in names.items():
            for position, form in enumerate(forms):
                yield _name(f"{name}.{tag}", position), form
        return
    for position, element in enumerate(value):
        at = f"{name}[{position}]"
        if field.shape == "parts":
            yield from _cells(field.inner, element, f"{at}.")
        else:
            yield at, element


def _plain(value: object) -> Cell:
    if isinstance(value, Enum):
        return str(value.value)
    return value if value is None or isinstance(value, int | float) else str(value)
