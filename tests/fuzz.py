"""Datasets spoilt at random, in every form: read strictly and leniently, they say the same.

The tests try some with a fixed seed. By hand, for as long as one likes, with a seed of its own:
`python -m tests.fuzz SECONDS [SEED]`.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any, Final
from unittest.mock import patch

from tests.builders import HEADER, RICH, WRONG, as_json

from dprk_transfers import Dataset, DatasetError, dump_dataset, iter_claims, load_dataset
from dprk_transfers.exceptions import Fault
from dprk_transfers.formats import files, json_text

#: What is put into bytes.
PIECES: Final = [
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b",",
        b":",
        b"\\",
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
    ),
    *(
        b"NaN",
        b"null",
        b"1e999",
        b"-0",
        b"9" * 5_000,
        b"[" * 200,
        b"\\ud800",
        "\u2028\u202e".encode(),
    ),
    *(b'"id": "first"', b'"pending": "01234567"', b'{"id": "a"}', b" " * 3, b"/*", b"'"),
]


def spoil_bytes(chance: random.Random, data: bytes) -> bytes:
    """Bytes with some put in, left out, doubled or changed."""
    for _ in range(chance.randint(1, 3)):
        at, to = sorted(chance.randint(0, len(data)) for _ in range(2))
        piece = chance.choice([chance.choice(PIECES), data[at:to][:200], b"", chance.randbytes(2)])
        data = data[:at] + piece + data[chance.choice([at, at + 1, min(to, at + 40)]) :]
    return data


def spoil_value(chance: random.Random, value: Any) -> Any:
    """Plain data with one value in it replaced, left out, doubled or moved."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice([*value])
        change = chance.randrange(6)
        if change == 0:
            return {name: each for name, each in value.items() if name != key}
        if change == 1:
            return {(f"{name}x" if name == key else name): each for name, each in value.items()}
        return value | {key: spoil_value(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        if chance.random() < 0.3:
            return [*value, value[at]]
        return [*value[:at], spoil_value(chance, value[at]), *value[at + 1 :]]
    return chance.choice([*WRONG, "first", "rajin", "2023-13", "5/2", "nearly 2,000", 10**30])


def write_folder(chance: random.Random, data: dict[str, Any], there: Path) -> Path:
    """Data as a folder, one file of it spoilt now and then."""
    folder = there / "book"
    folder.mkdir()
    (folder / "dataset.json").write_text(as_json(HEADER), encoding="utf-8")
    for kind, records in data.items():
        text = "".join(f"{as_json(record)}\n" for record in records)
        (folder / f"{kind}.jsonl").write_bytes(text.encode("utf-8", "surrogatepass"))
    _spoil_file(chance, chance.choice([*folder.iterdir()]))
    return folder


def write_document(chance: random.Random, data: dict[str, Any], there: Path) -> Path:
    """Data as one document, spoilt now and then."""
    text = json.dumps({**HEADER, **data}, indent=chance.choice([None, 1]))
    (there / "book.json").write_bytes(text.encode())
    _spoil_file(chance, there / "book.json")
    return there / "book.json"


def write_gzip(chance: random.Random, data: dict[str, Any], there: Path) -> Path:
    """Data as a compressed document, spoilt now and then."""
    file = there / "book.json.gz"
    file.write_bytes(gzip.compress(as_json({**HEADER, **data}).encode()))
    _spoil_file(chance, file)
    return file


FORMS: Final[list[Callable[[random.Random, dict[str, Any], Path], Path]]] = [
    write_folder,
    write_document,
    write_gzip,
]


def _spoil_file(chance: random.Random, file: Path) -> None:
    if chance.random() < 0.5:
        file.write_bytes(spoil_bytes(chance, file.read_bytes()))


def _strictly(path: Path) -> Dataset | DatasetError:
    try:
        return load_dataset(path)
    except DatasetError as error:
        return error


def _by_the_strict_converter(path: Path) -> tuple[Dataset, tuple[Fault, ...]]:
    """What is read without msgspec, and with no record built at once."""
    with (
        patch.object(json_text, "_fast_decoder", lambda: None),
        patch.object(files, "make_builder", lambda *_: lambda _: None),
    ):
        return load_dataset(path, lenient=True)


def try_one(seed: int) -> tuple[Fault, ...]:
    """Spoil a dataset, and read it in every way; the faults that it has."""
    chance = random.Random(seed)  # noqa: S311
    data: dict[str, Any] = dict(RICH)
    for _ in range(chance.randint(0, 3)):
        kind = chance.choice([*data])
        data |= {kind: spoil_value(chance, data[kind])}
        data[kind] = data[kind] if isinstance(data[kind], list) else RICH[kind]
    with TemporaryDirectory() as there:
        path = chance.choice(FORMS)(chance, data, Path(there))
        loaded, faults = load_dataset(path, lenient=True)
        strict = _by_the_strict_converter(path)
        assert strict[0] == loaded
        assert [*map(str, strict[1])] == [*map(str, faults)]
        told = _strictly(path)
        if faults:
            assert isinstance(told, DatasetError)
            assert told.faults == faults
            assert [*map(str, told.faults)] == [*map(str, faults)]
        else:
            assert told == loaded
        for fault in faults:
            assert str(fault).isprintable()
            assert len(str(fault)) < 1_000
        if path.is_dir() and (path / "claims.jsonl").exists():
            streamed = [*iter_claims(path, on_fault=lambda _: None)]
            assert all(claim in streamed for claim in loaded.claims.values())
        # What is sound says the same again.
        dump_dataset(loaded, Path(there) / "again.json")
        again, _ = load_dataset(Path(there) / "again.json", lenient=True)
        assert again == loaded
    return faults


def main(seconds: float, seed: int) -> int:
    """Try seed after seed for some seconds, and say how many were tried."""
    begun, first = monotonic(), seed
    while monotonic() - begun < seconds:
        try:
            try_one(seed)
        except BaseException:
            sys.stderr.write(f"seed {seed}\n")
            raise
        seed += 1
    return seed - first


if __name__ == "__main__":
    sys.stdout.write(f"{main(float(sys.argv[1]), int((*sys.argv[2:], '0')[0])):,} tried\n")
