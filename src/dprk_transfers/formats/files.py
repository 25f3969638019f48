"""Datasets on disk: a folder of JSON Lines, or one JSON document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from errno import EINVAL, ENOENT
from os import PathLike
from pathlib import Path
from typing import Any, Final, Literal, NoReturn, cast, overload

import attrs

from dprk_transfers.exceptions import DatasetError, Finding, InvalidRecordError
from dprk_transfers.formats.converter import make_converter
from dprk_transfers.model.dataset import KINDS, Dataset, Record, faults_between
from dprk_transfers.model.rules import ID, TEXT

__all__ = ["dump_dataset", "load_dataset"]

#: Name of the file with title, version and licence, beside one `<kind>.jsonl` a kind.
HEADER: Final = "dataset.json"

#: Largest file that is read, in bytes.
LARGEST: Final = 64 * 2**20

#: Most faults that are told of one dataset.
MOST: Final = 1_000

_ABOUT: Final = ("title", "version", "licence")


@overload
def load_dataset(path: str | PathLike[str], *, lenient: Literal[False] = False) -> Dataset: ...
@overload
def load_dataset(
    path: str | PathLike[str], *, lenient: Literal[True]
) -> tuple[Dataset, tuple[Finding, ...]]: ...
def load_dataset(
    path: str | PathLike[str], *, lenient: bool = False
) -> Dataset | tuple[Dataset, tuple[Finding, ...]]:
    """Read a dataset from a folder (`dataset.json` and one JSON Lines file a kind) or a JSON file.

    Files are read strictly and as data only: at most 64 MiB each, no link is followed, nothing
    is coerced, and a file or key that is not known is a fault, not ignored.

    Args:
        path: The folder or file.
        lenient: Return the sound records together with the findings instead of raising. Records
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
    for entry in _entries(Path(path)):
        loader.add(entry)
    dataset, findings = loader.finish()
    if lenient:
        return dataset, findings
    if findings:
        raise DatasetError.of(findings)
    return dataset


def dump_dataset(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset to a folder, or to one JSON document if the path ends in `.json`.

    The same dataset always gives the same bytes, and `load_dataset` gives it back. A folder is
    made if there is none; files of kinds that the dataset has no records of are removed from it.

    Raises:
        OSError: If the path cannot be written.
    """
    converter = make_converter()
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
        if records:
            _write(file, "".join(f"{record}\n" for record in records))
        else:
            file.unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


@attrs.frozen
class _Place:
    """Where a value was read."""

    file: str
    line: int | None = None
    path: str = "$"

    def below(self, name: str) -> _Place:
        """The place of a field of the value."""
        return attrs.evolve(self, path=f"{self.path}.{name}")

    def fault(self, rule: str, value: object = ...) -> Finding:
        """A finding at this place."""
        return Finding(self.path, rule, value=value, file=self.file, line=self.line)

    def find(self, found: Finding) -> Finding:
        """A finding of the value, with the place it was read."""
        path = self.path + found.path[1:]
        return attrs.evolve(found, path=path, file=self.file, line=self.line)


@attrs.frozen
class _Entry:
    """What was read at a place: a record of a kind, the header (no kind), or only a fault."""

    place: _Place
    kind: str | None = None
    value: object = attrs.field(default=None, kw_only=True)
    fault: str | None = attrs.field(default=None, kw_only=True)


class _Loader:
    """Gathers entries into records and findings."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._about: dict[str, Any] = {"title": "untitled"}
        self._records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        self._places: dict[str, dict[str, _Place]] = {kind: {} for kind in KINDS}
        self._incomplete: set[str] = set()
        self._converter = make_converter()

    def add(self, entry: _Entry) -> None:
        if entry.fault is not None:
            self.findings.append(entry.place.fault(entry.fault))
            self._incomplete |= {entry.kind} if entry.kind else set(KINDS)
        elif entry.kind is None:
            self._add_header(entry.place, entry.value)
        else:
            self._add_record(entry.place, entry.kind, entry.value)

    def _add_header(self, place: _Place, value: object) -> None:
        if not isinstance(value, dict):
            self.findings.append(place.fault("must be an object", value=value))
            return
        given = cast(dict[str, object], value)
        if "title" not in given:
            self.findings.append(place.below("title").fault("is missing"))
        for name, words in given.items():
            if name not in _ABOUT:
                known = ", ".join((*_ABOUT, *KINDS))
                rule = f"is no field of a dataset; known: {known}"
                self.findings.append(place.below(name[:40]).fault(rule))
            elif not TEXT.holds(words):
                self.findings.append(place.below(name).fault(TEXT.says, value=words))
            else:
                self._about[name] = words

    def _add_record(self, place: _Place, kind: str, value: object) -> None:
        own_id = cast(dict[str, object], value).get("id") if isinstance(value, dict) else None
        if isinstance(own_id, str) and ID.holds(own_id):
            taken = self._places[kind].setdefault(own_id, place)
            if taken is not place:
                rule = f"is taken by line {taken.line}"
                self.findings.append(place.below("id").fault(rule, value=own_id))
                return
        else:
            self._incomplete.add(kind)
        try:
            record = self._converter.structure(value, KINDS[kind])
        except InvalidRecordError as error:
            self.findings += map(place.find, error.findings)
        else:
            self._records[kind][record.id] = record

    def finish(self) -> tuple[Dataset, tuple[Finding, ...]]:
        """The sound records and all findings.

        That a record names another which could not be read is no fault of its own.
        """
        dataset = Dataset(**self._about, **cast(Any, self._records))
        between = faults_between(dataset, self._is_unread)
        for found in between:
            kind, _, own_id = (found.record or "").partition("/")
            self.findings.append(self._places[kind][own_id].find(found))
        files = [HEADER, *(f"{kind}.jsonl" for kind in KINDS)]
        order = {file: index for index, file in enumerate(files)}
        self.findings.sort(key=lambda found: (order.get(found.file or "", 0), found.line or 0))
        findings = tuple(self.findings[:MOST])
        if len(self.findings) > MOST:
            findings += (Finding("$", f"has {len(self.findings) - MOST:,} more faults"),)
        return dataset, findings

    def _is_unread(self, kind: str, own_id: str) -> bool:
        return kind in self._incomplete or own_id in self._places[kind]


def _entries(path: Path) -> Iterator[_Entry]:
    """Everything that is to be read at a path."""
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield from _document(path)
    elif path.exists():
        raise OSError(EINVAL, "is neither a plain file nor a folder", str(path))
    else:
        raise FileNotFoundError(ENOENT, "there is no such file or folder", str(path))


def _folder(folder: Path) -> Iterator[_Entry]:
    known = {HEADER: None, **{f"{kind}.jsonl": kind for kind in KINDS}}
    for file in sorted(folder.iterdir()):
        if file.suffix in (".json", ".jsonl") and file.name not in known:
            rule = f"is no file of a dataset; known: {', '.join(known)}"
            yield _Entry(_Place(file.name), fault=rule)
    for name, kind in known.items():
        file = folder / name
        if not file.exists() and not file.is_symlink():
            if kind is None:
                yield _Entry(_Place(name), fault="is missing")
        elif file.is_symlink() or not file.is_file():
            yield _Entry(_Place(name), kind, fault="must be a plain file, no link")
        else:
            yield from _lines(file, kind)


def _lines(file: Path, kind: str | None) -> Iterator[_Entry]:
    """The values of a file: one a line, or one in all if it is the header."""
    try:
        text = _read(file)
    except _UnfitError as error:
        yield _Entry(_Place(file.name), kind, fault=str(error))
        return
    lines = [text] if kind is None else text.removesuffix("\n").split("\n") if text else []
    for number, line in enumerate(lines, start=1):
        place = _Place(file.name, number)
        try:
            yield _Entry(place, kind, value=_DECODER.decode(line))
        except (ValueError, RecursionError) as error:
            yield _Entry(place, kind, fault=_why(error))


def _document(file: Path) -> Iterator[_Entry]:
    """The records of one JSON document, each with the line it starts on, and then its header."""
    header: dict[str, object] = {}
    cursor = _Cursor("")
    try:
        cursor = _Cursor(_read(file))
        for key in cursor.members("{", "}"):
            if key in header:
                raise _UnfitError(f"names {key!r} twice")
            if key not in KINDS:
                header[key] = cursor.value()
                continue
            header[key] = None
            for index, _ in enumerate(cursor.members("[", "]")):
                place = _Place(file.name, cursor.line, f"$.{key}[{index}]")
                yield _Entry(place, key, value=cursor.value())
        cursor.end()
    except (ValueError, RecursionError) as error:
        yield _Entry(_Place(file.name, cursor.line), fault=_why(error))
    else:
        about = {key: value for key, value in header.items() if key not in KINDS}
        yield _Entry(_Place(file.name, 1), value=about)


class _UnfitError(ValueError):
    """A file or value that is not read, with the rule it breaks."""


def _read(file: Path) -> str:
    with file.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _UnfitError(f"must be at most {LARGEST:,} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _UnfitError(f"must be UTF-8 text, and line {line} is not") from None


def _why(error: ValueError | RecursionError) -> str:
    """A reader's error as a rule."""
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON: {error.msg}, at column {error.colno}"
    if isinstance(error, _UnfitError):
        return str(error)
    return "holds a number with too many digits"


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _UnfitError(f"names the key {key[:40]!r} twice")
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise _UnfitError(f"is not JSON: {name} is no number")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant)
_SPACE: Final = re.compile(r"[ \t\r\n]*")


class _Cursor:
    """A place in a JSON text that goes from value to value and knows its line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    @property
    def line(self) -> int:
        """The line of the next value."""
        self._skip()
        return self._line

    def value(self) -> object:
        """The next value."""
        self._skip()
        value, end = _DECODER.raw_decode(self._text, self._at)
        self._go(end)
        return value

    def members(self, first: str, last: str) -> Iterator[str]:
        """Stop before each value of an object or list; the key of an object comes with it."""
        self._take(first)
        separator = ""
        while self._peek() != last:
            self._take(separator)
            separator = ","
            key = ""
            if first == "{":
                key = str(self.value())
                self._take(":")
            yield key
        self._take(last)

    def end(self) -> None:
        """Refuse anything that is left."""
        if self._peek():
            self._take("the end")

    def _peek(self) -> str:
        self._skip()
        return self._text[self._at : self._at + 1]

    def _take(self, mark: str) -> None:
        self._skip()
        if not self._text.startswith(mark, self._at):
            raise json.JSONDecodeError(f"expecting {mark}", self._text, self._at)
        self._go(self._at + len(mark))

    def _skip(self) -> None:
        space = _SPACE.match(self._text, self._at)
        if space is not None:
            self._go(space.end())

    def _go(self, at: int) -> None:
        self._line += self._text.count("\n", self._at, at)
        self._at = at
