"""The files of a dataset that is a folder, written and opened as one.

All files of a dump are written beside those that are there, under names that a token makes their
own. Then the header is replaced by one that names the token as `pending`: from there on the dump
is what the folder holds, and whoever reads a kind of record looks for its file under the name that
has the token first. Last, the files get the names they keep, and the header loses the token. So
the folder holds one dump, whole, at every moment, and also where a writer ends in between.

A reader opens all files and then looks whether the header is still the one that it opened. It is
replaced before anything else is, so that what was opened belongs together.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EBUSY, EEXIST
from pathlib import Path
from typing import BinaryIO, Final, cast

import attrs

from dprk_transfers.formats.json_text import read_json
from dprk_transfers.formats.streams import UnfitError
from dprk_transfers.formats.writing import (
    refuse_folder,
    remove,
    staged_name,
    sync,
    write_new,
)
from dprk_transfers.model.records import KINDS

__all__ = [
    "FILES",
    "HEADER",
    "PACKAGE",
    "PENDING",
    "TABLES",
    "Member",
    "as_text",
    "open_folder",
    "open_plain",
    "refuse_beside",
    "token_in",
    "write_folder",
]

#: Name of the file with title, version and licence, beside one `<kind>.jsonl` a kind.
HEADER: Final = "dataset.json"

#: The files of a folder, each with the kind of its records.
FILES: Final[Mapping[str, str | None]] = {
    HEADER: None,
    **{f"{kind}.jsonl": kind for kind in KINDS},
}

#: Tables that a folder may hold beside them or instead, each with the kind of its records.
TABLES: Final[Mapping[str, str]] = {f"{kind}.csv": kind for kind in KINDS}

#: Name of the file that describes tables to other programs, and is not read.
PACKAGE: Final = "datapackage.json"

#: The key of a header that holds the token of files which have not got their names yet.
PENDING: Final = "pending"

_TOKEN: Final = re.compile(r"[0-9a-f]{8}")
_STAGED: Final = re.compile(
    rf"\.(?:{'|'.join(map(re.escape, [*FILES, PENDING]))})\.[0-9a-f]{{8}}\.new"
)

#: How often a reader begins again where writers are at work before it gives up.
_TRIES: Final = 1_000

#: Most bytes of a header that are looked at.
_LARGEST: Final = 2**20


@attrs.frozen
class Member:
    """A file of a folder.

    Attributes:
        name: Its name.
        kind: The kind of its records; `None` for the header.
        stream: The file, opened; `None` if it is not there or cannot be taken.
        fault: The rule that it breaks as a file, if it does.
    """

    name: str
    kind: str | None
    stream: BinaryIO | None = None
    fault: str | None = None


def write_folder(
    folder: Path, header: Mapping[str, object], texts: Mapping[str, Iterable[str]]
) -> None:
    """Replace the files of a dataset in a folder, all of them as one.

    One writer waits for another. Under Windows, and on disks that know no locks, two that write
    into one folder at once can still leave one's header with the other's records.

    Args:
        folder: The folder; it is made if it is not there.
        header: What stands in its header.
        texts: What stands in the file of each kind that has records, in pieces.

    Raises:
        OSError: If it cannot be written, or holds tables. The folder holds what it held before,
            unless the new files were all on the disk already: then it holds these.
    """
    refuse_beside(folder, TABLES)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        token = secrets.token_hex(4)
        files = {
            kind: folder / name
            for name, kind in FILES.items()
            if kind in texts or os.path.lexists(folder / name) or kind is None
        }
        for file in files.values():
            refuse_folder(file)
        staged = {kind: _staged(file, token) for kind, file in files.items()}
        pending = _staged(folder / PENDING, token)
        try:
            for kind, file in files.items():
                text = [as_text(header), "\n"] if kind is None else texts.get(kind, ())
                write_new(staged[kind], text, like=file)
            write_new(pending, [as_text({**header, PENDING: token}), "\n"], like=folder / HEADER)
            sync(folder)
            pending.replace(folder / HEADER)  # from here on, the new files are the dataset
        except BaseException:
            remove([pending, *staged.values()])
            raise
        sync(folder)
        for kind in (kind for kind in files if kind is not None):
            if kind not in texts:
                files[kind].unlink(missing_ok=True)
                staged[kind].unlink()
            else:
                staged[kind].replace(files[kind])
        sync(folder)
        staged[None].replace(folder / HEADER)
        sync(folder)
        remove(file for file in folder.iterdir() if _STAGED.fullmatch(file.name))


def refuse_beside(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write where files are that would be read together with what is written.

    Raises:
        FileExistsError: If there is one.
    """
    for name in names:
        if os.path.lexists(folder / name):
            rule = f"holds {name}, which would be read with what is written; give another folder"
            raise FileExistsError(EEXIST, rule, str(folder))


def as_text(header: Mapping[str, object]) -> str:
    """A header as it is written."""
    return json.dumps(header, ensure_ascii=False, indent=2)


def _staged(file: Path, token: str) -> Path:
    return file.with_name(staged_name(file.name, token))


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Keep other writers out of a folder; one that ends, in whatever way, lets go of it."""
    with ExitStack() as stack:
        with suppress(ImportError, OSError):  # a system, or a disk, without such locks
            import fcntl

            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def open_folder(folder: Path) -> Generator[tuple[Member, ...]]:
    """The files of a dataset in a folder, opened, all of them of one dump.

    Raises:
        OSError: If they cannot be read, or are written again and again.
    """
    for _ in range(_TRIES):
        with ExitStack() as stack:
            header = _member(stack, HEADER, None, [folder / HEADER])
            token = None if header.stream is None else _token(header.stream)
            others = [
                _member(stack, name, kind, _homes(folder / name, token))
                for name, kind in FILES.items()
                if kind is not None
            ]
            others += [_member(stack, name, kind, [folder / name]) for name, kind in TABLES.items()]
            if _is_still(header.stream, folder / HEADER):
                yield header, *others
                return
    raise OSError(EBUSY, "is written again and again", str(folder))


def _homes(file: Path, token: str | None) -> list[Path]:
    """Where a file may be: under the name that it has until it is renamed, and then its own."""
    return [file] if token is None else [_staged(file, token), file]


def _member(stack: ExitStack, name: str, kind: str | None, homes: Iterable[Path]) -> Member:
    for file in homes:
        try:
            return Member(name, kind, stack.enter_context(open_plain(file)))
        except FileNotFoundError:
            pass
        except UnfitError as error:
            return Member(name, kind, fault=str(error))
    return Member(name, kind)


#: No link is followed, and no pipe waited for.
_CAREFULLY: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def open_plain(file: Path) -> BinaryIO:
    """Open a file that is a plain one, and no link.

    Raises:
        UnfitError: If it is something else.
        OSError: If it cannot be opened.
    """
    if not stat.S_ISREG(file.lstat().st_mode):
        raise UnfitError("must be a plain file, no link")
    return open(file, "rb", opener=lambda name, flags: os.open(name, flags | _CAREFULLY))


def _token(stream: BinaryIO) -> str | None:
    """The token that a header names, if it does; its file is then at its beginning again."""
    text = stream.read(_LARGEST)
    stream.seek(0)
    try:
        header = read_json(text.decode("utf-8"))
    except ValueError:
        return None
    return token_in(header)


def token_in(header: object) -> str | None:
    """The token that a header names as pending."""
    token = cast(dict[str, object], header).get(PENDING) if isinstance(header, dict) else None
    return token if isinstance(token, str) and _TOKEN.fullmatch(token) else None


def _is_still(stream: BinaryIO | None, file: Path) -> bool:
    """Whether a file is the one that was opened; while that is open, no other passes for it."""
    try:
        now = file.lstat()
    except FileNotFoundError:
        return stream is None
    if stream is None:
        return not stat.S_ISREG(now.st_mode)
    then = os.fstat(stream.fileno())
    return (then.st_dev, then.st_ino) == (now.st_dev, now.st_ino)
