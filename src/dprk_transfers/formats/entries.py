"""What stands in the files of a dataset: values, each with its position."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from errno import EINVAL, ENOENT
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

import attrs

from dprk_transfers.formats.folder import FILES, HEADER, PACKAGE, TABLES, Member, open_folder
from dprk_transfers.formats.json_text import TRAILING_COMMA, Cursor, UnreadJsonError, read_json
from dprk_transfers.formats.positions import Entry, FilePosition
from dprk_transfers.formats.rows import read_csv
from dprk_transfers.formats.streams import (
    MORE,
    Limits,
    Line,
    Progress,
    UnfitError,
    expanded,
    lines,
    plain_name,
)
from dprk_transfers.formats.workbook import ENDING as WORKBOOK
from dprk_transfers.formats.workbook import read_workbook
from dprk_transfers.model.records import KINDS

__all__ = ["ENDINGS", "beat_of", "entries", "is_member", "records"]


def entries(path: Path, limits: Limits, progress: Progress | None = None) -> Iterator[Entry]:
    """Everything that is to be read at a path.

    Raises:
        OSError: If it is neither a file nor a folder, or cannot be read.
    """
    if path.is_dir():
        yield from _strangers(path)
        with open_folder(path) as members:
            streams = [member.stream for member in members if member.stream is not None]
            beat = beat_of(streams, progress)
            for member in members:
                yield from _member(member, limits, beat)
    elif path.is_file() and is_member(path):
        rule = "is one file of a dataset that is a folder; give the folder"
        yield Entry(FilePosition(path.name), fault=rule, lost=tuple(KINDS))
    elif path.is_file() and path.suffix.lower() == WORKBOOK:
        yield from read_workbook(path, limits)
    elif path.is_file():
        yield from _document(path, limits)
    elif path.exists():
        raise OSError(EINVAL, "is neither a plain file nor a folder", str(path))
    else:
        raise FileNotFoundError(ENOENT, "there is no such file or folder", str(path))


def beat_of(streams: Sequence[BinaryIO], progress: Progress | None) -> Callable[[], None]:
    """What tells how far files have been read, one after the other."""
    if progress is None:
        return lambda: None
    whole = sum(os.fstat(stream.fileno()).st_size for stream in streams)

    def beat() -> None:
        progress(sum(stream.tell() for stream in streams), whole)

    return beat


#: Endings, in any case and at any place in a name, of files that hold records or a dataset.
ENDINGS: Final = frozenset({".csv", ".json", ".jsonl", ".jsonlines", ".jl", ".ldjson", ".ndjson"})


def is_member(file: Path) -> bool:
    """Whether a file is by its name one of a folder: lines of JSON, or a header beside some."""
    if file.name.casefold() == HEADER:
        return any((file.parent / name).exists() for name in FILES if name != HEADER)
    return Path(plain_name(file.name)).suffix.lower() in ENDINGS - {".json"}


_KNOWN: Final = (*FILES, *TABLES, PACKAGE)


def _strangers(folder: Path) -> Iterator[Entry]:
    """The files that look like files of a dataset and are none.

    They are told by their endings, or by a name that is a kind of record, whatever it ends in.
    """
    for file in sorted(folder.iterdir()):
        stem = file.name.partition(".")[0].casefold().strip()
        is_named = stem in KINDS and not file.is_dir()
        # What an editor hides beside an open file ends in something else.
        suffixes = file.suffixes[-1:] if file.name.startswith(".") else file.suffixes
        is_ended = not ENDINGS.isdisjoint(map(str.lower, suffixes))
        if file.name not in _KNOWN and (is_named or is_ended):
            rule = f"is no file of a dataset; known: {', '.join(FILES)}, and .csv for .jsonl"
            if is_named:
                rule += f"; {stem} are read from {stem}.jsonl and {stem}.csv alone"
            lost = (stem,) if is_named else tuple(KINDS)
            yield Entry(FilePosition(file.name), fault=rule, lost=lost)


def _member(member: Member, limits: Limits, beat: Callable[[], None]) -> Iterator[Entry]:
    """What stands in a file of a folder; one of records need not be there."""
    lost = () if member.kind is None else (member.kind,)
    position = FilePosition(member.name)
    if member.fault is not None:
        yield Entry(position, fault=member.fault, lost=lost)
    elif member.name in TABLES and member.stream is not None:
        yield from read_csv(member.stream, member.name, TABLES[member.name], limits, beat)
    elif member.kind is not None and member.stream is not None:
        read = lines(member.stream, limits, beat)
        yield from records(read, position, member.kind, limits)
    elif member.stream is not None:
        yield from _header(member.stream, position, limits)
    elif member.kind is None:
        yield Entry(position, fault="is missing")


def _header(stream: BinaryIO, position: FilePosition, limits: Limits) -> Iterator[Entry]:
    try:
        text = _read(stream, limits.line)
    except UnfitError as error:
        yield Entry(position, fault=str(error))
    else:
        yield _entry(attrs.evolve(position, line=1), None, text, limits)


_EMPTY: Final = "is not JSON: the line is empty; remove every empty line"
_LIST: Final = (
    "is not JSON Lines: a list holds the records; write each on one line, "
    "without the brackets around them and the commas between them"
)
_SPREAD: Final = (
    "is not JSON Lines: a record runs over several lines; write each on one line; "
    "what follows is not read"
)

_TEXT: Final = "must be UTF-8 text"

#: What is wrong with a whole file, and so is told of it once.
_TOLD_ONCE: Final = frozenset({_EMPTY, _TEXT, TRAILING_COMMA})

#: How many lines are looked at to know whether a record runs over several.
_AHEAD: Final = 1_000


def records(
    read: Iterable[Line], whole: FilePosition, kind: str, limits: Limits
) -> Iterator[Entry]:
    """The records that lines hold, one a line.

    Args:
        read: The lines.
        whole: The file.
        kind: The kind of the records.
        limits: The bounds within which they are read.
    """
    lost, told = (kind,), set[str]()
    pending: deque[Line] = deque()
    rest = iter(read)
    for line in _first(pending, rest):
        position = FilePosition(whole.file, line.number)
        text = line.text or ""
        if line.number == 1 and re.match(r"\ufeff?\s*\[\s*(\{|$)", text):
            yield Entry(position, fault=_LIST, lost=lost)
            return
        if line.fault is not None:
            entry = Entry(position, fault=line.fault, lost=lost)
        else:
            entry = _entry(position, kind, text, limits)
        if entry.fault is not None:
            # Only the first is tried, as each trial reads on.
            if line.text is not None and entry.fault != _EMPTY and not told - {_EMPTY}:
                ahead = [*islice(rest, _AHEAD)]
                if _is_spread([text, *(each.text or "" for each in ahead)]):
                    yield Entry(position, fault=_SPREAD, lost=lost)
                    return
                pending.extend(ahead)
            if entry.fault in told & _TOLD_ONCE:
                continue
            told.add(entry.fault)
        yield entry


def _first(pending: deque[Line], rest: Iterator[Line]) -> Iterator[Line]:
    """What is pending, whenever there is any, and else the rest."""
    while True:
        try:
            yield pending.popleft() if pending else next(rest)
        except StopIteration:
            return


def _entry(position: FilePosition, kind: str | None, text: str, limits: Limits) -> Entry:
    """A value that is a text by itself."""
    try:
        return Entry(position, kind, value=read_json(text, nesting=limits.nesting))
    except UnreadJsonError as error:
        lost = () if kind is None else (kind,)
        if kind is not None and not text.strip():
            return Entry(position, fault=_EMPTY, lost=lost)
        line = (position.line or 1) + error.line - 1
        return Entry(attrs.evolve(position, line=line), fault=error.rule, lost=lost)


def _is_spread(texts: list[str]) -> bool:
    """Whether an object begins on the first line and ends on a later one."""
    return not _has_object(texts[0]) and _has_object("\n".join(texts))


def _has_object(text: str) -> bool:
    """Whether an object is the first value of a text."""
    cursor = Cursor(text.removeprefix("\ufeff"))
    try:
        return isinstance(cursor.value(), dict)
    except UnreadJsonError:
        return False


def _document(file: Path, limits: Limits) -> Iterator[Entry]:
    """The records of one JSON document, each with the line it starts on, and then its header."""
    header: dict[str, object] = {}
    try:
        with file.open("rb") as stream:
            cursor = Cursor(_read(expanded(stream, file.name, limits)))
        for key in cursor.members("{", "}"):
            position = FilePosition(file.name, cursor.line).below(key)
            if key not in KINDS:
                header[key] = cursor.value()
            elif cursor.is_at("["):
                for index, _ in enumerate(cursor.members("[", "]")):
                    here = FilePosition(file.name, cursor.line, f"{position.path}[{index}]")
                    yield Entry(here, key, value=cursor.value())
            else:
                cursor.value()
                yield Entry(position, fault=f"must be a list of {key}", lost=(key,))
        cursor.end()
    except UnfitError as error:
        yield Entry(FilePosition(file.name), fault=str(error), lost=tuple(KINDS))
    except UnreadJsonError as error:
        yield Entry(FilePosition(file.name, error.line), fault=error.rule, lost=tuple(KINDS))
    else:
        yield Entry(FilePosition(file.name, 1), value=header)


def _read(stream: BinaryIO, most: int = -1) -> str:
    data = stream.read(most + 1 if most >= 0 else most)
    if 0 <= most < len(data):
        raise UnfitError(f"must be at most {most:,} bytes: {MORE}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnfitError(f"must be UTF-8 text, and line {line} is not") from None
