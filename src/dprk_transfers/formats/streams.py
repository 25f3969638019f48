"""Lines of files of any size, one by one and within bounds, whatever is in them."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, BinaryIO, Final, NamedTuple, cast

import attrs

from dprk_transfers.messages import short_repr

__all__ = [
    "MORE",
    "Limits",
    "Line",
    "Progress",
    "UnfitError",
    "expanded",
    "lines",
    "plain_name",
]

#: Is told how many bytes of how many have been read.
Progress = Callable[[int, int], None]


def _is_positive(_: object, field: attrs.Attribute[int], value: object) -> None:
    if type(value) is not int or value < 1:
        rule = "must be a whole number of at least 1"
        error = ValueError if type(value) is int else TypeError
        raise error(f"{field.name} {rule}, got {short_repr(value)}")


@attrs.frozen(kw_only=True)
class Limits:
    """How much is taken from a file: not how long it is, but what could be meant to do harm.

    Attributes:
        line: Longest line, or header, in bytes.
        nesting: How deep lists and objects may lie within one another.
        expansion: How many times its size a compressed file may grow, above a first megabyte.
        faults: How many faults are told; more are counted, one a record.

    Raises:
        TypeError: If a limit is no whole number.
        ValueError: If it is less than 1.

    Examples:
        >>> Limits(faults=10).line
        1048576
    """

    line: int = attrs.field(default=2**20, validator=_is_positive)
    nesting: int = attrs.field(default=64, validator=_is_positive)
    expansion: int = attrs.field(default=200, validator=_is_positive)
    faults: int = attrs.field(default=1_000, validator=_is_positive)


class UnfitError(Exception):
    """A file that is not read, or not read on, with the rule it breaks."""


#: How a longer line is read.
MORE: Final = "limits.line allows more"

#: What is read of a compressed file whatever its size.
_FREE: Final = 2**20

#: How much is read at once.
_PIECE: Final = 2**16

#: Endings of compressed files.
_COMPRESSED: Final = (".gz", ".zst")


def plain_name(name: str) -> str:
    """The name of a file without an ending that says that it is compressed.

    Examples:
        >>> plain_name("claims.jsonl.gz"), plain_name("book.json")
        ('claims.jsonl', 'book.json')
    """
    stem, ending = os.path.splitext(name)  # noqa: PTH122
    return stem if ending.lower() in _COMPRESSED else name


def expanded(stream: BinaryIO, name: str, limits: Limits) -> BinaryIO:
    """A file as it is, or as what is compressed in it, by the ending of its name.

    Raises:
        UnfitError: If it is compressed in a way that needs what is not installed.
    """
    ending = name[len(plain_name(name)) :].lower()
    if not ending:
        return stream
    inner = gzip.GzipFile(fileobj=stream) if ending == ".gz" else _zstd(stream)
    most = limits.expansion * os.fstat(stream.fileno()).st_size + _FREE
    return cast(BinaryIO, io.BufferedReader(_Expanded(cast(BinaryIO, inner), ending, most)))


def _zstd(stream: BinaryIO) -> Any:
    for home in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(home).ZstdFile(stream)
        except ModuleNotFoundError:
            pass
    raise UnfitError("is compressed by zstd; to read it: pip install 'dprk-transfers[zstd]'")


class _Expanded(io.RawIOBase):
    """What is compressed in a file, as long as it does not grow too much."""

    def __init__(self, inner: BinaryIO, ending: str, most: int) -> None:
        self._inner = inner
        self._ending = ending
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise _unfit(self._ending) from error
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise _unfit(self._ending) from error
        self._left -= len(data)
        if self._left < 0:
            raise UnfitError("grows too much where it is expanded: limits.expansion allows more")
        buffer[: len(data)] = data
        return len(data)


def _unfit(ending: str) -> UnfitError:
    return UnfitError(f"is no whole {'gzip' if ending == '.gz' else 'zstd'} file")


class Line(NamedTuple):
    """A line of a file.

    Attributes:
        number: Its number, counted from 1.
        text: What it says; `None` where it cannot be taken.
        fault: The rule it breaks, if it does.
    """

    number: int
    text: str | None = None
    fault: str | None = None


def lines(
    stream: BinaryIO, limits: Limits, beat: Callable[[], None] = lambda: None
) -> Iterator[Line]:
    """The lines of a file, without their ends, each within bounds.

    Args:
        stream: The file.
        limits: The bounds.
        beat: Is called now and then.

    Raises:
        UnfitError: If it is compressed, and cannot be expanded on.
    """
    number = 0
    while data := stream.readline(limits.line + 1):
        number += 1
        if number % 1024 == 1:
            beat()
        if len(data) > limits.line and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = stream.readline(_PIECE)
            yield Line(number, fault=f"must be a line of at most {limits.line:,} bytes: {MORE}")
            continue
        try:
            yield Line(number, data.removesuffix(b"\n").decode("utf-8"))
        except UnicodeDecodeError:
            yield Line(number, fault="must be UTF-8 text")
