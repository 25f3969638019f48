"""Files that are whole or not there: written beside, on the disk, and only then renamed.

Whatever fails or ends in between, a file is what it was or what it was to be. No link is written
through: one that stands where a file goes is replaced.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from errno import ELOOP
from pathlib import Path

__all__ = [
    "refuse_folder",
    "remove",
    "staged",
    "staged_name",
    "sync",
    "write_file",
    "write_files",
    "write_new",
]


def write_file(file: Path, text: Iterable[str] | bytes) -> None:
    r"""Write a file, which stays what it was unless all of it is written.

    Args:
        file: The file; its folder is made if it is not there.
        text: What to write, in pieces, or all of it as bytes.

    Raises:
        OSError: If it cannot be written.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_file(Path(folder, "page.md"), ["# Rajin\n"])
        ...     Path(folder, "page.md").read_text()
        '# Rajin\n'
    """
    write_files(file.parent, {file.name: text})


def write_files(folder: Path, texts: Mapping[str, Iterable[str] | bytes]) -> None:
    """Write files, none of which changes unless all are written; then each is replaced as one.

    Args:
        folder: The folder; it is made if it is not there.
        texts: What to write, in pieces or as bytes, by path in the folder.

    Raises:
        OSError: If one of them cannot be written, or a folder in the folder is a link.
    """
    token = secrets.token_hex(4)
    staged: dict[Path, Path] = {}
    try:
        for name, text in texts.items():
            file = folder / name
            _make_folder(file.parent, folder)
            refuse_folder(file)
            beside = file.with_name(staged_name(file.name, token))
            staged[beside] = file
            write_new(beside, text, like=file)
        for beside, file in staged.items():
            beside.replace(file)
    except BaseException:
        remove(staged)
        raise
    for each in {file.parent for file in staged.values()}:
        sync(each)


@contextmanager
def staged(file: Path) -> Generator[Path]:
    """Where to write a file that others write, such as a database; it is then put in its place.

    Raises:
        OSError: If it cannot be put there.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    refuse_folder(file)
    beside = file.with_name(staged_name(file.name, secrets.token_hex(4)))
    try:
        yield beside
        sync(beside)
        beside.replace(file)
    except BaseException:
        remove([beside])
        raise
    sync(file.parent)


def staged_name(name: str, token: str) -> str:
    """What a file is called until it is renamed."""
    return f".{name}.{token}.new"


def _make_folder(folder: Path, top: Path) -> None:
    """Make a folder, with those around it; below the top, none is a link."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder != top and folder.is_symlink():
        raise OSError(ELOOP, "is a link, and nothing is written through one", str(folder))


def refuse_folder(file: Path) -> None:
    """Refuse to replace a folder by a file.

    Raises:
        IsADirectoryError: If there is a folder where a file is to be.
    """
    if file.is_dir() and not file.is_symlink():
        raise IsADirectoryError(f"{file} is a folder, and a file is to be written there")


def write_new(file: Path, text: Iterable[str] | bytes, *, like: Path | None = None) -> None:
    """Write a file that is not there; it is on the disk when this returns.

    Args:
        file: The file.
        text: What to write, in pieces, or all of it as bytes.
        like: The file that it is to replace, whose mode it takes if that is there.
    """
    with file.open("xb") as stream:
        stream.writelines((text,) if isinstance(text, bytes) else map(str.encode, text))
        stream.flush()
        if like is not None and like.is_file() and not like.is_symlink():
            file.chmod(stat.S_IMODE(like.stat().st_mode))
        os.fsync(stream.fileno())


def remove(files: Iterable[Path]) -> None:
    """Remove files that were staged and are of no use, as far as that is possible."""
    for file in files:
        with suppress(OSError):
            file.unlink()


def sync(place: Path) -> None:
    """Have a file, or the names in a folder, on the disk, where a system can be asked for that."""
    with suppress(OSError):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
