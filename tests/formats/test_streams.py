"""Lines within bounds, compressed or not."""

import gzip
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import RICH, as_json

from dprk_transfers import Dataset, dump_dataset, load_dataset
from dprk_transfers.formats import Limits
from dprk_transfers.formats.streams import MORE, Line, lines, plain_name

PACK: Final[dict[str, Callable[[bytes], bytes]]] = {".gz": gzip.compress, ".zst": zstd.compress}


@given(st.binary(max_size=60), st.integers(1, 20))
def test_lines_are_those_of_the_whole_text(data: bytes, longest: int) -> None:
    found = [*lines(io.BytesIO(data), Limits(line=longest))]
    pieces = data.removesuffix(b"\n").split(b"\n") if data else []
    assert [line.number for line in found] == [*range(1, len(pieces) + 1)]
    for line, piece in zip(found, pieces, strict=True):
        if len(piece) > longest:
            assert line == Line(
                line.number, fault=f"must be a line of at most {longest} bytes: {MORE}"
            )
        else:
            text = piece.decode("utf-8", "replace")
            is_text = text.encode() == piece
            assert line == Line(line.number, text if is_text else None, line.fault)
            assert line.fault == (None if is_text else "must be UTF-8 text")


@pytest.mark.parametrize("field", ["line", "nesting", "expansion", "faults"])
@pytest.mark.parametrize(("value", "error"), [(0, ValueError), (-1, ValueError), (True, TypeError)])
def test_a_limit_is_a_whole_number(field: str, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"{field} must be a whole number of at least 1, got "):
        Limits(**{field: value})


def test_only_an_ending_of_compressed_files_is_taken_off() -> None:
    names = ["a.json.GZ", "a.json.zst", "a.json", "gz", ".gz"]
    assert [*map(plain_name, names)] == ["a.json", "a.json", "a.json", "gz", ".gz"]


@pytest.mark.parametrize("ending", PACK)
def test_a_compressed_document_is_read(tmp_path: Path, ending: str) -> None:
    text = as_json({"title": "Book", **RICH}).encode()
    (tmp_path / "book.json").write_bytes(text)
    (tmp_path / f"book.json{ending}").write_bytes(PACK[ending](text))
    assert load_dataset(tmp_path / f"book.json{ending}") == load_dataset(tmp_path / "book.json")


@pytest.mark.parametrize("ending", PACK)
def test_what_is_not_whole_is_told(tmp_path: Path, ending: str) -> None:
    packed = PACK[ending](os.urandom(500).hex().encode())
    for data in (packed[:-20], b"not compressed", packed[:30] + b"?" * 30 + packed[60:]):
        (tmp_path / f"book.json{ending}").write_bytes(data)
        _, (fault,) = load_dataset(tmp_path / f"book.json{ending}", lenient=True)
        kind = "gzip" if ending == ".gz" else "zstd"
        assert str(fault) == f"book.json{ending}: $: is no whole {kind} file"


@pytest.mark.parametrize("ending", PACK)
def test_what_grows_too_much_is_not_read_on(tmp_path: Path, ending: str) -> None:
    data = PACK[ending](b'{"title": "' + b"x" * 50_000_000)
    (tmp_path / f"book.json{ending}").write_bytes(data)
    limits = Limits(expansion=10)
    _, (fault,) = load_dataset(tmp_path / f"book.json{ending}", lenient=True, limits=limits)
    assert fault.rule == "grows too much where it is expanded: limits.expansion allows more"


def test_what_needs_an_extra_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "book.json.zst").write_bytes(b"")
    _, (fault,) = load_dataset(tmp_path / "book.json.zst", lenient=True)
    assert "to read it: pip install 'dprk-transfers[zstd]'" in str(fault)


def test_other_errors_of_a_reader_are_not_taken_for_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise KeyError("a bug")

    monkeypatch.setattr(zstd.ZstdFile, "read", fail)
    (tmp_path / "book.json.zst").write_bytes(zstd.compress(b"{}"))
    with pytest.raises(KeyError):
        load_dataset(tmp_path / "book.json.zst")


@pytest.mark.parametrize("name", ["claims.jsonl.gz", "claims.jsonl.zst"])
def test_one_compressed_file_of_a_folder_is_no_dataset(tmp_path: Path, name: str) -> None:
    dump_dataset(Dataset("Book"), tmp_path)
    (tmp_path / name).write_bytes(b"")
    _, (fault,) = load_dataset(tmp_path / name, lenient=True)
    assert "is one file of a dataset that is a folder" in str(fault)
