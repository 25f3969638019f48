"""Columns of tables that are read: what each holds, and rows as the records that they tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, cast

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.formats.flat import Flat, flat_fields
from dprk_transfers.formats.json_text import UnreadJsonError, read_json
from dprk_transfers.formats.positions import FilePosition
from dprk_transfers.formats.spreadsheets import FALSE, TRUE, column_letters, way_out
from dprk_transfers.formats.tables import to_table
from dprk_transfers.model.records import KINDS

__all__ = ["ABOUT", "Header", "TablePosition", "find_header_faults"]

#: What is told of a dataset itself, as a table of one row.
ABOUT: Final = "dataset"

_ABOUT: Final = tuple(
    Flat(
        name=name,
        shape="value",
        kind=str,
        refers=None,
        is_needed=False,
        has_default=name != "title",
    )
    for name in ("title", "version", "licence")
)


#: A way into a record: fields, languages and positions.
_Steps = tuple[str | int, ...]


@attrs.frozen
class _Place:
    """Where in a record the cells of a column go."""

    steps: _Steps
    field: Flat


@attrs.frozen
class Header:
    """The first row of a table, which names its columns.

    Attributes:
        kind: The kind of its records, or `ABOUT`.
        names: The name of each column; empty where it has none.
        decimal_comma: Whether numbers may be written with a comma for the point.
    """

    kind: str
    names: tuple[str, ...]
    decimal_comma: bool = False
    _places: Mapping[str, _Place] = attrs.field(init=False, repr=False, eq=False)
    _letters: Mapping[str, str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        last_first = [*enumerate(self.names)][::-1]
        letters = {name: column_letters(at) for at, name in last_first}
        object.__setattr__(self, "_letters", letters)
        found = {name: _find(_fields(self.kind), name) for name in self.names}
        places = {name: place for name, place in found.items() if place is not None}
        object.__setattr__(self, "_places", places)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that are no column of the kind."""
        return tuple(name for name in self.names if name and name not in self._places)

    @property
    def is_whole(self) -> bool:
        """Whether there is a column, and one alone, for all that no record is without."""
        named = [name for name in self.names if name]
        is_single = len(named) == len(set(named))
        return is_single and not any(_missing(_fields(self.kind), self.reached))

    @property
    def reached(self) -> frozenset[_Steps]:
        """Where in a record the columns lead, and the parts on the way."""
        return frozenset(
            place.steps[:length]
            for place in self._places.values()
            for length in range(1, len(place.steps) + 1)
        )

    def letter(self, name: str) -> str | None:
        """The letters of a column, as a spreadsheet counts them."""
        return self._letters.get(name)

    def is_number(self, name: str) -> bool:
        """Whether a column holds numbers."""
        return name in self._places and self._places[name].field.kind in _NUMBERS

    def record(self, cells: Iterable[object]) -> dict[str, object]:
        """A row as JSON has the record; cells that hold `None` are empty."""
        tree: dict[str | int, Any] = {}
        for name, cell in zip(self.names, cells, strict=False):
            place = self._places.get(name)
            if place is not None and cell is not None:
                holder = tree
                for step in place.steps[:-1]:
                    holder = holder.setdefault(step, {})
                holder[place.steps[-1]] = self._value(place.field, cell)
        return cast(dict[str, object], _with_lists(tree))

    def _value(self, field: Flat, cell: object) -> object:
        """A cell as JSON has its value; what is none of its kind stays as it is."""
        if type(cell) is float and field.kind is not float and cell.is_integer():
            cell = int(cell)
        if isinstance(cell, int) and not isinstance(cell, bool) and field.kind not in _NUMBERS:
            cell = str(cell)
        if not isinstance(cell, str):
            return cell
        if field.shape == "ids":
            return cell.split()
        if field.kind is bool:
            word = cell.lower()
            return word in TRUE if word in TRUE | FALSE else cell
        return _number(cell, decimal_comma=self.decimal_comma) if field.kind in _NUMBERS else cell

    def column_of(self, path: str) -> str:
        """The column that a JSON path in a record leads to.

        Examples:
            >>> header = Header("claims", ("id", "about"))
            >>> header.column_of("$.about[1]"), header.column_of("$.quantity.words")
            ('about', 'quantity.words')
            >>> Header("items", ("names.zh-Hans",)).column_of('$.names["zh-Hans"][0]')
            'names.zh-Hans'
        """
        name = re.sub(r'\["([^"\\]*)"\]', r".\1", path.removeprefix("$").removeprefix("."))
        root = re.split(r"[.\[]", name)[0]
        shape = next((each.shape for each in _fields(self.kind) if each.name == root), "value")
        if shape == "ids":
            return root
        return name.removesuffix("[0]") if shape == "names" else name


#: The types of numbers; amounts are of any type.
_NUMBERS: Final = frozenset({int, float, object})


def _number(cell: str, *, decimal_comma: bool) -> object:
    """A number as JSON has it; the cell itself where it is none."""
    text = cell.replace(",", ".") if decimal_comma and cell.count(",") == 1 else cell
    if re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", text, re.ASCII):
        try:
            return read_json(text)
        except UnreadJsonError:
            pass
    return cell


def _with_lists(value: object) -> object:
    """Objects as they are, and those whose keys are positions as lists, up to the first gap."""
    if not isinstance(value, dict):
        return value
    tree = cast(dict[str | int, object], value)
    inner = {key: _with_lists(each) for key, each in tree.items()}
    if all(isinstance(key, str) for key in inner):
        return inner
    filled = next(at for at in range(len(inner) + 1) if at not in inner)
    return [inner[at] for at in range(filled)] + [None] * (filled < len(inner))


@cache
def _fields(kind: str) -> tuple[Flat, ...]:
    return _ABOUT if kind == ABOUT else flat_fields(KINDS[kind])


def _find(fields: Iterable[Flat], name: str) -> _Place | None:
    """Where the cells of a column go, by its name; `None` if no column is called so."""
    root = re.split(r"[.\[]", name, maxsplit=1)[0]
    field = next((each for each in fields if each.name == root), None)
    rest = name[len(root) :]
    if field is None:
        return None
    if field.shape in ("value", "ids"):
        return None if rest else _Place((root,), field)
    if field.shape == "part":
        return _below(field, (root,), rest[1:]) if rest.startswith(".") else None
    if field.shape == "names":
        found = re.fullmatch(r"\.([A-Za-z0-9-]+)(?:\[([1-9]\d{0,3})\])?", rest, re.ASCII)
        return found and _Place((root, found[1], int(found[2] or 0)), field)
    found = re.fullmatch(r"\[(0|[1-9]\d{0,3})\](?:\.(.+))?", rest, re.ASCII)
    if found is None or (found[2] is None) != (field.shape == "texts"):
        return None
    steps: _Steps = (root, int(found[1]))
    return _Place(steps, field) if found[2] is None else _below(field, steps, found[2])


def _below(field: Flat, steps: _Steps, rest: str) -> _Place | None:
    place = _find(field.inner, rest)
    return place and attrs.evolve(place, steps=(*steps, *place.steps))


#: For how many unknown columns those like them are sought.
_SOUGHT: Final = 20


def find_header_faults(header: Header) -> Iterator[tuple[str, str]]:
    """What is wrong with the names of columns: each name, and the rule that it breaks.

    That a column is missing which an unknown one was meant for is not told.
    """
    known = _known(header.kind)
    meant = {
        name: _like(name, known) if count < _SOUGHT else []
        for count, name in enumerate(header.unknown)
    }
    for name, like in meant.items():
        end = f"did you mean {', '.join(like)}?" if like else f"known: {', '.join(known)}"
        yield name, f"is no column of {header.kind}; {end}"
    for name, count in Counter(filter(None, header.names)).items():
        if count > 1:
            yield name, "names more than one column; rename or delete all but one"
    for name in _missing(_fields(header.kind), header.reached):
        if not any(name in like for like in meant.values()):
            yield name, "is missing: the table has no such column, and no record is without it"


@cache
def _known(kind: str) -> tuple[str, ...]:
    """The columns that a table of a kind can have, bar further names, texts and parts."""
    if kind == ABOUT:
        return tuple(field.name for field in _ABOUT)
    return tuple(column.name for column in to_table(kind, []).columns)


def _like(name: str, known: Sequence[str]) -> list[str]:
    """The columns that an unknown name may be meant for, the nearest first."""
    word = re.sub(r"[^\w.\[\]]+", "_", name.casefold())
    last = [column for column in known if column.rpartition(".")[2] == word]
    return last or get_close_matches(word, known)


def _missing(
    fields: Iterable[Flat], reached: frozenset[_Steps], lead: _Steps = ()
) -> Iterator[str]:
    """The columns that no record, or no part which has others, is without."""
    for field in fields:
        steps = (*lead, field.name)
        if steps not in reached:
            if not field.has_default:
                yield _path(steps) + ".en" * (field.shape == "names")
        elif field.shape in ("part", "parts"):
            below = [each for each in reached if each[:-1] == steps and isinstance(each[-1], int)]
            for part in sorted(below, key=len) or [steps]:
                yield from _missing(field.inner, reached, part)


def _path(steps: _Steps) -> str:
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).removeprefix(".")


_GAP: Final = "; is empty, and what follows it is not: fill it, or move the others up"


@attrs.define
class TablePosition(FilePosition):
    """Where a record was read: the line is its row, and a path names a column.

    Attributes:
        header: The first row of the table.
    """

    header: Header = attrs.field(kw_only=True)

    def below(self, name: str) -> FilePosition:
        """The position of a field of the record."""
        return attrs.evolve(self, path=name)

    def fault(self, rule: str, value: object = ...) -> Fault:
        """A fault at this position."""
        return self._located(Fault(self.path, rule, value=value))

    def seen_from(self, other: FilePosition) -> str:
        """What the position is called in a message at another one."""
        return super().seen_from(other).replace("line", "row", 1)

    def locate(self, fault: Fault) -> Fault:
        """A fault of the record, with its column and the position it was read at."""
        is_gap = fault.value is None and fault.path.endswith("]")
        hint = fault.hint or _GAP * is_gap
        column = self.header.column_of(fault.path)
        return self._located(attrs.evolve(fault, path=column, hint=hint))

    def _located(self, fault: Fault) -> Fault:
        """A fault with file and row, and at the end of its message the cell and the way out."""
        letters = self.header.letter(fault.path)
        where = "" if letters is None else f" in {letters}{self.line}"
        is_meant = type(fault.value) is float and self.header.is_number(fault.path)
        hint = f"{where}{fault.hint or ('' if is_meant else way_out(fault.value))}"
        return attrs.evolve(fault, file=self.file, line=self.line, hint=hint)
