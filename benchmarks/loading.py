"""How long a dataset takes to load, as a ratio to what reads the same bytes in the same run.

Run it with `python benchmarks/loading.py`. It loads the casebook, and one ten times as large: its
records again and again under other ids. `json.loads` parses each line of the same files, already in
memory, and checks nothing; the strict converter by itself makes a record of each, and checks
nothing between them. One line in a hundred is spoilt for the last ratio. Times are of the
processor, and each is the least of several, so that other work on the machine counts little; the
first load of all, which also reads each phrase for the first time, is told apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import attrs

from dprk_transfers import Dataset, casebook, dump_dataset, load_dataset
from dprk_transfers.formats import make_converter
from dprk_transfers.model import KINDS

BOOK = Path(casebook.__file__).with_name("data")


def main(share: float = 1) -> None:
    """Print a line for each dataset, the large one a share of its size."""
    times = max(1, round(10 * share))
    first = _time(partial(load_dataset, BOOK))
    print(f"the first load of the casebook: {first * 1e3:.1f} ms")
    with TemporaryDirectory() as folder:
        dump_dataset(repeated(load_dataset(BOOK), times), folder)
        for name, path in (("casebook", BOOK), (f"the same {times} times", Path(folder))):
            texts = [file.read_bytes() for file in path.glob("*.json*")]
            ours, theirs = _least(partial(load_dataset, path), partial(_parse, list(_lines(texts))))
            size = sum(map(len, texts))
            print(
                f"{name}, {size:,} bytes: load_dataset {ours * 1e3:.1f} ms, "
                f"json.loads {theirs * 1e3:.2f} ms, {ours / theirs:.1f} times"
            )
        _compare_with_records(Path(folder))


def _compare_with_records(folder: Path) -> None:
    """Print what a load takes of reading record by record, all sound and some spoilt."""
    converter = make_converter()
    read = {kind: (folder / f"{kind}.jsonl").read_bytes().splitlines() for kind in KINDS}

    def by_record() -> None:
        for kind, lines in read.items():
            for line in lines:
                converter.structure(json.loads(line), KINDS[kind])

    ours, theirs = _least(partial(load_dataset, folder), by_record, times=5)
    print(f"record by record {theirs * 1e3:.1f} ms, load_dataset {ours / theirs:.2f} of that")
    for kind, lines in read.items():
        spoilt = [b"{}" if number % 100 == 99 else line for number, line in enumerate(lines)]
        (folder / f"{kind}.jsonl").write_bytes(b"\n".join(spoilt))
    ours = min(_time(partial(load_dataset, folder, lenient=True)) for _ in range(5))
    print(f"with one line in a hundred spoilt {ours / theirs:.2f} of that")


def repeated(whole: Dataset, times: int) -> Dataset:
    """A dataset with each record several times, each time under another id."""
    kinds: dict[str, Any] = {
        kind: [_renamed(record, f"-{n}") for n in range(times) for record in records.values()]
        for kind, records in whole.tables.items()
    }
    return Dataset(whole.title, whole.version, licence=whole.licence, **kinds)


def _renamed(record: Any, suffix: str) -> Any:
    """A record with a suffix to its id and to those it names."""
    changes: dict[str, Any] = {"id": record.id + suffix}
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if "refers" in field.metadata and value is not None:
            one = isinstance(value, str)
            changes[field.name] = value + suffix if one else tuple(own + suffix for own in value)
    return attrs.evolve(record, **changes)


def _lines(texts: list[bytes]) -> Iterator[bytes]:
    """The JSON texts of files: the header is one, and each record another."""
    for text in texts:
        yield from [text] if text.startswith(b"{\n") else text.splitlines()


def _parse(lines: list[bytes]) -> None:
    for line in lines:
        json.loads(line)


def _least(
    ours: Callable[[], object], theirs: Callable[[], object], *, times: int = 30
) -> tuple[float, float]:
    """The least time of each, taken by turns."""
    taken = [(_time(ours), _time(theirs)) for _ in range(times)]
    return min(own for own, _ in taken), min(other for _, other in taken)


def _time(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


if __name__ == "__main__":
    main()
