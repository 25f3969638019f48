"""What stands in the files of a dataset: values, each with its place, read as data only."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from errno import EINVAL, ENOENT
from pathlib import Path
from typing import Final, NoReturn

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.formats.converter import key_path
from dprk_transfers.messages import short_repr
from dprk_transfers.model.records import KINDS

__all__ = ["HEADER", "LARGEST", "Entry", "Place", "entries"]

#: Name of the file with title, version and licence, beside one `<kind>.jsonl` a kind.
HEADER: Final = "dataset.json"

#: Largest file that is read, in bytes.
LARGEST: Final = 64 * 2**20


@attrs.frozen
class Place:
    """Where a value was read."""

    file: str
    line: int | None = None
    path: str = "$"

    def below(self, name: str) -> Place:
        """The place of a field of the value."""
        return attrs.evolve(self, path=key_path(self.path, name))

    def fault(self, rule: str, value: object = ...) -> Fault:
        """A fault at this place."""
        return Fault(self.path, rule, value=value, file=self.file, line=self.line)

    def find(self, found: Fault) -> Fault:
        """A fault of the value, with the place it was read."""
        path = self.path + found.path[1:]
        return attrs.evolve(found, path=path, file=self.file, line=self.line)


@attrs.frozen
class Entry:
    """What was read at a place: a record of a kind, the header (no kind), or only a fault.

    With a fault, records of the kinds in `lost` may have been there.
    """

    place: Place
    kind: str | None = None
    value: object = attrs.field(default=None, kw_only=True)
    fault: str | None = attrs.field(default=None, kw_only=True)
    lost: Collection[str] = attrs.field(default=(), kw_only=True)


def entries(path: Path) -> Iterator[Entry]:
    """Everything that is to be read at a path."""
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield from _document(path)
    elif path.exists():
        raise OSError(EINVAL, "is neither a plain file nor a folder", str(path))
    else:
        raise FileNotFoundError(ENOENT, "there is no such file or folder", str(path))


def _folder(folder: Path) -> Iterator[Entry]:
    known = {HEADER: None, **{f"{kind}.jsonl": kind for kind in KINDS}}
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in (".json", ".jsonl") and file.name not in known:
            rule = f"is no file of a dataset; known: {', '.join(known)}"
            yield Entry(Place(file.name), fault=rule, lost=KINDS)
    for name, kind in known.items():
        file = folder / name
        if not file.exists() and not file.is_symlink():
            if kind is None:
                yield Entry(Place(name), fault="is missing")
        elif file.is_symlink() or not file.is_file():
            rule = "must be a plain file, no link"
            yield Entry(Place(name), fault=rule, lost=[kind] if kind else ())
        else:
            yield from _lines(file, kind)


def _lines(file: Path, kind: str | None) -> Iterator[Entry]:
    """The values of a file: one a line, or one in all if it is the header."""
    lost = () if kind is None else (kind,)
    try:
        text = _read(file)
    except _UnfitError as error:
        yield Entry(Place(file.name), fault=str(error), lost=lost)
        return
    lines = [text] if kind is None else text.removesuffix("\n").split("\n") if text else []
    for number, line in enumerate(lines, start=1):
        try:
            value = _DECODER.decode(line)
        except (ValueError, RecursionError) as error:
            place = Place(file.name, number + _line_of(error) - 1)
            yield Entry(place, fault=_why(error), lost=lost)
        else:
            yield Entry(Place(file.name, number), kind, value=value)


def _document(file: Path) -> Iterator[Entry]:
    """The records of one JSON document, each with the line it starts on, and then its header."""
    header: dict[str, object] = {}
    try:
        cursor = _Cursor(_read(file))
    except _UnfitError as error:
        yield Entry(Place(file.name), fault=str(error), lost=KINDS)
        return
    try:
        for key in cursor.members("{", "}"):
            if key in header:
                raise _UnfitError(f"names the key {short_repr(key)} twice")
            place = Place(file.name, cursor.line).below(key)
            if key not in KINDS:
                header[key] = cursor.value()
            elif cursor.is_at("["):
                header[key] = None
                for index, _ in enumerate(cursor.members("[", "]")):
                    here = Place(file.name, cursor.line, f"{place.path}[{index}]")
                    yield Entry(here, key, value=cursor.value())
            else:
                header[key] = cursor.value()
                yield Entry(place, fault=f"must be a list of {key}", lost=(key,))
        cursor.end()
    except (ValueError, RecursionError) as error:
        line = _line_of(error) if isinstance(error, json.JSONDecodeError) else cursor.line
        yield Entry(Place(file.name, line), fault=_why(error), lost=KINDS)
    else:
        about = {key: value for key, value in header.items() if key not in KINDS}
        yield Entry(Place(file.name, 1), value=about)


def _line_of(error: ValueError | RecursionError) -> int:
    """The line of a text on which a reader gave up; the first if it does not say."""
    return error.lineno if isinstance(error, json.JSONDecodeError) else 1


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
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if found.pop(key, found) is found)
        raise _UnfitError(f"names the key {short_repr(twice)} twice")
    return found


def _constant(name: str) -> NoReturn:
    raise _UnfitError(f"is not JSON: {name} is no number")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant)


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
                if not self.is_at('"'):
                    raise self._unexpected("a key")
                key = str(self.value())
                self._take(":")
            yield key
        self._take(last)

    def is_at(self, mark: str) -> bool:
        """Whether a mark comes next."""
        return self._peek() == mark

    def end(self) -> None:
        """Refuse anything that is left."""
        if self._peek():
            raise self._unexpected("the end")

    def _peek(self) -> str:
        self._skip()
        return self._text[self._at : self._at + 1]

    def _take(self, mark: str) -> None:
        self._skip()
        if not self._text.startswith(mark, self._at):
            raise self._unexpected(mark)
        self._go(self._at + len(mark))

    def _unexpected(self, wanted: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(f"expecting {wanted}", self._text, self._at)

    def _skip(self) -> None:
        at = self._at
        while self._text[at : at + 1] and self._text[at] in " \t\r\n":
            at += 1
        self._go(at)

    def _go(self, at: int) -> None:
        self._line += self._text.count("\n", self._at, at)
        self._at = at
