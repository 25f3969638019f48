"""Datasets that build on another one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.builders import build, dataset

from dprk_transfers import Dataset, DatasetError, dump_dataset, load_casebook, load_dataset
from dprk_transfers.cli import main
from dprk_transfers.model import Claim, Extent, Item, Measure, Quantity
from dprk_transfers.values.when import When

Run = Callable[..., Result]

CLAIM = {
    "id": "my-claim",
    "document": "kbs-181077",
    "speaker": "{}",
    "summary": "Sent.",
    "shipment": "dprk-to-russia",
    "item": "containers",
    "quantity.words": "over 1000",
    "quantity.unit": "containers",
    "measure": "moved",
    "extent": "total",
    "period": "2023-09/2023-10-13",
}
TABLE = f"{','.join(CLAIM)}\n{','.join(CLAIM.values())}\n"


@pytest.fixture
def run() -> Run:
    runner = CliRunner(env={"COLUMNS": "88"})
    return lambda *args: runner.invoke(main, list(map(str, args)), prog_name="dprk-transfers")


def write(folder: Path, speaker: str) -> Path:
    """A dataset of a claim on a document of the casebook."""
    folder.mkdir()
    (folder / "dataset.json").write_text('{"title": "On the casebook"}', encoding="utf-8")
    (folder / "claims.csv").write_text(TABLE.format(speaker), encoding="utf-8")
    return folder


def test_records_of_the_base_may_be_named_and_are_there(tmp_path: Path) -> None:
    book = load_casebook()
    loaded = load_dataset(write(tmp_path / "new", "us-government"), on=book)
    assert (loaded.title, loaded.version, loaded.licence) == ("On the casebook", None, None)
    assert loaded.sources == book.sources
    assert loaded.claims.keys() - book.claims.keys() == {"my-claim"}
    assert loaded.validate() == ()


def test_what_neither_has_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        load_dataset(write(tmp_path / "new", "nobody"), on=load_casebook())
    (fault,) = caught.value.faults
    assert str(fault) == "claims.csv:2: speaker: names none of the sources, got 'nobody' in C2"


def test_a_record_of_both_may_be_the_same(tmp_path: Path) -> None:
    book = dataset(build(Item))
    dump_dataset(Dataset("New", items=[build(Item)]), tmp_path / "new")
    assert load_dataset(tmp_path / "new", on=book) == Dataset("New", items=book.items)


def test_a_record_of_both_that_differs_is_told_once(tmp_path: Path) -> None:
    changed = build(Item, unit="shells", note="Mine.")
    other = {"names": {"en": ("Other",)}, "broader": "shells", "note": "Mine."}
    kinds = [changed, build(Item, id="guns", unit="guns", **other)]
    book = dataset(build(Item), build(Item, id="guns"))
    dump_dataset(Dataset("New", items=kinds), tmp_path / "new")
    loaded, faults = load_dataset(tmp_path / "new", on=book, lenient=True)
    assert loaded.items == book.items
    rule = "$.id: names another record of the dataset built on, with other"
    end = "; take another id, or leave the record out"
    assert [str(fault) for fault in faults] == [
        f"items.jsonl:1: {rule} names, unit, broader and 1 more, got 'guns'{end}",
        f"items.jsonl:2: {rule} unit, note, got 'shells'{end}",
    ]


def test_faults_of_the_base_name_their_record(tmp_path: Path) -> None:
    dump_dataset(Dataset("New"), tmp_path / "new")
    _, faults = load_dataset(tmp_path / "new", on=dataset(build(Claim)), lenient=True)
    assert [fault.record for fault in faults] == ["claims/first", "claims/first"]


def test_only_a_dataset_is_built_on(tmp_path: Path) -> None:
    dump_dataset(Dataset("New"), tmp_path / "new")
    with pytest.raises(TypeError, match="on must be a Dataset, got 'casebook'"):
        load_dataset(tmp_path / "new", on="casebook")  # type: ignore[call-overload]


def test_commands_take_what_a_dataset_builds_on(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "new", "us-government")
    assert run("validate", folder).exit_code == 1
    done = run("validate", folder, "--on", "casebook")
    assert (done.exit_code, done.output[:12]) == (0, "no faults in")
    dump_dataset(load_casebook(), tmp_path / "book")
    assert "On the casebook" in run("brief", folder, "--on", tmp_path / "book").output
    assert "my-claim" in run("explain", "my-claim", folder, "--on", "casebook").output
    assert "my-claim" in run("claims", folder, "--on", "casebook").output
    assert "us-government" in run("list", "sources", folder, "--on", "casebook").output
    assert run("export", "json", tmp_path / "a.json", folder, "--on", "casebook").exit_code == 0
    assert "my-claim" in load_dataset(tmp_path / "a.json").claims


def test_own_records_alone_are_written_to_be_built_on_again(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "new", "us-government")
    mine = load_dataset(folder, on=load_casebook())
    for form, name in (
        ("csv", "own"),
        ("json", "own.json"),
        ("jsonl", "lines"),
        ("xlsx", "a.xlsx"),
    ):
        target = tmp_path / name
        call = run("export", form, target, folder, "--on", "casebook", "--own")
        assert (call.exit_code, call.output) == (0, "")
        assert load_dataset(target, on=load_casebook()) == mine
        alone, _ = load_dataset(target, lenient=True)
        assert alone.claims.keys() == {"my-claim"}
        assert sum(map(len, alone.tables.values())) < 4
    for call in (
        run("export", "csv", tmp_path / "x", "--own"),
        run("export", "sqlite", tmp_path / "x", folder, "--on", "casebook", "--own"),
    ):
        assert call.exit_code == 2
        assert "--own goes with --on, and with one of csv, json, jsonl, xlsx" in call.stderr


def test_the_casebook_builds_on_nothing(run: Run) -> None:
    done = run("brief", "--on", "casebook")
    assert done.exit_code == 2
    assert "--on needs the PATH of what builds on it" in done.stderr


def test_a_remark_on_a_record_of_either_is_told_and_no_other(run: Run, tmp_path: Path) -> None:
    figure: dict[str, Any] = {
        "quantity": Quantity("an estimated 28,000", "containers"),
        "measure": Measure.MOVED,
    }
    about: dict[str, Any] = {
        "item": "arms-containers",
        "shipment": "dprk-to-russia",
        "extent": Extent.TOTAL,
    }
    days = {"period": When("../2025-05-01"), "asserted": When("2025-05-02")}
    place = {"document": "kbs-181077", "speaker": "rok-government"}
    early = build(Claim, **place, **figure, **about, **days)
    folder = tmp_path / "mine"
    dump_dataset(Dataset("Mine", claims=[early]), folder)
    done = run("validate", folder, "--on", "casebook")
    assert done.exit_code == 0
    _, told, *remarks = done.stdout.splitlines()
    assert told.endswith("on what is no fault and deserves a second look:")
    assert all("first" in line for line in remarks)
    assert any(line.startswith("claims/dia-28000:") for line in remarks)
