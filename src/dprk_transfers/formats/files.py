"""Datasets on disk: a folder of JSON Lines or tables, one JSON document, or a workbook."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import ENOENT
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final, Literal, cast, overload

from cattrs import Converter

from dprk_transfers.arguments import check_kind
from dprk_transfers.exceptions import DatasetError, Fault, InvalidRecordError
from dprk_transfers.formats.base import build_on
from dprk_transfers.formats.converter import make_converter
from dprk_transfers.formats.entries import (
    ENDINGS,
    entries,
    is_member,
)
from dprk_transfers.formats.fast import make_builder
from dprk_transfers.formats.folder import HEADER, PENDING, as_text, token_in, write_folder
from dprk_transfers.formats.positions import Entry, FilePosition
from dprk_transfers.formats.streams import Limits, Progress
from dprk_transfers.formats.workbook import ENDING as WORKBOOK
from dprk_transfers.formats.workbook import write_workbook
from dprk_transfers.formats.writing import write_file
from dprk_transfers.messages import short_repr
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.integrity import check_integrity
from dprk_transfers.model.records import KINDS, Record
from dprk_transfers.rules import ID, TEXT

__all__ = ["dump_dataset", "load_dataset"]

_USUAL: Final = Limits()

_ABOUT: Final = ("title", "version", "licence")

#: Endings of a path that nobody gives to a folder, and of forms that are not written.
_UNWRITTEN: Final = (ENDINGS - {".json"}) | {".bz2", ".csv", ".gz", ".tsv", ".txt", ".xls", ".zip"}


@overload
def load_dataset(
    path: str | PathLike[str],
    *,
    lenient: Literal[False] = False,
    on: Dataset | None = None,
    limits: Limits = ...,
    progress: Progress | None = None,
) -> Dataset: ...
@overload
def load_dataset(
    path: str | PathLike[str],
    *,
    lenient: Literal[True],
    on: Dataset | None = None,
    limits: Limits = ...,
    progress: Progress | None = None,
) -> tuple[Dataset, tuple[Fault, ...]]: ...
def load_dataset(
    path: str | PathLike[str],
    *,
    lenient: bool = False,
    on: Dataset | None = None,
    limits: Limits = _USUAL,
    progress: Progress | None = None,
) -> Dataset | tuple[Dataset, tuple[Fault, ...]]:
    """Read a dataset from a folder (`dataset.json` and a file a kind), a JSON file or a workbook.

    In a folder, records stand in JSON Lines (`claims.jsonl`), in CSV (`claims.csv`) or in both.

    Files are read strictly and as data only: no link is followed, nothing is coerced, and a file
    or key that is not known is a fault, not ignored. A file may have any length; what is bounded
    is told by its limits. Python's garbage collector rests while records are
    read, and afterwards is on again if it was, whatever happens. With the extra `fast` (msgspec)
    the same takes less time.

    Args:
        path: The folder or file, which may be compressed: `book.json.gz`, `book.json.zst`. One
            file of a folder, such as the `dataset.json` beside `claims.jsonl`, is refused.
        lenient: Return the sound records together with the faults instead of raising. Records
            may then name others that are not there (`Dataset.gaps`).
        on: A dataset to build on, such as the casebook: its records may be named, and are in the
            dataset that is returned. A record of both must be the same in both.
        limits: How long a line may be, how deep its nesting, how far a file may expand, and how
            many faults are told.
        progress: Is told now and then how many bytes of how many have been read of a folder.

    Raises:
        DatasetError: All faults at once, each with file, line, JSON path, rule and value.
        OSError: If the path cannot be read.
        TypeError: If `on` is no dataset.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     dump_dataset(Dataset("Two articles"), folder)
        ...     load_dataset(folder) == Dataset("Two articles")
        True
    """
    if on is not None:
        check_kind(Dataset, on, "on")
    loader = _Loader(limits.faults, on)
    with _no_collection():
        for entry in entries(_to_path(path), limits, progress):
            loader.add(entry)
        dataset, faults = loader.finish()
    if lenient:
        return dataset, faults
    if faults:
        raise DatasetError.of(faults)
    return dataset


def _to_path(path: str | PathLike[str]) -> Path:
    """A path that is given, which the empty text is not: to `Path` it is the current folder."""
    if fspath(path) == "":
        raise FileNotFoundError(ENOENT, "the path is empty; the current folder is '.'", "")
    return Path(path)


def dump_dataset(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset to a folder, or to one file if the path ends in `.json` or `.xlsx`.

    The same dataset always gives the same bytes, and `load_dataset` gives it back. Folders are
    made where there are none; files of kinds that the dataset has no records of are removed from
    the one that is written. A folder that is there is written into, whatever its name ends in.

    A dump is whole or not there: whatever fails or ends in between, and whoever reads beside it,
    the path holds what it held before or all of the dataset. A link is replaced, never written
    through.

    Raises:
        ImportError: If a workbook is to be written, and the extra `excel` is not installed.
        OSError: If the path cannot be written; it then holds what it held before, or the dataset.
        ValueError: If it names a single file of a folder, such as `claims.jsonl` or the
            `dataset.json` beside it, or a form that is not written, such as `book.csv`.
    """
    target = _to_path(path)
    header = {name: value for name in _ABOUT if (value := getattr(dataset, name)) is not None}
    records = {kind: table.values() for kind, table in dataset.tables.items() if table}
    ending = target.suffix.lower()
    if target.is_dir():
        write_folder(target, header, _texts(records))
    elif ending == ".json" and not is_member(target):
        write_file(target, _document(header, records))
    elif ending == WORKBOOK:
        write_workbook(dataset, target)
    elif ending in _UNWRITTEN or ending == ".json":
        rule = "a dataset is written to a folder, or to one document that ends in .json or .xlsx"
        if ending == ".json":
            rule += " and is no file of a folder"
        raise ValueError(f"{rule}, got {short_repr(str(path))}")
    else:
        write_folder(target, header, _texts(records))


#: The records of each kind that has any.
_Records = Mapping[str, Collection[Record]]


def _line(record: Record) -> str:
    return json.dumps(_converter().unstructure(record), ensure_ascii=False)


def _texts(records: _Records) -> Mapping[str, Iterator[str]]:
    """The files of lines of a folder, by kind."""
    return {kind: (f"{_line(record)}\n" for record in of_kind) for kind, of_kind in records.items()}


def _document(header: Mapping[str, object], records: _Records) -> Iterator[str]:
    yield as_text(header).removesuffix("\n}")
    for kind, of_kind in records.items():
        separator = f',\n  "{kind}": [\n    '
        for record in of_kind:
            yield separator + _line(record)
            separator = ",\n    "
        yield "\n  ]"
    yield "\n}\n"


@contextmanager
def _no_collection() -> Generator[None]:
    """Have the garbage collector rest: it would look again and again through records that stay.

    What was made is then old to it, so that it does not look through all of that at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@cache
def _converter() -> Converter:
    """The converter that datasets are read and written with."""
    return make_converter()


_ORDER: Final = {name: index for index, name in enumerate((Path(HEADER).stem, *KINDS))}


def _place(found: Fault | FilePosition) -> tuple[int, str, int]:
    """Where a fault is told: by the kind of records that a file or sheet holds, file and line."""
    kind = (found.file or "").rpartition("/")[2].partition(".")[0]
    return _ORDER.get(kind, 0), found.file or "", found.line or 0


class _Loader:
    """Gathers entries into records and faults."""

    def __init__(self, most: int, on: Dataset | None) -> None:
        self._most = most
        self._on = on
        self._faults: list[Fault] = []
        self._untold = 0
        converter = _converter()
        self._hooks = {kind: converter.get_structure_hook(KINDS[kind]) for kind in KINDS}
        self._build = {kind: make_builder(of_kind, converter) for kind, of_kind in KINDS.items()}
        self._about: dict[str, Any] = {"title": "untitled"}
        self._records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        self._positions: dict[str, dict[str, FilePosition]] = {kind: {} for kind in KINDS}
        self._incomplete: set[str] = set()

    def _tell(self, find: Callable[[], Iterable[Fault]]) -> None:
        """Keep faults that are found; where there are many already, they are only counted."""
        if len(self._faults) < self._most:
            self._faults += find()
        else:
            self._untold += 1

    def _refuse(self, position: FilePosition, error: InvalidRecordError) -> None:
        # The error is no local of whoever catches it: that would be a circle, kept until collected.
        self._tell(lambda: map(position.locate, error.faults))

    def add(self, entry: Entry) -> None:
        if entry.fault is not None:
            rule = entry.fault
            self._tell(lambda: [entry.position.fault(rule)])
            self._incomplete.update(entry.lost)
        elif entry.kind is None:
            self._add_header(entry.position, entry.value)
        else:
            self._add_record(entry, entry.kind)

    def _add_header(self, position: FilePosition, value: object) -> None:
        if not isinstance(value, dict):
            self._faults.append(position.fault("must be an object", value=value))
            return
        given = dict(cast(dict[str, object], value))
        if token_in(given) is not None:
            del given[PENDING]  # says where records are, which are read from there
        if "title" not in given:
            self._faults.append(position.below("title").fault("is missing"))
        for name, words in given.items():
            if name not in _ABOUT:
                known = ", ".join((*_ABOUT, *KINDS))
                rule = f"is no field of a dataset; known: {known}"
                self._faults.append(position.below(name).fault(rule))
            elif not TEXT.holds(words) and (words is not None or name == "title"):
                self._faults.append(position.below(name).fault(TEXT.says, value=words))
            else:
                self._about[name] = words

    def _add_record(self, entry: Entry, kind: str) -> None:
        record = None if entry.is_doubtful else self._build[kind](entry.value)
        if record is None:
            self._add_strictly(entry, kind)
        elif self._is_first(entry.position, kind, record.id):
            self._records[kind][record.id] = record

    def _add_strictly(self, entry: Entry, kind: str) -> None:
        position, value = entry.position, entry.value
        own_id = cast(dict[str, object], value).get("id") if isinstance(value, dict) else None
        if not isinstance(own_id, str) or not ID.holds(own_id):
            self._incomplete.add(kind)
        elif not self._is_first(position, kind, own_id):
            return
        try:
            record = self._hooks[kind](value, KINDS[kind])
        except InvalidRecordError as error:
            self._refuse(position, error)
        else:
            if not entry.is_doubtful:
                self._records[kind][record.id] = record

    def _is_first(self, position: FilePosition, kind: str, own_id: str) -> bool:
        """Whether no record before has the id; if one has, that is a fault."""
        taken = self._positions[kind].setdefault(own_id, position)
        if taken is not position:
            rule = f"is taken by {taken.seen_from(position)}"
            self._tell(lambda: [position.below("id").fault(rule, value=own_id)])
        return taken is position

    def finish(self) -> tuple[Dataset, tuple[Fault, ...]]:
        """The sound records and all faults.

        That a record names another which could not be read is no fault of its own.
        """
        tables, differences = build_on(self._on, self._records)
        dataset = Dataset(**self._about, **cast(Any, tables))
        between = check_integrity(dataset.tables, self._is_unread)
        every = [*self._faults, *differences, *between]
        every.sort(key=lambda found: _place(self._position_of(found)))
        faults = tuple(map(self._locate, every[: self._most]))
        more = len(every) - len(faults) + self._untold
        if more:
            faults += (Fault("$", f"has {more:,} more fault{'s' if more > 1 else ''}"),)
        return dataset, faults

    def _position_of(self, found: Fault) -> Fault | FilePosition:
        """Where a fault is: it says so, or else names the record."""
        if found.file is not None:
            return found
        kind, _, own_id = (found.record or "").partition("/")
        return self._positions[kind].get(own_id, found)

    def _locate(self, found: Fault) -> Fault:
        """A fault with its position, which only those that are told need."""
        at = self._position_of(found)
        return at.locate(found) if isinstance(at, FilePosition) else at

    def _is_unread(self, kind: str, own_id: str) -> bool:
        return kind in self._incomplete or own_id in self._positions[kind]
