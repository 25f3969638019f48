"""Every call into the file system, one by one: to fail it, to end there, or to let others act."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from errno import ENOSPC
from typing import IO, Any, Final, Self

import pytest

#: The calls of `os` that files are read and written by.
CALLS: Final = ("open", "close", "replace", "unlink", "mkdir", "chmod", "fsync", "stat", "fstat")


class KilledError(BaseException):
    """The process has ended: nothing that it would do after this is done."""


class _Stream:
    """A file whose every call is one that can fail; half of what is written may be there then."""

    def __init__(self, stream: IO[Any], before: Callable[[str], None]) -> None:
        self._stream = stream
        self._before = before

    def writelines(self, pieces: Iterable[str]) -> None:
        for piece in pieces:
            self._stream.write(piece[: len(piece) // 2])
            self._before("write")
            self._stream.write(piece[len(piece) // 2 :])

    def flush(self) -> None:
        self._before("flush")
        self._stream.flush()

    def close(self) -> None:
        self._stream.close()
        self._before("close")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def watched(before: Callable[[str], None]) -> Iterator[None]:
    """Have something done before every file call; calls that it makes itself are not watched."""
    inside: list[bool] = []

    def act(name: str) -> None:
        if not inside:
            inside.append(True)
            try:
                before(name)
            finally:
                inside.clear()

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*args: Any, **options: Any) -> Any:
            if name == "close":  # what is closed late is closed all the same
                call(*args, **options)
                return act(name)
            act(name)
            return call(*args, **options)

        return watch

    real = io.open

    def opened(*args: Any, **options: Any) -> Any:
        if inside:
            return real(*args, **options)
        act("open")
        return _Stream(real(*args, **options), act)

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, wrapped(name, getattr(os, name)))
        patch.setattr(io, "open", opened)
        yield


def each_call(
    work: Callable[[], None], *, first: Callable[[], None] = lambda: None, killed: bool
) -> Iterator[str]:
    """Do some work again and again, and have each of its file calls fail once, or end it.

    Args:
        work: The work.
        first: What is done before it each time, and does not fail.
        killed: Whether nothing at all is done after the call that fails.

    Yields:
        The name of the call, when the work has failed there.
    """
    fatal = 0
    while True:
        fatal += 1
        first()
        made: list[str] = []

        def fail(name: str, fatal: int = fatal, made: list[str] = made) -> None:
            made.append(name)
            if killed and len(made) >= fatal:
                raise KilledError
            if len(made) == fatal:
                raise OSError(ENOSPC, "no space left on the device")

        try:
            with watched(fail):
                work()
        except (KilledError, OSError):
            yield made[fatal - 1]
        else:
            if len(made) < fatal:
                return
