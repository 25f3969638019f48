"""Tables that come in: what is written comes back, and what spreadsheets do to it is told."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import whole

from dprk_transfers.casebook import load_casebook
from dprk_transfers.exceptions import DatasetError
from dprk_transfers.formats import Limits, dump_dataset, load_dataset, make_converter
from dprk_transfers.formats.data_package import write_data_package
from dprk_transfers.model import KINDS, Dataset, Measure
from dprk_transfers.strategies import datasets

CONVERTER = make_converter()


#: The columns of numbers with a point.
DECIMALS = {"latitude", "longitude"}
GERMAN = {"true": "WAHR", "false": "FALSCH"}


def save_as_in_europe(file: Path) -> None:
    """Save a table as Excel does where numbers have a comma: by semicolons, with a BOM and CRLF."""
    with file.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream, strict=True)
    bools = {at for at, name in enumerate(head) if name in {"distinct", "general"}}
    decimals = {at for at, name in enumerate(head) if name in DECIMALS}
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        cells = [GERMAN.get(cell, cell) if at in bools else cell for at, cell in enumerate(row)]
        cells = [
            cell.replace(".", ",") if at in decimals else cell for at, cell in enumerate(cells)
        ]
        writer.writerow(cells)
    writer.writerow([""] * len(head))
    file.write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")


def comes_back(whole: Dataset, folder: Path) -> bool:
    write_data_package(whole, folder)
    first = load_dataset(folder)
    for kind in KINDS:
        save_as_in_europe(folder / f"{kind}.csv")
    return first == load_dataset(folder) == whole


def test_the_casebook_comes_back(tmp_path: Path) -> None:
    assert comes_back(load_casebook(), tmp_path)


def test_records_in_which_all_is_stated_come_back(tmp_path: Path) -> None:
    assert comes_back(whole(), tmp_path)


@given(datasets())
def test_any_dataset_comes_back(tmp_path_factory: Any, dataset: Dataset) -> None:
    assert comes_back(dataset, tmp_path_factory.mktemp("tables"))


ITEMS = "id,names.en,unit,distinct\r\nshells,shells,shells,true\r\n"


def write(folder: Path, text: str | bytes, name: str = "items.csv") -> None:
    (folder / "dataset.json").write_text(json.dumps({"title": "Two articles"}), encoding="utf-8")
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)


def told(folder: Path, limits: Limits | None = None) -> list[str]:
    """The faults of a folder, as lines."""
    with pytest.raises(DatasetError) as caught:
        load_dataset(folder, limits=limits or Limits())
    return [str(fault) for fault in caught.value.faults]


def test_a_table_stands_beside_lines(tmp_path: Path) -> None:
    write(tmp_path, ITEMS)
    write(tmp_path, '{"id": "boxes", "names": {"en": ["boxes"]}}\n', "items.jsonl")
    loaded = load_dataset(tmp_path)
    assert [*loaded.items] == ["boxes", "shells"]
    assert loaded.items["shells"].distinct


def test_an_id_that_is_taken_names_file_and_row(tmp_path: Path) -> None:
    write(tmp_path, ITEMS + "shells,rounds\n")
    write(tmp_path, '{"id": "shells", "names": {"en": ["boxes"]}}\n', "items.jsonl")
    assert told(tmp_path) == [
        "items.csv:2: id: is taken by line 1 of items.jsonl, got 'shells' in A2",
        "items.csv:3: id: is taken by line 1 of items.jsonl, got 'shells' in A3",
    ]


def test_an_id_that_comes_twice_in_a_table_names_the_row(tmp_path: Path) -> None:
    write(tmp_path, ITEMS + "shells,rounds\n")
    assert told(tmp_path) == ["items.csv:3: id: is taken by row 2, got 'shells' in A3"]


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = '\ufeffid;names.en;note\r\nshells;shells;"one\ntwo"\r\n;;\r\nRounds;rounds;\r\n'
    write(tmp_path, text)
    rule = "must be a lower-case slug of at most 80 letters a-z, digits and single hyphens"
    assert told(tmp_path) == [f"items.csv:4: id: {rule}, got 'Rounds' in A4"]


def test_a_cell_with_line_breaks_keeps_them(tmp_path: Path) -> None:
    write(tmp_path, 'id,names.en,note\nshells,shells,"one\n""two"", three"\n')
    assert load_dataset(tmp_path).items["shells"].note == 'one\n"two", three'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'a", "\ta", "＝1"])  # noqa: RUF001
def test_a_guarded_cell_reads_back_as_it_was(tmp_path: Path, text: str) -> None:
    write(tmp_path, f'id,names.en,note\nshells,shells,"\'{text}"\n')
    assert load_dataset(tmp_path).items["shells"].note == text


def test_an_apostrophe_before_what_nothing_runs_stays(tmp_path: Path) -> None:
    write(tmp_path, "id,names.en,note\nshells,shells,'tis\n")
    assert load_dataset(tmp_path).items["shells"].note == "'tis"


@pytest.mark.parametrize(
    "error", ["#N/A", "#BEZUG!", "#NV", "#¡VALOR!", "#ЗНАЧ!", "#DIV/0!", "####"]
)
def test_an_error_of_a_spreadsheet_is_no_text_unless_it_is_guarded(
    tmp_path: Path, error: str
) -> None:
    write(tmp_path, f"id,names.en,note\nshells,shells,{error}\nguns,guns,\n{error},rounds,x\n")
    rule = f"shows {error}, which is no value; type the value itself, without a formula"
    assert told(tmp_path) == [
        f"items.csv:2: note: {rule}, or clear the cell in C2",
        f"items.csv:4: id: {rule}, or clear the cell in A4",
    ]
    write(tmp_path, f"id,names.en,note\nshells,shells,'{error}\n")
    assert load_dataset(tmp_path).items["shells"].note == error


def test_an_error_in_a_column_without_a_name_is_a_stray_cell(tmp_path: Path) -> None:
    write(tmp_path, "id,names.en,\nshells,shells,#N/A\n")
    (fault,) = told(tmp_path)
    assert fault.startswith("items.csv:2: C: is a cell that row 1 names no column for")


def test_a_word_after_a_hash_is_text(tmp_path: Path) -> None:
    write(tmp_path, "id,names.en,note\nshells,shells,#MH17 and\nguns,guns,#mh17\n")
    notes = [item.note for item in load_dataset(tmp_path).items.values()]
    assert notes == ["#mh17", "#MH17 and"]


def test_ids_in_a_cell_stand_apart_by_any_space(tmp_path: Path) -> None:
    write(tmp_path, "id,names.en,unit,same_units\nshells,shells,shells,boxes  crates\n")
    assert load_dataset(tmp_path).items["shells"].same_units == ("boxes", "crates")


def test_a_table_may_be_empty(tmp_path: Path) -> None:
    write(tmp_path, "")
    assert load_dataset(tmp_path).items == {}


#: A table, how it is damaged, and what is told of it.
CLAIMS = (
    "id,document,speaker,summary,about,quantity.words,quantity.unit,period,credibility,general,"
    "shipment,item,measure,extent\n"
    "first,briefing,ministry,Sent.,,over 1000,containers,2023-09,2,false,all,boxes,moved,total\n"
    "second,briefing,ministry,Denied.,first,,,2023-10,,,,,,\n"
)
OTHERS = {
    "sources.jsonl": '{"id":"ministry","names":{"en":["M"]},"kind":"government"}\n',
    "documents.jsonl": '{"id":"briefing","publisher":"ministry"}\n',
    "shipments.jsonl": '{"id":"all","names":{"en":["All"]},"kind":"programme"}\n',
    "items.csv": "id,names.en,unit\nboxes,boxes,containers\n",
}


def test_the_table_that_is_damaged_is_sound(tmp_path: Path) -> None:
    for name, text in OTHERS.items():
        write(tmp_path, text, name)
    write(tmp_path, CLAIMS, "claims.csv")
    assert len(load_dataset(tmp_path).claims) == 2


AS_TEXT = "format the column as text and type it again"
NO_DATE = "must be an EDTF date, but a date is written YYYY, YYYY-MM or YYYY-MM-DD, got"
QUOTES = "text after one; write the cell in quotes, and a quote in it twice"
LIKE = "did you mean quantity.words, quantity.lower, quantity.upper?"
NAME = "name it there, or write in quotes what belongs in one cell"
SAVE = "have the spreadsheet save it as “CSV UTF-8”"

MEASURES = ", ".join(measure.value for measure in Measure)

#: How a table is damaged, and what is told of it.
DAMAGES: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "a column is misspelt": (
        lambda text: text.replace("quantity.words", "quantity.word"),
        f"1: quantity.word: is no column of claims; {LIKE} in F1",
    ),
    "a column is missing": (
        lambda text: text.replace("speaker,", "vessels,"),
        "1: speaker: is missing: the table has no such column, and no record is without it",
    ),
    "a column comes twice": (
        lambda text: text.replace("about,", "id,"),
        "1: id: names more than one column; rename or delete all but one in A1",
    ),
    "a month became a date": (
        lambda text: text.replace("2023-10", "Oct-23"),
        f"3: period: {NO_DATE} 'Oct-23' in H3; a spreadsheet made a date of it: {AS_TEXT}",
    ),
    "a day became a number": (
        lambda text: text.replace("2023-10", "45212"),
        f"3: period: {NO_DATE} '45212' in H3; it is 2023-10-13 in days since 1900: {AS_TEXT}",
    ),
    "an id is misspelt": (
        lambda text: text.replace(",first,", ",frist,"),
        "3: about: names none of the claims, got 'frist' in E3; did you mean first?",
    ),
    "a grade is none": (
        lambda text: text.replace(",2,false", ",9,false"),
        "2: credibility: must be a whole number from 1 to 6, got 9 in I2",
    ),
    "a truth is none": (
        lambda text: text.replace(",2,false", ",2,perhaps"),
        "2: general: must be true or false, got 'perhaps' in J2",
    ),
    "a word is none": (
        lambda text: text.replace("moved", "sent"),
        "2: measure: must be one of " + MEASURES + ", got 'sent' in M2",
    ),
    "a figure is missing": (
        lambda text: text.replace("over 1000,", ","),
        "2: quantity.words: is missing in F2",
    ),
    "a quote is bare": (
        lambda text: text.replace("Denied.", 'Said "no".'),
        f"3: $: has a quote in a cell without quotes around it, or {QUOTES}",
    ),
    "a quote is open": (
        lambda text: text.replace("Denied.", '"Denied.'),
        "3: $: opens a quote that is not closed; write a quote within quotes twice",
    ),
    "a comma is bare": (
        lambda text: text.replace("Denied.", "Denied, then sent"),
        f"3: O: is a cell that row 1 names no column for; {NAME}",
    ),
    "it is saved in another encoding": (
        lambda text: text.encode("utf-16"),
        f"1: $: must be UTF-8 text; {SAVE}",
    ),
    "it is saved for an old Macintosh": (
        lambda text: text.replace("\n", "\r"),
        f"1: $: ends its lines in a carriage return alone; {SAVE}",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_each_fault_of_a_damaged_table_is_told_once(tmp_path: Path, name: str) -> None:
    damage, fault = DAMAGES[name]
    for file, text in OTHERS.items():
        write(tmp_path, text, file)
    write(tmp_path, damage(CLAIMS), "claims.csv")
    assert told(tmp_path) == [f"claims.csv:{fault}"]


def test_rows_under_an_unknown_column_are_read_for_their_faults_alone(tmp_path: Path) -> None:
    write(tmp_path, "id,names.en,sort\nshells,shells,a\nRounds,rounds,b\n")
    loaded, faults = load_dataset(tmp_path, lenient=True)
    assert loaded.items == {}
    assert [(found.line, found.path) for found in faults] == [(1, "sort"), (3, "id")]


def test_a_row_has_a_longest_length(tmp_path: Path) -> None:
    write(tmp_path, 'id,names.en,note\nshells,shells,"' + "one\n" * 100 + '"\n')
    (fault,) = told(tmp_path, Limits(line=200))
    assert fault.startswith("items.csv:2: $: must be a row of at most 200 bytes; opens a quote")
    write(tmp_path, "id,names.en,note\nshells,shells," + "one" * 100 + "\n")
    assert told(tmp_path, Limits(line=200)) == [
        "items.csv:2: $: must be a line of at most 200 bytes: limits.line allows more"
    ]


def test_what_a_list_lacks_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, "id,names.en,names.en[1],names.en[2]\nshells,shells,,rounds\n")
    (fault,) = told(tmp_path)
    assert fault.startswith("items.csv:2: names.en[1]: must be text")
    assert fault.endswith(
        "in C2; is empty, and what follows it is not: fill it, or move the others up"
    )


def test_a_column_without_a_name_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, "id,names.en,\nshells,shells,1\nrounds,rounds,2\nboxes,boxes,\n")
    loaded, faults = load_dataset(tmp_path, lenient=True)
    assert [*loaded.items] == ["boxes"]
    assert [(found.line, found.path) for found in faults] == [(2, "C")]


def test_rows_after_a_bare_quote_are_read(tmp_path: Path) -> None:
    write(tmp_path, 'id,names.en\nshells,a "shell"\nRounds,rounds\n')
    _, faults = load_dataset(tmp_path, lenient=True)
    assert [found.line for found in faults] == [2, 3]


def test_what_is_no_number_stays_as_it_is(tmp_path: Path) -> None:
    rows = "a;A;port;37,5;1.000\nb;B;port;1,234,5;" + "9" * 5_000 + "\nc;C;port;5E+07;\n"
    write(tmp_path, f"id;names.en;kind;latitude;precision_m\n{rows}", "locations.csv")
    first, *others, last = told(tmp_path)
    assert first.startswith("locations.csv:2: precision_m: must be a whole number, got 1.0 in E2")
    assert [line.partition(", got ")[0] for line in others] == [
        "locations.csv:3: latitude: must be a number",
        "locations.csv:3: precision_m: must be a whole number",
    ]
    rule = "must be degrees from -90 to 90, got 50000000.0 in D4"
    assert last == f"locations.csv:4: latitude: {rule}"


def test_a_number_that_a_spreadsheet_cut_is_told(tmp_path: Path) -> None:
    write(tmp_path, 'id,names.en,mmsi\nangara,Angara,"2,73E+08"\n', "vessels.csv")
    (fault,) = told(tmp_path)
    assert fault.endswith(f"got '2,73E+08' in C2; a spreadsheet cut the number: {AS_TEXT}")


def test_a_dump_does_not_join_tables(tmp_path: Path) -> None:
    write(tmp_path, ITEMS)
    with pytest.raises(FileExistsError, match=r"holds items\.csv, which would be read with"):
        dump_dataset(Dataset("Two articles"), tmp_path)
    (tmp_path / "items.csv").rename(tmp_path / "items.jsonl")
    with pytest.raises(FileExistsError, match=r"holds items\.jsonl, which would be read with"):
        write_data_package(Dataset("Two articles"), tmp_path)


MARKS = st.sampled_from(
    [*",;\t\"'\r\n\ufeff= ", "id", "names.en", "names.en[1]", "shells", "[", "."]
)


@given(
    st.lists(MARKS | st.text(max_size=3), max_size=40).map("".join),
    st.sampled_from(["", "id,names.en\n"]),
)
def test_no_text_breaks_the_reader(tmp_path_factory: Any, text: str, head: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    write(folder, (head + text).encode("utf-8", "surrogatepass"))
    loaded, faults = load_dataset(folder, lenient=True)
    assert all(fault.file == "items.csv" and fault.line for fault in faults)
    assert all(item.names for item in loaded.items.values())
