"""Where values of the files of a dataset were read, and what was read there."""

from __future__ import annotations

import attrs

from dprk_transfers.exceptions import Fault
from dprk_transfers.formats.converter import key_path

__all__ = ["Entry", "FilePosition"]


# One of each is made a line, and fields that are frozen take four times as long to set.
@attrs.define
class FilePosition:
    """Where a value was read.

    Attributes:
        file: Name of the file.
        line: Line in it, counted from 1, if one can be told.
        path: JSON path in what is read at once: a line of JSON Lines, or else the whole file.
    """

    file: str
    line: int | None = None
    path: str = "$"

    def below(self, name: str) -> FilePosition:
        """The position of a field of the value."""
        return attrs.evolve(self, path=key_path(self.path, name))

    def fault(self, rule: str, value: object = ...) -> Fault:
        """A fault at this position."""
        return Fault(self.path, rule, value=value, file=self.file, line=self.line)

    def seen_from(self, other: FilePosition) -> str:
        """What the position is called in a message at another one."""
        line = f"line {self.line}"
        return line if self.file == other.file else f"{line} of {self.file}"

    def locate(self, fault: Fault) -> Fault:
        """A fault of the value, with the position it was read at."""
        path = self.path + fault.path[1:]
        return attrs.evolve(fault, path=path, file=self.file, line=self.line)


@attrs.define
class Entry:
    """What was read at a position: a record of a kind, the header (no kind), or only a fault.

    Attributes:
        position: Where it was read.
        kind: The kind of record; `None` for the header.
        value: The value, as JSON has it.
        fault: The rule that is broken, if nothing could be read.
        lost: The kinds of record that may have been there, where there is a fault.
        is_doubtful: Whether it is read for its faults alone, as what it was read from has others.
    """

    position: FilePosition
    kind: str | None = None
    value: object = attrs.field(default=None, kw_only=True)
    fault: str | None = attrs.field(default=None, kw_only=True)
    lost: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    is_doubtful: bool = attrs.field(default=False, kw_only=True)
