"""`iter_claims`: the claims of a file of any length, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from errno import ENOENT
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from dprk_transfers.exceptions import DatasetError, Fault, InvalidRecordError
from dprk_transfers.formats.converter import make_converter
from dprk_transfers.formats.entries import beat_of, records
from dprk_transfers.formats.fast import make_builder
from dprk_transfers.formats.folder import open_plain
from dprk_transfers.formats.positions import FilePosition
from dprk_transfers.formats.streams import Limits, Progress, UnfitError, expanded, lines, plain_name
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
    """Read the claims of a file of JSON Lines one by one, in a memory that does not grow.

    Each is checked by itself, as `load_dataset` checks it; whether what it names is there, and
    whether an id comes twice, only a whole dataset can tell.

    Args:
        path: The file, such as `claims.jsonl`, `claims.jsonl.gz` or `claims.jsonl.zst`, or a folder
            with a `claims.jsonl`.
        on_fault: Is told each fault, and reading goes on; without it, the first faulty line ends
            reading.
        limits: How long a line may be, how deep its nesting, and how far a file may expand.
        progress: Is told now and then how many bytes of how many have been read.

    Raises:
        DatasetError: All faults of the first line that has any.
        OSError: If there is no such file, or it cannot be read.
        ValueError: If the file holds something else than lines, by its name.

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
        file /= "claims.jsonl"
    elif Path(plain_name(file.name)).suffix.lower() == ".json":
        raise ValueError(
            f"a document is read whole, with load_dataset; lines are wanted, got {short_repr(path)}"
        )
    return _claims(file, on_fault, limits, progress)


def _claims(
    file: Path, on_fault: Callable[[Fault], Any] | None, limits: Limits, progress: Progress | None
) -> Iterator[Claim]:
    converter = make_converter()
    build, structure = make_builder(Claim, converter), converter.get_structure_hook(Claim)
    whole = FilePosition(file.name)

    def tell(faults: Iterable[Fault]) -> None:
        told = [*faults]
        if on_fault is None:
            raise DatasetError.of(told)
        for fault in told:
            on_fault(fault)

    try:
        with open_plain(file) as stream:
            read = lines(expanded(stream, file.name, limits), limits, beat_of([stream], progress))
            for entry in records(read, whole, "claims", limits):
                if entry.fault is not None:
                    tell([entry.position.fault(entry.fault)])
                    continue
                try:
                    claim = build(entry.value) or structure(entry.value, Claim)
                except InvalidRecordError as error:
                    tell(map(entry.position.locate, error.faults))
                else:
                    yield claim
    except UnfitError as error:
        tell([whole.fault(str(error))])
