"""The data package: valid to frictionless, and all that the records hold."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given
from tests.builders import RICH, dataset, rich, whole

from dprk_transfers.casebook import load_casebook
from dprk_transfers.formats import make_converter
from dprk_transfers.formats.data_package import write_data_package
from dprk_transfers.model import KINDS, Dataset
from dprk_transfers.strategies import datasets

CONVERTER = make_converter()


def faults(folder: Path) -> list[Any]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return list(report.flatten(["title", "fieldName", "rowNumber", "note"]))


#: Lists of ids, which stand in one cell.
IDS = {"about", "alternative_to", "carriers", "documents", "locations", "members", "party_to"}
IDS |= {"repeats", "rests_on", "same_units", "vessels", "via"}
NUMBERS = {"credibility", "ids.geonames", "latitude", "longitude", "precision_m"}
BOOLEANS = {"distinct", "general"}
AMOUNTS = {"quantity.lower", "quantity.upper", "quantity.usual_lower", "quantity.usual_upper"}


def value_of(name: str, cell: str) -> Any:
    """A cell as JSON has its value."""
    if name in NUMBERS | BOOLEANS or (name in AMOUNTS and "/" not in cell):
        return json.loads(cell)
    return cell.split(" ") if name in IDS else cell.removeprefix("'")


def put(record: Any, steps: list[str], value: Any) -> None:
    """Put a value where a path leads, lists being objects by position until all is there."""
    for step in steps[:-1]:
        record = record.setdefault(step, {})
    record[steps[-1]] = value


def as_lists(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: as_lists(each) for key, each in value.items()}
        return [*inner.values()] if all(map(str.isdecimal, inner)) else inner
    return value


def record_of(row: dict[str, str]) -> Any:
    """A row as the record that it was written from, by the rules that the documentation tells."""
    record: dict[str, Any] = {}
    for name, cell in row.items():
        if cell:
            path = re.sub(r"^(names\.[^\[]+)$", r"\1[0]", name)
            steps = [step for step in re.split(r"[.\[\]]+", path) if step]
            put(record, steps, value_of(name, cell))
    return as_lists(record)


def read(folder: Path) -> Iterator[tuple[str, list[Any]]]:
    for kind, record_type in KINDS.items():
        with (folder / f"{kind}.csv").open(encoding="utf-8", newline="") as stream:
            rows = [record_of(row) for row in csv.DictReader(stream, strict=True)]
        yield kind, [CONVERTER.structure(row, record_type) for row in rows]


def read_back(folder: Path, like: Dataset) -> Dataset:
    about = {"version": like.version, "licence": like.licence}
    return Dataset(like.title, **about, **dict(read(folder)))  # type: ignore[arg-type]


def test_the_casebook_is_a_valid_package_and_comes_back(tmp_path: Path) -> None:
    book = load_casebook()
    write_data_package(book, tmp_path)
    assert faults(tmp_path) == []
    assert read_back(tmp_path, book) == book
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == book.title
    assert package["licenses"] == [{"name": book.licence}]


def test_records_in_which_all_is_stated_come_back(tmp_path: Path) -> None:
    write_data_package(whole(), tmp_path)
    assert faults(tmp_path) == []
    assert read_back(tmp_path, whole()) == whole()
    header = (tmp_path / "vessels.csv").read_text(encoding="utf-8").splitlines()[0]
    assert '"designations[1].authority"' in header
    assert RICH["vessels"][0]["designations"][1] == {"authority": "EU"}


@given(datasets())
def test_any_dataset_comes_back(tmp_path_factory: Any, dataset: Dataset) -> None:
    folder = tmp_path_factory.mktemp("package")
    write_data_package(dataset, folder)
    assert read_back(folder, dataset) == dataset


def test_an_empty_dataset_is_a_valid_package(tmp_path: Path) -> None:
    write_data_package(dataset(), tmp_path)
    assert faults(tmp_path) == []
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [*package] == ["name", "title", "resources"]


def test_a_licence_in_words_is_told_as_it_is(tmp_path: Path) -> None:
    write_data_package(Dataset("Two articles", licence="free to copy"), tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licence"] == "free to copy"
    assert "licenses" not in package


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'a", "\ta", "＝1"])  # noqa: RUF001
def test_no_cell_is_run_by_a_spreadsheet(tmp_path: Path, text: str) -> None:
    records = rich()
    records["claims"][2]["summary"] = text
    claim = CONVERTER.structure(records["claims"][2], KINDS["claims"])
    found = dataset(claim)
    write_data_package(found, tmp_path)
    assert f'"\'{text}"' in (tmp_path / "claims.csv").read_text(encoding="utf-8")
    assert read_back(tmp_path, found) == found


def test_a_package_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        write_data_package(dataset(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["claims.csv"]
