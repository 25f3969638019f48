"""`iter_claims`: the claims of a file of any length, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from errno import ENOENT
from itertools import chain
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO, Final

from dprk_transfers.exceptions import DatasetError, Fault, InvalidRecordError
from dprk_transfers.formats.converter import make_converter
from dprk_transfers.formats.entries import beat_of, records
from dprk_transfers.formats.fast import make_builder
from dprk_transfers.formats.folder import open_plain
from dprk_transfers.formats.positions import Entry, FilePosition
from dprk_transfers.formats.rows import read_csv
from dprk_transfers.formats.streams import Limits, Progress, UnfitError, expanded, lines, plain_name
from dprk_transfers.formats.workbook import ENDING as WORKBOOK
from dprk_transfers.messages import short_repr
from dprk_transfers.model.claim import Claim

__all__ = ["iter_claims"]


def iter_claims(
    path: str | PathLike[str],
    *,
    on_fault: Callable[[Fault], Any] | None = None,
    limits: Limits = Limits(),  # noqa: B008  (it cannot change)
    progress: Progress | None = None,
) -> Iterator[Claim]:
    """Read the claims of a file, JSON Lines or CSV, one by one in a memory that does not grow.

    Each is checked by itself, as `load_dataset` checks it; whether what it names is there, and
    whether an id comes twice, only a whole dataset can tell.

    Args:
        path: The file, such as `claims.jsonl`, `claims.jsonl.gz` or `claims.csv.zst`, or a folder
            with a `claims.jsonl`, a `claims.csv` or both.
        on_fault: Is told each fault, and reading goes on; without it, the first faulty line or
            row ends reading.
        limits: How long a line may be, how deep its nesting, and how far a file may expand.
        progress: Is told now and then how many bytes of how many have been read.

    Raises:
        DatasetError: All faults of the first line or row that has any.
        OSError: If there is no such file, or it cannot be read.
        ValueError: If the file is a document or a workbook, by its name.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from dprk_transfers import dump_dataset, load_casebook
        >>> with TemporaryDirectory() as folder:
        ...     dump_dataset(load_casebook(), folder)
        ...     sum(claim.quantity is not None for claim in iter_claims(folder)) > 100
        True
    """
    if fspath(path) == "":
        raise FileNotFoundError(ENOENT, "the path is empty; the current folder is '.'", "")
    file = Path(path)
    if file.is_dir():
        there = [file / name for name in _MEMBERS if os.path.lexists(file / name)]
        files = there or [file / _MEMBERS[0]]
    elif form := _WHOLE.get(Path(plain_name(file.name)).suffix.lower()):
        raise ValueError(
            f"a {form} is read whole, with load_dataset; lines are wanted, got {short_repr(path)}"
        )
    else:
        files = [file]
    return chain.from_iterable(_claims(each, on_fault, limits, progress) for each in files)


#: The files of a folder that hold claims.
_MEMBERS: Final = ("claims.jsonl", "claims.csv")

#: What can only be read as a whole, by its ending.
_WHOLE: Final = {".json": "document", WORKBOOK: "workbook"}


def _claims(
    file: Path, on_fault: Callable[[Fault], Any] | None, limits: Limits, progress: Progress | None
) -> Iterator[Claim]:
    whole = FilePosition(file.name)

    def tell(faults: Iterable[Fault]) -> None:
        told = [*faults]
        if on_fault is None:
            raise DatasetError.of(told)
        for fault in told:
            on_fault(fault)

    read = _reader()
    try:
        with open_plain(file) as stream:
            beat = beat_of([stream], progress)
            for entry in _entries(expanded(stream, file.name, limits), whole, limits, beat):
                if entry.fault is not None:
                    tell([entry.position.fault(entry.fault)])
                    continue
                try:
                    claim = read(entry)
                except InvalidRecordError as error:
                    tell(map(entry.position.locate, error.faults))
                else:
                    if not entry.is_doubtful:
                        yield claim
    except UnfitError as error:
        tell([whole.fault(str(error))])


def _reader() -> Callable[[Entry], Claim]:
    """What makes a claim of what was read, fast where nothing is wrong with it."""
    converter = make_converter()
    build, structure = make_builder(Claim, converter), converter.get_structure_hook(Claim)

    def read(entry: Entry) -> Claim:
        made = None if entry.is_doubtful else build(entry.value)
        return made or structure(entry.value, Claim)

    return read


def _entries(
    stream: BinaryIO, whole: FilePosition, limits: Limits, beat: Callable[[], None]
) -> Iterator[Entry]:
    """What stands in a file of claims."""
    if Path(plain_name(whole.file)).suffix.lower() == ".csv":
        return read_csv(stream, whole.file, "claims", limits, beat)
    return records(lines(stream, limits, beat), whole, "claims", limits)
