"""Datasets on disk: a folder of JSON Lines, or one JSON document."""

from __future__ import annotations

import json
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any, Final, Literal, cast, overload

from cattrs import Converter

from dprk_transfers.exceptions import DatasetError, Fault, InvalidRecordError
from dprk_transfers.formats.converter import make_converter
from dprk_transfers.formats.entries import HEADER, Entry, Place, entries
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.integrity import check_integrity
from dprk_transfers.model.records import KINDS, Record
from dprk_transfers.rules import ID, TEXT

__all__ = ["dump_dataset", "load_dataset"]

#: Most faults that are told of one dataset.
MOST: Final = 1_000

_ABOUT: Final = ("title", "version", "licence")


@overload
def load_dataset(path: str | PathLike[str], *, lenient: Literal[False] = False) -> Dataset: ...
@overload
def load_dataset(
    path: str | PathLike[str], *, lenient: Literal[True]
) -> tuple[Dataset, tuple[Fault, ...]]: ...
def load_dataset(
    path: str | PathLike[str], *, lenient: bool = False
) -> Dataset | tuple[Dataset, tuple[Fault, ...]]:
    """Read a dataset from a folder (`dataset.json` and one JSON Lines file a kind) or a JSON file.

    Files are read strictly and as data only: at most 64 MiB each, no link is followed, nothing
    is coerced, and a file or key that is not known is a fault, not ignored.

    Args:
        path: The folder or file.
        lenient: Return the sound records together with the faults instead of raising. Records
            may then name others that are not there.

    Raises:
        DatasetError: All faults at once, each with file, line, JSON path, rule and value.
        OSError: If the path cannot be read.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     dump_dataset(Dataset("Two articles"), folder)
        ...     load_dataset(folder) == Dataset("Two articles")
        True
    """
    loader = _Loader()
    for entry in entries(Path(path)):
        loader.add(entry)
    dataset, faults = loader.finish()
    if lenient:
        return dataset, faults
    if faults:
        raise DatasetError.of(faults)
    return dataset


def dump_dataset(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset to a folder, or to one JSON document if the path ends in `.json`.

    The same dataset always gives the same bytes, and `load_dataset` gives it back. A folder is
    made if there is none; files of kinds that the dataset has no records of are removed from it.

    Raises:
        OSError: If the path cannot be written.
    """
    converter = _converter()
    about = {name: getattr(dataset, name) for name in _ABOUT}
    lines = {
        kind: [
            json.dumps(converter.unstructure(record), ensure_ascii=False)
            for record in getattr(dataset, kind).values()
        ]
        for kind in KINDS
    }
    header = json.dumps(
        {name: value for name, value in about.items() if value is not None},
        ensure_ascii=False,
        indent=2,
    )
    target = Path(path)
    if target.suffix == ".json":
        parts = [header[:-2]]
        parts += [
            f'  "{kind}": [\n    ' + ",\n    ".join(records) + "\n  ]"
            for kind, records in lines.items()
            if records
        ]
        _write(target, ",\n".join(parts) + "\n}\n")
        return
    target.mkdir(parents=True, exist_ok=True)
    _write(target / HEADER, header + "\n")
    for kind, records in lines.items():
        file = target / f"{kind}.jsonl"
        if file.is_symlink():
            file.unlink()
        if records:
            _write(file, "".join(f"{record}\n" for record in records))
        else:
            file.unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


@cache
def _converter() -> Converter:
    """The converter that datasets are read and written with."""
    return make_converter()


class _Loader:
    """Gathers entries into records and faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._about: dict[str, Any] = {"title": "untitled"}
        self._records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        self._places: dict[str, dict[str, Place]] = {kind: {} for kind in KINDS}
        self._incomplete: set[str] = set()

    def add(self, entry: Entry) -> None:
        if entry.fault is not None:
            self.faults.append(entry.place.fault(entry.fault))
            self._incomplete.update(entry.lost)
        elif entry.kind is None:
            self._add_header(entry.place, entry.value)
        else:
            self._add_record(entry.place, entry.kind, entry.value)

    def _add_header(self, place: Place, value: object) -> None:
        if not isinstance(value, dict):
            self.faults.append(place.fault("must be an object", value=value))
            return
        given = cast(dict[str, object], value)
        if "title" not in given:
            self.faults.append(place.below("title").fault("is missing"))
        for name, words in given.items():
            if name not in _ABOUT:
                known = ", ".join((*_ABOUT, *KINDS))
                rule = f"is no field of a dataset; known: {known}"
                self.faults.append(place.below(name).fault(rule))
            elif not TEXT.holds(words) and (words is not None or name == "title"):
                self.faults.append(place.below(name).fault(TEXT.says, value=words))
            else:
                self._about[name] = words

    def _add_record(self, place: Place, kind: str, value: object) -> None:
        own_id = cast(dict[str, object], value).get("id") if isinstance(value, dict) else None
        if isinstance(own_id, str) and ID.holds(own_id):
            taken = self._places[kind].setdefault(own_id, place)
            if taken is not place:
                rule = f"is taken by line {taken.line}"
                self.faults.append(place.below("id").fault(rule, value=own_id))
                return
        else:
            self._incomplete.add(kind)
        try:
            record = _converter().structure(value, KINDS[kind])
        except InvalidRecordError as error:
            self.faults += map(place.find, error.faults)
        else:
            self._records[kind][record.id] = record

    def finish(self) -> tuple[Dataset, tuple[Fault, ...]]:
        """The sound records and all faults.

        That a record names another which could not be read is no fault of its own.
        """
        dataset = Dataset(**self._about, **cast(Any, self._records))
        between = check_integrity(dataset.tables, self._is_unread)
        for found in between:
            kind, _, own_id = (found.record or "").partition("/")
            self.faults.append(self._places[kind][own_id].find(found))
        files = [HEADER, *(f"{kind}.jsonl" for kind in KINDS)]
        order = {file: index for index, file in enumerate(files)}
        self.faults.sort(key=lambda found: (order.get(found.file or "", 0), found.line or 0))
        faults = tuple(self.faults[:MOST])
        if len(self.faults) > MOST:
            faults += (Fault("$", f"has {len(self.faults) - MOST:,} more faults"),)
        return dataset, faults

    def _is_unread(self, kind: str, own_id: str) -> bool:
        return kind in self._incomplete or own_id in self._places[kind]
