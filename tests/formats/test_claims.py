"""Claims one after the other."""

import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Final

import pytest
from backports import zstd
from hypothesis import given
from tests.builders import RICH, as_json
from tests.laws import law

from dprk_transfers import Dataset, DatasetError, Fault, dump_dataset, iter_claims, load_dataset
from dprk_transfers.casebook import load_casebook
from dprk_transfers.formats import Limits
from dprk_transfers.formats.data_package import write_data_package
from dprk_transfers.strategies import datasets

ROWS: Final = [as_json(record) for record in RICH["claims"]]


@law(15)
@given(whole=datasets())
def test_claims_are_those_of_the_whole_dataset(
    tmp_path_factory: pytest.TempPathFactory, whole: Dataset
) -> None:
    folder = tmp_path_factory.mktemp("book")
    dump_dataset(whole, folder)
    if whole.claims:
        assert [*iter_claims(folder)] == [*whole.claims.values()]
        assert [*iter_claims(str(folder / "claims.jsonl"))] == [*whole.claims.values()]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstd.compress)])
def test_claims_of_a_compressed_file_are_read(tmp_path: Path, ending: str, pack: object) -> None:
    assert callable(pack)
    file = tmp_path / f"claims.jsonl{ending}"
    file.write_bytes(pack("\n".join(ROWS).encode()))
    assert [claim.id for claim in iter_claims(file)] == ["first", "reply", "word"]


def test_claims_of_tables_are_read_beside_those_of_lines(tmp_path: Path) -> None:
    book = load_casebook()
    write_data_package(book, tmp_path)
    assert [*iter_claims(tmp_path)] == [*book.claims.values()]
    packed = tmp_path / "table.csv.gz"
    packed.write_bytes(gzip.compress((tmp_path / "claims.csv").read_bytes()))
    assert [*iter_claims(packed)] == [*book.claims.values()]
    (tmp_path / "claims.jsonl").write_text("\n".join(ROWS))
    ids = [claim.id for claim in iter_claims(tmp_path)]
    assert ids == ["first", "reply", "word", *book.claims]


def test_faults_of_a_table_are_those_that_a_whole_dataset_has(tmp_path: Path) -> None:
    (tmp_path / "dataset.json").write_text('{"title": "Book"}')
    rows = ["id,document,speaker,summary,period", "a,d,s,Told.,none at all", "b,d,s"]
    file = tmp_path / "claims.csv"
    file.write_text("\n".join([*rows, "c,d,s,Told.,", "d,d,s,,"]))
    told: list[Fault] = []
    assert [claim.id for claim in iter_claims(tmp_path, on_fault=told.append)] == ["c"]
    assert [fault.line for fault in told] == [2, 3, 5]
    faults = load_dataset(tmp_path, lenient=True)[1]
    assert told == [fault for fault in faults if "names none of" not in fault.rule]
    with pytest.raises(DatasetError) as caught:
        list(iter_claims(tmp_path))
    assert caught.value.faults == (told[0],)
    # Where a column is unknown, no row is sure to be what was meant.
    file.write_text("id,document,speaker,summary,sumary\nc,d,s,Told.,x")
    assert [*iter_claims(file, on_fault=told.append)] == []
    assert "sumary" in str(told[-1])


BAD: Final = [ROWS[0], "{", '{"id": "x", "summary": 7}', ROWS[2], "\udcff", "[1]"]


def test_faults_are_those_that_a_whole_dataset_has(tmp_path: Path) -> None:
    (tmp_path / "dataset.json").write_text('{"title": "Book"}')
    text = "\n".join(BAD).encode("utf-8", "surrogateescape")
    (tmp_path / "claims.jsonl").write_bytes(text)
    told: list[Fault] = []
    assert [claim.id for claim in iter_claims(tmp_path, on_fault=told.append)] == ["first", "word"]
    faults = load_dataset(tmp_path, lenient=True)[1]
    assert told == [fault for fault in faults if "names none of" not in fault.rule]


def test_the_first_faulty_line_ends_reading_with_all_its_faults(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("\n".join([BAD[0], BAD[2], BAD[1]]))
    found = iter_claims(tmp_path)
    assert next(found).id == "first"
    with pytest.raises(DatasetError) as caught:
        next(found)
    assert {str(fault) for fault in caught.value.faults} == {
        "claims.jsonl:2: $.document: is missing",
        "claims.jsonl:2: $.speaker: is missing",
        "claims.jsonl:2: $.summary: must be text, got 7",
    }


def test_a_file_that_cannot_be_read_on_is_told(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(ROWS).encode())[:-9])
    with pytest.raises(DatasetError) as caught:
        list(iter_claims(file))
    assert str(caught.value.faults[0]) == "claims.jsonl.gz: $: is no whole gzip file"


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    record = json.loads(ROWS[2])
    with (tmp_path / "claims.jsonl").open("w") as stream:
        for number in range(5_000):
            stream.write(as_json(record | {"id": f"claim-{number}", "note": "x" * 1_000}) + "\n")
    seen: list[tuple[int, int]] = []
    tracemalloc.start()
    try:
        read = iter_claims(tmp_path, progress=lambda done, whole: seen.append((done, whole)))
        assert sum(1 for _ in read) == 5_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert seen == sorted(seen)
    assert len(seen) >= 5


def test_limits_are_kept(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("\n".join(ROWS))
    told: list[Fault] = []
    longest = Limits(line=len(ROWS[0].encode()))
    ids = [claim.id for claim in iter_claims(tmp_path, on_fault=told.append, limits=longest)]
    assert ids == ["first", "word"]
    assert [fault.line for fault in told] == [2]


@pytest.mark.parametrize(
    ("name", "form"),
    [("book.json", "document"), ("book.JSON.gz", "document"), ("book.XLSX", "workbook")],
)
def test_what_is_no_lines_is_not_read_line_by_line(tmp_path: Path, name: str, form: str) -> None:
    with pytest.raises(ValueError, match=f"a {form} is read whole, with load_dataset"):
        iter_claims(tmp_path / name)


@pytest.mark.parametrize("path", ["", "nowhere.jsonl"])
def test_a_file_that_is_not_there_is_told(path: str) -> None:
    with pytest.raises(FileNotFoundError):
        list(iter_claims(path))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "there.jsonl").write_text("\n".join(ROWS))
    (tmp_path / "claims.jsonl").symlink_to(tmp_path / "there.jsonl")
    with pytest.raises(DatasetError) as caught:
        list(iter_claims(tmp_path))
    assert str(caught.value.faults[0]) == "claims.jsonl: $: must be a plain file, no link"
