"""How long a dataset takes to load, as a ratio to what reads the same bytes in the same run.

Run it with `python benchmarks/loading.py`. It loads the casebook, and one of 100,000 claims: its
records again and again under other ids. `json.loads` parses each line of the same files, already in
memory, and checks nothing; the strict converter by itself makes a record of each, and checks
nothing between them. One line in a hundred is spoilt for the last ratio. Times are of the
processor, and each is the least of several, so that other work on the machine counts little; the
first load of all, which also reads each phrase for the first time, is told apart. Memory is what
Python says the records hold, next to the dictionaries that `json.loads` makes of the same lines.
"""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import attrs

from dprk_transfers import Dataset, casebook, dump_dataset, load_dataset
from dprk_transfers.formats import make_converter
from dprk_transfers.model import KINDS

BOOK = Path(casebook.__file__).with_name("data")


#: How often the casebook is repeated: to 100,000 claims, and to a tenth of them.
TIMES = 155


def main(share: float = 1) -> None:
    """Print a line for each dataset, the large ones a share of their size."""
    first = _time(partial(load_dataset, BOOK))
    print(f"the first load of the casebook: {first * 1e3:.1f} ms")
    book = load_dataset(BOOK)
    _compare("the casebook", BOOK, 30)
    times, taken = max(10, round(TIMES * share)), list[float]()
    for each in (times // 10, times):
        with TemporaryDirectory() as name:
            folder = Path(name)
            dump_dataset(repeated(book, each), folder)
            claims = each * len(book.claims)
            taken.append(_compare(f"{claims:,} claims", folder, 3))
            if each != times:
                _compare_memory(folder)
                continue
            exponent = log(taken[1] / taken[0]) / log(times / (times // 10))
            print(f"growth from a tenth of that: exponent {exponent:.2f}")
            _compare_with_records(folder)


def _compare(name: str, path: Path, times: int) -> float:
    """Print what a load takes next to parsing, and give it in seconds."""
    texts = [file.read_bytes() for file in path.glob("*.json*")]
    lines = list(_lines(texts))
    ours, theirs = _least(partial(load_dataset, path), partial(_parse, lines), times=times)
    print(
        f"{name}, {sum(map(len, texts)):,} bytes: load_dataset {ours * 1e3:,.1f} ms, "
        f"json.loads {theirs * 1e3:,.1f} ms, {ours / theirs:.1f} times"
    )
    return ours


def _compare_memory(folder: Path) -> None:
    """Print how much memory the records take next to dictionaries."""
    lines = list(_lines([file.read_bytes() for file in folder.glob("*.json*")]))
    held = []
    for work in (partial(load_dataset, folder), lambda: list(map(json.loads, lines))):
        tracemalloc.start()
        made = work()
        held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        del made
    ours, theirs = (size / len(lines) for size in held)
    print(f"memory: {ours:,.0f} bytes a record, {ours / theirs:.2f} of those of dictionaries")


def _compare_with_records(folder: Path) -> None:
    """Print what a load takes of reading record by record, all sound and some spoilt."""
    converter = make_converter()
    read = {kind: (folder / f"{kind}.jsonl").read_bytes().splitlines() for kind in KINDS}

    def by_record() -> None:
        for kind, lines in read.items():
            for line in lines:
                converter.structure(json.loads(line), KINDS[kind])

    ours, theirs = _least(partial(load_dataset, folder), by_record, times=3)
    print(f"record by record {theirs * 1e3:,.1f} ms, load_dataset {ours / theirs:.2f} of that")
    for kind, lines in read.items():
        spoilt = [b"{}" if number % 100 == 99 else line for number, line in enumerate(lines)]
        (folder / f"{kind}.jsonl").write_bytes(b"\n".join(spoilt))
    ours = min(_time(partial(load_dataset, folder, lenient=True)) for _ in range(3))
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
    ours: Callable[[], object], theirs: Callable[[], object], *, times: int
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
