"""The commands that give datasets in other forms."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.builders import build, dataset

from dprk_transfers import (
    Claim,
    Document,
    Source,
    Stance,
    dump_dataset,
    load_casebook,
    load_dataset,
)
from dprk_transfers.cli import main
from dprk_transfers.formats.geojson import to_geojson

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    runner = CliRunner(env={"COLUMNS": "88"})
    return lambda *args: runner.invoke(main, list(map(str, args)), prog_name="dprk-transfers")


@pytest.mark.parametrize(
    ("form", "name"),
    [("json", "book.json"), ("jsonl", "book"), ("csv", "tables"), ("xlsx", "book.xlsx")],
)
def test_export_writes_what_is_loaded_again(run: Run, tmp_path: Path, form: str, name: str) -> None:
    assert run("export", form, tmp_path / name).output == ""
    assert load_dataset(tmp_path / name) == load_casebook()
    assert run("export", form, tmp_path / f"again-{name}", tmp_path / name).exit_code == 0
    assert load_dataset(tmp_path / f"again-{name}") == load_casebook()


def test_export_writes_places_for_a_map(run: Run, tmp_path: Path) -> None:
    assert run("export", "geojson", tmp_path / "places.geojson").exit_code == 0
    written = json.loads((tmp_path / "places.geojson").read_text(encoding="utf-8"))
    assert written == to_geojson(load_casebook())


def test_export_tells_what_followthemoney_cannot_say(run: Run, tmp_path: Path) -> None:
    done = run("export", "ftm", tmp_path / "book.ftm.json")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"left out: {len(load_casebook().claims)} claims: an entity states" in done.stderr
    assert (tmp_path / "book.ftm.json").exists()


def test_export_writes_a_package_of_tables(run: Run, tmp_path: Path) -> None:
    assert run("export", "csv", tmp_path / "tables").exit_code == 0
    assert (tmp_path / "tables" / "datapackage.json").exists()


def test_export_writes_a_database_with_answers(run: Run, tmp_path: Path) -> None:
    assert run("export", "sqlite", tmp_path / "book.db").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "book.db")) as book:
        ((count,),) = book.execute("select count(*) from answers")
    assert count == len(load_casebook().by_question)


@pytest.mark.parametrize(
    ("form", "name", "told"),
    [
        ("json", "book", "json is one document, whose name ends in .json, got"),
        ("json", "folder.json", "json is one document"),
        ("jsonl", "book.json", "jsonl is a folder, whose name ends in neither .json nor"),
        ("xlsx", "book", "xlsx is one file, whose name ends in .xlsx, got"),
        ("jsonl", "book.zip", "a dataset is written to a folder"),
        ("sqlite", "folder.json", "cannot write to"),
        ("geojson", "file/places.json", "cannot write to"),
        ("xml", "book.xml", "'xml' is not one of 'csv', 'ftm', 'geojson'"),
    ],
)
def test_export_refuses_what_it_cannot_write(
    run: Run, tmp_path: Path, form: str, name: str, told: str
) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file").write_text("")
    done = run("export", form, tmp_path / name)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder.json"]


def test_subset_writes_records_with_what_they_need(run: Run, tmp_path: Path) -> None:
    book = load_casebook()
    assert run("subset", "ukr-10000", "claims/shin-6700", "-o", tmp_path / "part").output == ""
    part = book.subset(["ukr-10000", "shin-6700"])
    assert load_dataset(tmp_path / "part") == part
    again = run("subset", "ukr-10000", "--dataset", tmp_path / "part", "-o", tmp_path / "one.json")
    assert again.exit_code == 0
    assert load_dataset(tmp_path / "one.json") == book.subset(["ukr-10000"])
    done = run("subset", "ukr-1000", "-o", tmp_path / "none")
    assert (done.exit_code, (tmp_path / "none").exists()) == (2, False)
    assert "did you mean ukr-10000" in done.stderr


def test_merge_writes_two_datasets_as_one(run: Run, tmp_path: Path) -> None:
    book = load_casebook()
    for own_id in ("ukr-10000", "shin-6700"):
        run("subset", own_id, "-o", tmp_path / own_id)
    done = run("merge", tmp_path / "ukr-10000", tmp_path / "shin-6700", "-o", tmp_path / "both")
    assert (done.exit_code, done.output) == (0, "")
    assert load_dataset(tmp_path / "both") == book.subset(["ukr-10000", "shin-6700"])


def test_merge_tells_records_that_differ_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    run("new", one)
    run("new", other)
    file = other / "items.jsonl"
    text = file.read_text(encoding="utf-8").replace("containers of the example", "boxes")
    file.write_text(text, encoding="utf-8")
    done = run("merge", one, other, "-o", tmp_path / "both")
    assert (done.exit_code, (tmp_path / "both").exists()) == (1, False)
    assert done.stderr.startswith("items/example-containers: $.names: differs between the datasets")


def test_new_writes_a_dataset_to_begin_with(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine").output == ""
    assert run("validate", tmp_path / "mine").exit_code == 0
    assert "no remarks" in run("validate", tmp_path / "mine").stdout
    assert "more than 1,000" in run("brief", tmp_path / "mine").stdout
    done = run("new", tmp_path / "mine")
    assert done.exit_code == 2
    assert "is there and not empty; give a new folder" in " ".join(done.stderr.split())


def test_a_subset_tells_which_correction_stays_behind(run: Run, tmp_path: Path) -> None:
    back = build(Claim, id="back", stance=Stance.RETRACTS, about=("first",))
    place = (build(Source), build(Document), build(Claim))
    dump_dataset(dataset(*place, back), tmp_path / "book")
    call = ("subset", "claims/first", "--dataset", tmp_path / "book", "-o", tmp_path / "part")
    assert run(*call).stderr == "left out: back, which retracts first\n"
    both = ("subset", "first", "back", "--dataset", tmp_path / "book", "-o", tmp_path / "both")
    assert run(*both).stderr == ""
