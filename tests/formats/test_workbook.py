"""Workbooks: what is written comes back, and what cannot be read is told."""

import io
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, dataset, whole

from dprk_transfers.casebook import load_casebook
from dprk_transfers.exceptions import DatasetError
from dprk_transfers.formats import Limits, dump_dataset, load_dataset, workbook
from dprk_transfers.model import Claim, Dataset, Item, Location, Stance
from dprk_transfers.strategies import datasets

Sheets = dict[str, list[list[Any]]]


def comes_back(whole: Dataset, file: Path) -> bool:
    dump_dataset(whole, file)
    first = file.read_bytes()
    dump_dataset(whole, file)
    return load_dataset(file) == whole and first == file.read_bytes()


def test_the_casebook_comes_back(tmp_path: Path) -> None:
    assert comes_back(load_casebook(), tmp_path / "book.xlsx")


def test_records_in_which_all_is_stated_come_back(tmp_path: Path) -> None:
    assert comes_back(whole(), tmp_path / "book.xlsx")


@given(datasets())
def test_any_dataset_comes_back(tmp_path_factory: Any, dataset: Dataset) -> None:
    assert comes_back(dataset, tmp_path_factory.mktemp("workbook") / "Book.XLSX")


@pytest.mark.parametrize("text", ["=1+1", "'a", "one\r\ntwo", "_x0041_", " a ", "\t", "45212"])
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    item = build(Item, names={"en": (f"x{text}",)}, note=f"{text}!")
    assert comes_back(dataset(item), tmp_path / "book.xlsx")


def test_numbers_come_back_to_the_last_digit(tmp_path: Path) -> None:
    place = build(Location, latitude=37.123456789012345, longitude=-0.1, precision_m=10)
    assert comes_back(dataset(place), tmp_path / "book.xlsx")


def write(file: Path, **sheets: list[list[Any]]) -> None:
    """Write a workbook by hand, the same bytes at any time."""
    with xlsxwriter.Workbook(str(file)) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in ({"dataset": [["title"], ["Two articles"]]} | sheets).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    style = [day] if isinstance(cell, date) else []
                    sheet.write(number, column, cell, *style)


def told(file: Path, limits: Limits | None = None) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        load_dataset(file, limits=limits or Limits())
    return [str(fault) for fault in caught.value.faults]


ITEMS: list[list[Any]] = [
    ["id", "names.en", "distinct"],
    [],
    ["shells", "shells", True],
    [1000, 155, None],
]


def test_a_workbook_by_hand_is_read(tmp_path: Path) -> None:
    write(tmp_path / "book.xlsx", items=ITEMS, claims=[])
    items = load_dataset(tmp_path / "book.xlsx").items
    assert [*items] == ["1000", "shells"]
    assert items["shells"].distinct
    assert items["1000"].names == {"en": ("155",)}


AS_TEXT = "format the column as text and type it again"


BLANK = "must be text that is not blank, without control characters, of at most 10,000 characters"
A_NUMBER = f"to a spreadsheet it is a number: {AS_TEXT}"
KNOWN = "dataset, sources, documents, claims, shipments, items, vessels, locations"


@pytest.mark.parametrize(
    ("sheets", "fault"),
    [
        (
            {"documents": [["id", "publisher", "published"], ["a", "b", date(2023, 10, 1)]]},
            (
                "documents:2: published: must be text, got datetime.date(2023, 10, 1) in C2; "
                f"a spreadsheet made a date of it: {AS_TEXT}"
            ),
        ),
        (
            {"items": [["id", "names.en"], ["a", 1.5]]},
            f"items:2: names.en: {BLANK}, got 1.5 in B2; {A_NUMBER}",
        ),
        (
            {"items": [*ITEMS, ["shells", "rounds"]]},
            "items:5: id: is taken by row 3, got 'shells' in A5",
        ),
        (
            {"Items": ITEMS},
            f"Items: $: is no sheet of a dataset; did you mean items?; known: {KNOWN}",
        ),
        (
            {"dataset": []},
            (
                "dataset: $: is missing; it has the column title, and the title of the dataset in "
                "row 2"
            ),
        ),
        (
            {"dataset": [["title"], ["Two"], ["Three"]]},
            "dataset:3: $: is one row too many: a dataset is told in row 2",
        ),
        (
            {"dataset": [["titel"], ["Two"]]},
            "dataset:1: titel: is no column of dataset; did you mean title? in A1",
        ),
        (
            {"dataset": [["title", "version"], ["Two", 2024.1]]},
            f"dataset:2: version: {BLANK}, got 2024.1 in B2; {A_NUMBER}",
        ),
    ],
)
def test_each_fault_is_told_with_sheet_row_and_column(
    tmp_path: Path, sheets: Sheets, fault: str
) -> None:
    write(tmp_path / "book.xlsx", **sheets)
    assert told(tmp_path / "book.xlsx") == [f"book.xlsx/{fault}"]


def cells(file: Path, rows: list[str]) -> None:
    """Write a workbook in which the cells of items, from row 2 on, are as they are given in XML."""
    write(file, items=[["id", "names.en", "note"]])
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    inner = "".join(f'<row r="{at}">{row}</row></sheetData>' for at, row in enumerate(rows, 2))
    inner = inner.replace("</sheetData>", "", len(rows) - 1)
    sheet = parts["xl/worksheets/sheet2.xml"].decode()
    parts["xl/worksheets/sheet2.xml"] = sheet.replace("</sheetData>", inner).encode()
    file.write_bytes(zipped(parts))


def text(at: str, words: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>'


VALUE: str = "which is no value; type the value itself, without a formula, or clear the cell"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="C2" t="e"><f>NA()</f><v>#N/A</v></c>', "#N/A"),
        ("<c r='C2' s='1' t='e'><v>#REF!</v></c>", "#REF!"),
        ('<c r="C2" t="e"/>', None),
        ('<c r="C2"><f>1+1</f></c>', "a formula without its value"),
        ('<c r="C2" t="n"><f t="shared" si="0"/><v></v></c>', "a formula without its value"),
        ('<c r="C2" t="str"><f>A2</f><v></v></c>', None),
        ('<c r="C2" s="1"/>', None),
    ],
)
def test_an_error_is_no_empty_cell(tmp_path: Path, cell: str, shown: str | None) -> None:
    file = tmp_path / "book.xlsx"
    cells(file, [text("A2", "shells") + text("B2", "Shells") + cell])
    if shown is None:
        assert [item.note for item in load_dataset(file).items.values()] == [None]
    else:
        assert told(file) == [f"book.xlsx/items:2: note: shows {shown}, {VALUE} in C2"]


def test_an_error_is_told_wherever_it_stands_and_a_formula_with_a_value_is_read(
    tmp_path: Path,
) -> None:
    file = tmp_path / "book.xlsx"
    worked = '<c r="C2" t="str"><f>A2</f><v>by hand</v></c>'
    last = '<c r="B4" t="e"><v>#REF!</v></c>'
    cells(file, [text("A2", "shells") + text("B2", "Shells") + worked, text("A3", "guns"), last])
    dataset, faults = load_dataset(file, lenient=True)
    assert [item.note for item in dataset.items.values()] == ["by hand"]
    assert [str(fault) for fault in faults] == [
        "book.xlsx/items:3: names: is missing",
        f"book.xlsx/items:4: names.en: shows #REF!, {VALUE} in B4",
    ]


def test_text_that_reads_like_an_error_is_text(tmp_path: Path) -> None:
    assert comes_back(dataset(build(Item, note="#N/A")), tmp_path / "book.xlsx")


def test_a_sheet_that_says_what_the_dataset_is_must_be_there(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "book.xlsx")) as book:
        book.add_worksheet("items")
    (fault,) = told(tmp_path / "book.xlsx")
    assert fault.startswith("book.xlsx/dataset: $: is missing; it has the column title")


def zipped(names: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "is no whole Excel workbook, or one with a password"),
        (b'{"title": "Two articles"}', "is no whole Excel workbook"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "is no whole Excel workbook"),
        (zipped({"xl/a.xml": bytes(2**24)}), "grows too much where it is expanded"),
        (
            zipped({"xl/worksheets/a.xml": b'<c r="XFD1"/>' + b" " * 70_000 + b'<c r="A99999"/>'}),
            "has cells far down or far right; delete all rows and columns after the last",
        ),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, rule: str) -> None:
    (tmp_path / "book.xlsx").write_bytes(data)
    (fault,) = told(tmp_path / "book.xlsx", Limits(expansion=1))
    assert fault.startswith(f"book.xlsx: $: {rule}")


def test_without_the_extra_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "book.xlsx"
    write(file)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    pip = "pip install 'dprk-transfers[excel]'"
    assert told(file) == [f"book.xlsx: $: is an Excel workbook; to read it: {pip}"]
    with pytest.raises(ImportError) as caught:
        dump_dataset(Dataset("Two articles"), file)
    assert str(caught.value) == f"to write an Excel workbook: {pip}"


@pytest.mark.parametrize(
    "text", ["_x005F_x0041_", "x" * 32_768, "a\ufffe", "a\uffff"], ids=["codes", "long", "fe", "ff"]
)
def test_a_text_that_no_cell_keeps_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "book.xlsx"
    whole = Dataset("Two articles", items=[attrs.evolve(build(Item), note="x")])
    object.__setattr__(whole.items["shells"], "note", text)
    with pytest.raises(ValueError, match=r"no cell of a workbook keeps the text of items!\w+2: it"):
        dump_dataset(whole, file)
    assert not file.exists()


def test_a_list_of_ids_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    own_ids = [f"{number:03}-{'x' * 76}" for number in range(420)]
    claims = [build(Claim, id=own_id) for own_id in own_ids]
    answer = build(Claim, id="answer", stance=Stance.DISPUTES, about=tuple(own_ids))
    with pytest.raises(ValueError, match="no cell of a workbook keeps the text of claims!"):
        dump_dataset(dataset(*claims, answer), tmp_path / "book.xlsx")


def test_a_table_larger_than_a_sheet_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 1)
    with pytest.raises(ValueError, match="a sheet has at most 1 rows and 16,384 columns"):
        dump_dataset(dataset(build(Item)), tmp_path / "book.xlsx")
    assert list(tmp_path.iterdir()) == []


@given(st.data())
def test_no_damage_breaks_the_reader(tmp_path_factory: Any, data: st.DataObject) -> None:
    file = tmp_path_factory.mktemp("damaged") / "book.xlsx"
    write(file, items=ITEMS)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    put = data.draw(st.sampled_from([b"", b"<", b'"', b"9", b"</c>", b"\xff"]))
    parts[name] = parts[name][:at] + put + parts[name][at + data.draw(st.integers(0, 9)) :]
    whole = bytearray(zipped(parts))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.sampled_from([0, 255]))
    file.write_bytes(whole)
    _, faults = load_dataset(file, lenient=True)
    assert all((fault.file or "").startswith("book.xlsx") for fault in faults)
