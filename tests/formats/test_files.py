import gc
import json
import os
import random
import re
import sys
import threading
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import (
    HEADER,
    NODES,
    PARTS,
    RICH,
    WRONG,
    Node,
    as_json,
    build,
    dataset,
    may_hold,
    records_of,
    rich,
)
from tests.laws import law

from dprk_transfers.exceptions import DatasetError, Fault
from dprk_transfers.formats import Limits, dump_dataset, load_dataset, make_converter
from dprk_transfers.model import KINDS, Dataset, Item
from dprk_transfers.strategies import datasets

Data = dict[str, list[Any]]
Place = tuple[str, int, str]
PlaceOf = Callable[[str, int], Place]

CONVERTER = make_converter()
FILES: Final = ["dataset.json", *(f"{kind}.jsonl" for kind in KINDS)]
COUNT: Final = sum(map(len, RICH.values()))


def write(file: Path, text: str) -> None:
    """Write a file unless it says so already."""
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def write_folder(data: Data, path: Path, header: dict[str, Any] = HEADER) -> PlaceOf:
    """Write plain data as a folder, and tell the file, line and JSON path of each record."""
    path.mkdir(exist_ok=True)
    write(path / "dataset.json", as_json(header))
    for kind, records in data.items():
        write(path / f"{kind}.jsonl", "".join(as_json(record) + "\n" for record in records))
    return lambda kind, index: (f"{kind}.jsonl", index + 1, "$")


def write_document(data: Data, path: Path, header: dict[str, Any] = HEADER) -> PlaceOf:
    """The same as one document, each record over several lines."""
    members = [f"{as_json(name)}: {as_json(value)}" for name, value in header.items()]
    text = "{" + ", ".join(members)
    lines = {}
    for kind, records in data.items():
        text += f',\n"{kind}": [' if members else f'\n"{kind}": ['
        members.append(kind)
        for index, record in enumerate(records):
            text += ",\n\n" if index else "\n"
            lines[kind, index] = text.count("\n") + 1
            text += json.dumps(record, indent=1)
        text += "\n]"
    write(path, text + "}")
    return lambda kind, index: (path.name, lines[kind, index], f"$.{kind}[{index}]")


FORMS: Final[dict[str, Callable[..., PlaceOf]]] = {
    "folder": write_folder,
    "data.json": write_document,
}


@pytest.fixture(params=FORMS, scope="module")
def form(request: pytest.FixtureRequest) -> str:
    """A name for a folder or file, which says the form."""
    return str(request.param)


@pytest.fixture(scope="module")
def spoilt(form: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where data with faults is written, again and again."""
    return tmp_path_factory.mktemp("spoilt") / form


def faults_of(path: Path) -> tuple[Fault, ...]:
    return load_dataset(path, lenient=True)[1]


def places(faults: tuple[Fault, ...]) -> list[tuple[str | None, int | None, str]]:
    return [(found.file, found.line, found.path) for found in faults]


def below(place: Place, path: str) -> Place:
    """The place of a field of the record at a place."""
    file, line, above = place
    return file, line, above + path


def check_messages(faults: tuple[Fault, ...]) -> None:
    """Each message is one short printable line in lower case, whatever the value was."""
    for found in faults:
        assert found.rule[0].islower()
        assert not found.rule.endswith(".")
        assert str(found).isprintable()
        assert len(str(found)) < 1_000


def bytes_of(path: Path) -> dict[str, bytes]:
    every = path.iterdir() if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in every}


# What is written is read again, and looks the same each time.


@law(15)
@given(datasets(), st.integers(0, 99))
def test_what_is_written_is_read_and_written_the_same(
    form: str, tmp_path_factory: pytest.TempPathFactory, whole: Dataset, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("dump")
    records = list(records_of(whole))
    random.Random(seed).shuffle(records)  # noqa: S311
    mixed = dataset(*records, title=whole.title)
    mixed = attrs.evolve(mixed, version=whole.version, licence=whole.licence)

    dump_dataset(whole, folder / form)
    first = bytes_of(folder / form)
    loaded = load_dataset(folder / form)
    assert loaded == whole
    for same in (whole, loaded, mixed):
        dump_dataset(same, folder / form)
        assert bytes_of(folder / form) == first


CLAIM: Final = (
    '{"id": "first", "document": "briefing", "speaker": "ministry", "summary": "Over 1,000 '
    'containers were shipped.", "shipment": "programme", "item": "shells", "quantity": {"words": '
    '"over 1,000 containers", "unit": "containers"}, "measure": "moved", "extent": "total", '
    '"period": "2023-08/2023-10-13"}'
)
LINES: Final = {
    "sources": [
        '{"id": "ministry", "names": {"en": ["Ministry"], "ko": ["부"]}, "kind": "person"}'
    ],
    "documents": ['{"id": "briefing", "publisher": "ministry", "published": "2023-10-13"}'],
    "claims": [CLAIM, CLAIM.replace("first", "second")],
    "shipments": ['{"id": "programme", "names": {"en": ["All of it"]}, "kind": "programme"}'],
    "items": ['{"id": "shells", "names": {"en": ["shells"]}, "unit": "containers"}'],
}
HEAD: Final = '{\n  "title": "Two articles",\n  "version": "2024.1",\n  "licence": "CC0-1.0"'


def test_the_bytes_of_a_small_dataset(tmp_path: Path) -> None:
    records = {kind: [json.loads(line) for line in lines] for kind, lines in LINES.items()}
    write_folder(records, tmp_path / "given")
    whole = load_dataset(tmp_path / "given")
    dump_dataset(whole, tmp_path / "folder")
    assert bytes_of(tmp_path / "folder") == {
        "dataset.json": f"{HEAD}\n}}\n".encode(),
        **{f"{kind}.jsonl": ("\n".join(lines) + "\n").encode() for kind, lines in LINES.items()},
    }
    dump_dataset(whole, tmp_path / "small.json")
    text = HEAD
    for kind, lines in LINES.items():
        text += f',\n  "{kind}": [\n    ' + ",\n    ".join(lines) + "\n  ]"
    assert (tmp_path / "small.json").read_bytes() == f"{text}\n}}\n".encode()


def test_an_empty_dataset_is_a_title(form: str, tmp_path: Path) -> None:
    dump_dataset(Dataset("Two articles"), tmp_path / form)
    assert list(bytes_of(tmp_path / form).values()) == [b'{\n  "title": "Two articles"\n}\n']
    assert load_dataset(tmp_path / form) == Dataset("Two articles")


def test_a_folder_keeps_no_records_that_are_gone(tmp_path: Path) -> None:
    write_folder(rich(), tmp_path)
    (tmp_path / "README.md").write_text("kept")
    dump_dataset(Dataset("Two articles"), tmp_path)
    assert sorted(bytes_of(tmp_path)) == ["README.md", "dataset.json"]


def test_a_link_in_place_of_a_file_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.jsonl"
    outside.write_text("mine")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "items.jsonl").symlink_to(outside)
    shells = Item("shells", {"en": ("shells",)})
    dump_dataset(Dataset("Book", items=[shells]), tmp_path / "book")
    assert outside.read_text() == "mine"
    assert load_dataset(tmp_path / "book").items.keys() == {"shells"}


def test_a_path_is_text_or_a_path(tmp_path: Path) -> None:
    whole = dataset(build(Item))
    for path in (tmp_path / "a", f"{tmp_path}/b", tmp_path / "c.json", f"{tmp_path}/d.json"):
        dump_dataset(whole, path)
        assert load_dataset(path) == whole


@pytest.mark.parametrize("name", ["book.json", "book.JSON", "book.Json", "a/b/book.json"])
def test_what_ends_in_json_is_one_document_in_any_folder(tmp_path: Path, name: str) -> None:
    whole = dataset(build(Item))
    dump_dataset(whole, tmp_path / name)
    assert (tmp_path / name).is_file()
    assert load_dataset(tmp_path / name) == whole


@pytest.mark.parametrize("name", ["book", "book.json", "book.csv", "2024.1", "a/b/book"])
def test_a_folder_that_is_there_is_written_into(tmp_path: Path, name: str) -> None:
    whole = dataset(build(Item))
    (tmp_path / name).mkdir(parents=True)
    dump_dataset(whole, tmp_path / name)
    assert sorted(bytes_of(tmp_path / name)) == ["dataset.json", "items.jsonl"]
    assert load_dataset(tmp_path / name) == whole


@pytest.mark.parametrize(
    "name", ["claims.jsonl", "book.NDJSON", "book.csv", "book.json.gz", "book.xls", "book.txt"]
)
def test_a_dataset_is_not_written_in_another_form(tmp_path: Path, name: str) -> None:
    rule = r"to a folder, or to one document that ends in \.json or \.xlsx, got "
    with pytest.raises(ValueError, match=rule):
        dump_dataset(Dataset("Two articles"), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [*FILES, "Dataset.JSON", "claims.ndjson", "CLAIMS.JSONL"])
def test_one_file_of_a_folder_is_no_dataset(tmp_path: Path, name: str) -> None:
    write_folder(rich(), tmp_path)
    (tmp_path / name).write_text('{"title": "Two articles"}\n')
    before = bytes_of(tmp_path)
    loaded, (fault,) = load_dataset(tmp_path / name, lenient=True)
    assert list(records_of(loaded)) == []
    assert str(fault) == f"{name}: $: is one file of a dataset that is a folder; give the folder"
    with pytest.raises(DatasetError, match="1 fault"):
        load_dataset(tmp_path / name)
    with pytest.raises(ValueError, match="a dataset is written to a folder"):
        dump_dataset(Dataset("Two articles"), tmp_path / name)
    assert bytes_of(tmp_path) == before


def test_a_document_may_have_the_name_of_a_header(tmp_path: Path) -> None:
    whole = dataset(build(Item))
    dump_dataset(whole, tmp_path / "dataset.json")
    dump_dataset(whole, tmp_path / "dataset.json")
    assert load_dataset(tmp_path / "dataset.json") == whole


class Nowhere:
    """A path that says nothing."""

    def __fspath__(self) -> str:
        return ""


@pytest.mark.parametrize("path", ["", Nowhere()])
def test_an_empty_path_is_not_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str | os.PathLike[str]
) -> None:
    write_folder(rich(), tmp_path)
    monkeypatch.chdir(tmp_path)
    assert len(load_dataset(".").claims) == len(RICH["claims"])
    before = bytes_of(tmp_path)
    for touch in (load_dataset, lambda path: dump_dataset(Dataset("Two articles"), path)):
        with pytest.raises(FileNotFoundError, match="the path is empty"):
            touch(path)
    assert bytes_of(tmp_path) == before


def test_each_field_is_stated_in_the_rich_records() -> None:
    for kind, record_type in KINDS.items():
        stated = {key for record in RICH[kind] for key in record}
        assert stated == {field.name for field in attrs.fields(record_type)}


def test_both_forms_hold_the_same(tmp_path: Path) -> None:
    for form, write_form in FORMS.items():
        write_form(rich(), tmp_path / form)
    folder, document = (load_dataset(tmp_path / form) for form in FORMS)
    assert folder == document
    assert folder.validate() == ()
    assert (folder.title, folder.version, folder.licence) == (*HEADER.values(),)


# Every field of every record, spoilt.


@pytest.mark.parametrize("node", NODES, ids=str)
def test_a_wrong_value_is_refused_where_it_is_and_no_value_is_changed(
    form: str, spoilt: Path, node: Node
) -> None:
    data = rich()
    first = len(data[node.kind])
    for number, value in enumerate(WRONG):  # each in a copy of the record
        record = deepcopy(data[node.kind][node.index]) | {"id": f"copy-{number}"}
        node.holder(record)[node.steps[-1]] = value
        data[node.kind].append(record)
    place_of = FORMS[form](data, spoilt)
    loaded, faults = load_dataset(spoilt, lenient=True)
    check_messages(faults)
    told = 0
    for number, value in enumerate(WRONG):
        place = place_of(node.kind, first + number)
        own = [found for found in faults if (found.file, found.line) == place[:2]]
        told += len(own)
        path = below(place, node.path[1:])[2]
        for found in own:
            assert found.path == path or found.path.startswith((f"{path}.", f"{path}[")), value
        if not own:
            assert any(repr(value) == repr(right) for right in may_hold(node)), value
            own_id = value if node.steps == ("id",) else f"copy-{number}"
            record = CONVERTER.unstructure(getattr(loaded, node.kind)[own_id])
            if value is None or value == []:
                assert node.steps[-1] not in node.holder(record)
            else:
                assert repr(node.holder(record)[node.steps[-1]]) == repr(value)
    assert told == len(faults)


@pytest.mark.parametrize("node", [node for node in NODES if node.is_required], ids=str)
def test_a_missing_field_is_named(form: str, spoilt: Path, node: Node) -> None:
    data = rich()
    del node.holder(data[node.kind][node.index])[node.steps[-1]]
    place = below(FORMS[form](data, spoilt)(node.kind, node.index), node.path[1:])
    (fault,) = faults_of(spoilt)
    assert places((fault,)) == [place]
    assert str(fault) == f"{place[0]}:{place[1]}: {place[2]}: is missing"


OBJECTS: Final = [node for node in NODES if node.steps[-1] == "id" or node.owner in PARTS.values()]


@pytest.mark.parametrize("node", OBJECTS, ids=str)
@pytest.mark.parametrize("key", ["colour", "Id"])
def test_an_unknown_field_is_named(form: str, spoilt: Path, node: Node, key: str) -> None:
    data = rich()
    node.holder(data[node.kind][node.index])[key] = "red"
    beside = attrs.evolve(node, steps=(*node.steps[:-1], key))
    place = FORMS[form](data, spoilt)(node.kind, node.index)
    assert places(faults_of(spoilt)) == [below(place, beside.path[1:])]


#: Where 3.7 is a single fault.
SPOILABLE: Final = [node for node in NODES if node.field not in ("latitude", "longitude")]


@law(40)
@given(
    st.lists(
        st.sampled_from(SPOILABLE),
        min_size=10,
        max_size=COUNT,
        unique_by=lambda node: (node.kind, node.index),
    )
)
def test_faults_in_many_records_are_all_told_and_no_others(
    form: str, spoilt: Path, nodes: list[Node]
) -> None:
    data = rich()
    for node in nodes:
        node.holder(data[node.kind][node.index])[node.steps[-1]] = 3.7
    place_of = FORMS[form](data, spoilt)
    with pytest.raises(DatasetError) as caught:
        load_dataset(spoilt)
    assert len(caught.value.faults) == len(nodes)
    assert set(places(caught.value.faults)) == {
        below(place_of(node.kind, node.index), node.path[1:]) for node in nodes
    }


def test_several_faults_of_one_record_are_all_told(form: str, spoilt: Path) -> None:
    data = rich()
    data["claims"][1] |= {"credibility": 9, "stance": "mumbles", "via": ["A"], "colour": 1}
    place = FORMS[form](data, spoilt)("claims", 1)
    assert set(places(faults_of(spoilt))) == {
        below(place, path) for path in (".credibility", ".stance", ".via[0]", ".colour")
    }


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ({}, "$.title"),
        ({"title": ""}, "$.title"),
        ({"title": 12}, "$.title"),
        ({"title": None}, "$.title"),
        ({"title": "a\x1b[31m"}, "$.title"),
        (HEADER | {"version": 1.5}, "$.version"),
        (HEADER | {"licence": []}, "$.licence"),
        (HEADER | {"colour": "red"}, "$.colour"),
        (HEADER | {"Claims": []}, "$.Claims"),
    ],
)
def test_title_version_and_licence_are_read_as_strictly(
    form: str, tmp_path: Path, header: dict[str, object], path: str
) -> None:
    FORMS[form](rich(), tmp_path / form, header)
    faults = faults_of(tmp_path / form)
    check_messages(faults)
    name = "dataset.json" if form == "folder" else form
    assert places(faults) == [(name, 1, path)]


# Rules between records.


def test_rules_between_records_are_told_with_their_place(form: str, tmp_path: Path) -> None:
    data = rich()
    data["sources"][1]["part_of"] = "ministry"
    data["documents"][0]["publisher"] = "gone"
    data["documents"][1]["published"] = "2024"
    data["claims"][2] |= {"stance": "retracts", "about": ["first"]}
    place_of = FORMS[form](data, tmp_path / form)
    assert places(faults_of(tmp_path / form)) == [
        below(place_of("sources", 2), ".part_of"),
        below(place_of("documents", 0), ".publisher"),
        below(place_of("claims", 1), ".rests_on[0]"),
        below(place_of("claims", 2), ".about[0]"),
    ]


def test_faults_are_told_in_the_order_of_files_and_lines(form: str, tmp_path: Path) -> None:
    data = rich()
    data["claims"][0]["credibility"] = 9
    data["claims"][1]["shipment"] = "gone"
    data["claims"][2]["credibility"] = 9
    data["sources"][0]["part_of"] = "gone"
    data["locations"][0]["kind"] = "hole"
    place_of = FORMS[form](data, tmp_path / form, HEADER | {"colour": "red"})
    header = ("dataset.json" if form == "folder" else form, 1, "$")
    faulty = [("sources", 0), ("claims", 0), ("claims", 1), ("claims", 2), ("locations", 0)]
    assert [place[:2] for place in places(faults_of(tmp_path / form))] == [
        place[:2] for place in (header, *(place_of(*record) for record in faulty))
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_cannot_be_read_is_not_missed(form: str, tmp_path: Path, kind: str) -> None:
    data = rich()
    data[kind] = [record | {"colour": "red"} for record in data[kind]]
    place_of = FORMS[form](data, tmp_path / form)
    assert places(faults_of(tmp_path / form)) == [
        below(place_of(kind, index), ".colour") for index in range(len(data[kind]))
    ]


@pytest.mark.parametrize("own_id", [None, 7, "Not A Slug", ["first"]])
def test_a_record_without_a_sound_id_is_told_once(
    form: str, tmp_path: Path, own_id: object
) -> None:
    data = rich()
    data["claims"][0]["id"] = own_id
    place = FORMS[form](data, tmp_path / form)("claims", 0)
    assert places(faults_of(tmp_path / form)) == [below(place, ".id")]


def test_an_id_that_is_taken_is_told_with_the_line_that_has_it(form: str, tmp_path: Path) -> None:
    data = rich()
    data["claims"] += [data["claims"][0], data["claims"][0] | {"summary": "Other."}]
    data["items"].append({"id": "first", "names": {"en": ["of another kind"]}})
    place_of = FORMS[form](data, tmp_path / form)
    faults = faults_of(tmp_path / form)
    assert places(faults) == [below(place_of("claims", index), ".id") for index in (3, 4)]
    assert {(found.rule, found.value) for found in faults} == {
        (f"is taken by line {place_of('claims', 0)[1]}", "first")
    }


def test_lenient_reading_returns_what_is_sound(form: str, tmp_path: Path) -> None:
    data = rich()
    data["claims"][0]["credibility"] = 9
    data["items"].append(7)
    FORMS[form](data, tmp_path / form, HEADER | {"version": 7})
    loaded, faults = load_dataset(tmp_path / form, lenient=True)
    assert len(faults) == 3
    assert (loaded.title, loaded.version, loaded.licence) == ("Two articles", None, "CC0-1.0")
    assert list(loaded.claims) == ["reply", "word"]
    assert len(list(records_of(loaded))) == COUNT - 1
    with pytest.raises(DatasetError) as caught:
        load_dataset(tmp_path / form)
    assert caught.value.faults == faults


def test_lenient_reading_of_sound_data_finds_nothing(form: str, tmp_path: Path) -> None:
    FORMS[form](rich(), tmp_path / form)
    assert load_dataset(tmp_path / form, lenient=True) == (load_dataset(tmp_path / form), ())


# Lines of JSON.

GOOD: Final = as_json(RICH["items"][0])
OTHER: Final = as_json(RICH["items"][0] | {"id": "other"})
DEEP: Final = "[" * 100_000
LONG: Final = "x" * 100_000
MANY_DIGITS: Final = "9" * 5_000


def load_lines(tmp_path: Path, data: bytes) -> tuple[Fault, ...]:
    """The faults of a folder with these items."""
    dump_dataset(Dataset("Two articles"), tmp_path)
    (tmp_path / "items.jsonl").write_bytes(data)
    faults = faults_of(tmp_path)
    check_messages(faults)
    return faults


@pytest.mark.parametrize("text", ["", GOOD, f"{GOOD}\n", f"{GOOD}\r\n", f" {GOOD}\t\n"])
def test_lines_of_json_are_read(tmp_path: Path, text: str) -> None:
    assert load_lines(tmp_path, text.encode()) == ()
    assert len(load_dataset(tmp_path).items) == bool(text)


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("", "is not JSON"),
        ("   ", "is not JSON"),
        ("\r", "is not JSON"),
        ("{", "is not JSON"),
        ("{'id': 1}", "is not JSON"),
        (GOOD + OTHER, "is not JSON"),
        (GOOD + ",", "is not JSON"),
        ("// note", "is not JSON"),
        ('{"id": NaN}', "NaN is no number"),
        ('{"id": [Infinity]}', "Infinity is no number"),
        ('{"id": -Infinity}', "-Infinity is no number"),
        ('{"id": "a", "id": "b"}', "names the key 'id' twice"),
        ('{"id": "a", "names": {"en": [], "en": []}}', "names the key 'en' twice"),
        ('{"id": 1, "unit": 2, "note": 3, "unit": 4, "id": 5}', "names the key 'unit' twice"),
        ('{"\\u001b[31m": 1, "\\u001b[31m": 2}', r"names the key '\x1b[31m' twice"),
        (f'{{"{LONG}": 1, "{LONG}": 2}}', "twice"),
        (f'{{"id": {MANY_DIGITS}}}', "too many digits"),
        (DEEP, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (DEEP + "]" * 100_000, "nested too deeply"),
        ('"text"', "must be an object"),
        ("null", "must be an object"),
        ("[]", "must be an object"),
        ("\ufeff" + GOOD, "is not JSON"),
        ('{"id": "a\tb"}', "is not JSON"),
        ('{"id": "\x1b[31m"}', "is not JSON"),
    ],
    ids=lambda text: ascii(text[:30]),
)
@pytest.mark.parametrize("line", [1, 3])
def test_a_line_that_is_no_record_is_told_by_its_number(
    tmp_path: Path, bad: str, rule: str, line: int
) -> None:
    others = [as_json(RICH["items"][0] | {"id": f"item-{number}"}) for number in range(3)]
    lines = [*others[: line - 1], bad, *others[line - 1 :]]
    (fault,) = load_lines(tmp_path, "\n".join([*lines, ""]).encode())
    assert places((fault,)) == [("items.jsonl", line, "$")]
    assert rule in fault.rule
    assert len(load_dataset(tmp_path, lenient=True)[0].items) == 3


ITEMS: Final = [RICH["items"][0] | {"id": f"item-{number}"} for number in range(3)]
ROWS: Final = [as_json(item) for item in ITEMS]


@pytest.mark.parametrize(
    ("text", "line", "rule", "count"),
    [
        ("\ufeff" + "\n".join(ROWS), 1, "a byte order mark; save it as UTF-8 without one", 2),
        ("\n\n".join(ROWS), 2, "remove every empty line", 3),
        ("\r\n \r\n\r\n".join(ROWS), 2, "remove every empty line", 3),
        ("\n" + "\n".join(ROWS) + "\n\n", 1, "remove every empty line", 3),
        (",\n".join(ROWS), 1, "leave out every comma between records", 1),
        (" ,\r\n".join(ROWS), 1, "leave out every comma between records", 1),
        ("[\n" + ",\n".join(ROWS) + "\n]\n", 1, "a list holds the records; write each on", 0),
        ("[" + ",\n ".join(ROWS) + "]", 1, "a list holds the records; write each on", 0),
        (as_json(ITEMS), 1, "without the brackets around them and the commas between", 0),
        ("\ufeff" + json.dumps(ITEMS, indent=2), 1, "a list holds the records", 0),
        ("\n".join(json.dumps(item, indent=2) for item in ITEMS), 1, "over several lines", 0),
        (ROWS[0] + "\n\ufeff" + json.dumps(ITEMS[1], indent=2), 2, "over several lines", 1),
        (f"{ROWS[0]}\n{json.dumps(ITEMS[1], indent=0)}\n{ROWS[2]}", 2, "is not read", 1),
        (",\n".join(json.dumps(item, indent=1) for item in ITEMS), 1, "over several lines", 0),
        ("\r".join(ROWS), 1, "lines end in a carriage return alone; save it with line feeds", 0),
        ("\r".join(ROWS) + "\r", 1, "carriage return alone", 0),
        (
            "\n".join(json.dumps(item, indent=1) for item in ITEMS).replace("\n", "\r"),
            1,
            "carriage return",
            0,
        ),
    ],
    ids=lambda text: ascii(text)[-30:],
)
def test_what_is_wrong_with_a_whole_file_is_told_once_with_the_remedy(
    tmp_path: Path, text: str, line: int, rule: str, count: int
) -> None:
    told = load_lines(tmp_path, text.encode())
    assert places(told) == [("items.jsonl", line, "$")]
    assert told[0].rule.startswith("is not JSON")
    assert rule in told[0].rule
    assert len(load_dataset(tmp_path, lenient=True)[0].items) == count


def test_empty_lines_do_not_hide_records_over_several_lines(tmp_path: Path) -> None:
    text = "\n\n".join(json.dumps(item, indent=2) for item in [*ITEMS])
    told = load_lines(tmp_path, f"\n{text}".encode())
    assert [found.line for found in told] == [1, 2]
    assert "several lines" in told[1].rule


def test_other_faults_of_lines_are_told_each(tmp_path: Path) -> None:
    bad = '{"id": "a", "id": "b"}'
    told = load_lines(tmp_path, f"{bad}\n{{\n{bad}\n[1]\n".encode())
    assert [found.line for found in told] == [1, 2, 3, 4]


@pytest.mark.parametrize("depth", [100, 900, 960, 990, 5_000])
def test_a_nested_value_is_told_at_any_depth(tmp_path: Path, depth: int) -> None:
    nested = "[" * depth + "]" * depth
    (fault,) = load_lines(tmp_path, GOOD.replace('"rounds"', nested, 1).encode())
    assert fault.line == 1
    with pytest.raises(DatasetError) as caught:
        load_dataset(tmp_path)
    assert str(caught.value.exceptions[0]) == str(fault)


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", "é".encode("latin-1"), b"\xed\xa0\x80"])
def test_bytes_that_are_no_utf_8_are_told_by_line(tmp_path: Path, bad: bytes) -> None:
    (fault,) = load_lines(tmp_path, GOOD.encode() + b"\n" + bad + b"\n")
    assert (fault.file, fault.path) == ("items.jsonl", "$")
    assert "UTF-8" in fault.rule
    assert fault.line == 2 or "line 2" in fault.rule


def test_lone_surrogates_are_no_text(tmp_path: Path) -> None:
    (fault,) = load_lines(tmp_path, b'{"id": "a", "names": {"en": ["\\ud800"]}}')
    assert places((fault,)) == [("items.jsonl", 1, "$.names.en[0]")]


def test_broken_json_in_the_header_is_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "dataset.json").write_text('{\n  "title": "a",\n  "version": ?\n}\n')
    (fault,) = faults_of(tmp_path)
    assert (fault.file, fault.line) == ("dataset.json", 3)
    assert "column 14" in fault.rule


@pytest.mark.parametrize(
    ("last", "rule"),
    [('"title": "b"', "twice"), ('"note": NaN', "no number"), (f'"n": {MANY_DIGITS}', "digits")],
)
def test_what_is_refused_in_the_header_is_told_by_its_own_line(
    tmp_path: Path, last: str, rule: str
) -> None:
    text = f'{{\n  "title": "a",\n  "version": "b",\n  {last}\n}}\n'
    (tmp_path / "dataset.json").write_text(text)
    (fault,) = faults_of(tmp_path)
    assert (fault.file, fault.line) == ("dataset.json", 4)
    assert rule in fault.rule


# One document.


def load_text(tmp_path: Path, text: str) -> tuple[Fault, ...]:
    """The faults of a document."""
    (tmp_path / "data.json").write_text(text, encoding="utf-8")
    faults = faults_of(tmp_path / "data.json")
    check_messages(faults)
    return faults


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('{"title": "a"}', 0),
        (' \r\n\t{ "title" : "a" , "items" : [ ] }\n\n', 0),
        (f'{{"items": [{GOOD}\n,\n{OTHER}], "title": "a"}}', 2),
    ],
)
def test_a_document_is_read_whatever_its_layout(tmp_path: Path, text: str, count: int) -> None:
    assert load_text(tmp_path, text) == ()
    loaded = load_dataset(tmp_path / "data.json")
    assert (loaded.title, len(loaded.items)) == ("a", count)


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("", 1, "is not JSON"),
        ("\n\n", 3, "is not JSON"),
        ("[]", 1, "is not JSON"),
        ("null", 1, "is not JSON"),
        ('{"title": "a"', 1, "is not JSON"),
        ('{"title": "a",}', 1, "is not JSON"),
        ('{"title": "a"\n"version": "b"}', 2, "is not JSON"),
        ('{"title": "a"}\n{}', 2, "is not JSON"),
        ('{"title": "a"}\nthe end', 2, "is not JSON"),
        ('{"title": "a"}]', 1, "is not JSON"),
        ('{"title" "a"}', 1, "is not JSON"),
        ("{title: 1}", 1, "is not JSON"),
        ('{"title": "a",\n1: 2}', 2, "is not JSON"),
        (f'{{"title": "a",\n"items": [{GOOD},]}}', 2, "is not JSON"),
        (f'{{"title": "a",\n"items": [{GOOD}\n{OTHER}]}}', 3, "is not JSON"),
        ('{"title": "a",\n"items": [\n{"id":\n?}]}', 4, "is not JSON"),
        ('{"title": "a", "items": [\n{"id": NaN}]}', 2, "NaN is no number"),
        ('{"title": "a", "items": [\n{"id":\n[\nNaN]}]}', 4, "NaN is no number"),
        ('{"title": "a", "items": [\n{"id": 1,\n"id": 2}]}', 3, "names the key 'id' twice"),
        ('{"title": "a",\n"title": "b"}', 2, "names the key 'title' twice"),
        ('{"title": "a", "items": [],\n"items": []}', 2, "names the key 'items' twice"),
        ('{"title": "a", "items": [\n{"id": "a", "id": "b"}]}', 2, "names the key 'id' twice"),
        ('{"title": "a", "items": [\n' + DEEP, 2, "nested too deeply"),
        (f'{{"title": "a", "x":\n{MANY_DIGITS}}}', 2, "too many digits"),
        ('\ufeff{"title": "a"}', 1, "is not JSON"),
        (f'{{"{LONG}": 1, "{LONG}": 2}}', 1, "twice"),
        ('{"\\u001b[31m": 1, "\\u001b[31m": 2}', 1, "twice"),
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_a_document_that_cannot_be_read_on_is_told_by_line(
    tmp_path: Path, text: str, line: int, rule: str
) -> None:
    (fault,) = load_text(tmp_path, text)
    assert rule in fault.rule
    assert (fault.file, fault.line) == ("data.json", line)


@pytest.mark.parametrize("number", ["1e-400", "0." + "9" * 25, "1e400"])
def test_a_latitude_is_kept_as_it_is_written_or_refused(tmp_path: Path, number: str) -> None:
    point = {"latitude": 7, "longitude": 8.5, "precision_m": 10}
    place = as_json({"id": "rounds", "names": {"en": ["A"]}, "kind": "port"} | point)
    assert load_text(tmp_path, f'{{"title": "a",\n"locations": [\n{place}]}}') == ()
    text = f'{{"title": "a",\n"locations": [\n{place.replace("7", number)}]}}'
    assert number in text
    faults = load_text(tmp_path, text)
    assert {found.line for found in faults} == {3}


@pytest.mark.parametrize("value", ["null", "{}", '"a"'])
def test_records_of_a_document_come_in_a_list(tmp_path: Path, value: str) -> None:
    faults = load_text(tmp_path, f'{{"title": "a",\n"items": {value},\n"claims": [7]}}')
    assert places(faults)[0] == ("data.json", 2, "$.items")
    assert "must be a list" in faults[0].rule


def test_bytes_of_a_document_that_are_no_utf_8_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_bytes(b'{"title":\n"\xff"}')
    (fault,) = faults_of(tmp_path / "data.json")
    assert "UTF-8" in fault.rule
    assert fault.line == 2 or "line 2" in fault.rule


@pytest.mark.parametrize(
    "key", ["\x1b[31m\n", LONG, "\u202e", "a b"], ids=lambda key: ascii(key[:9])
)
def test_a_hostile_key_neither_floods_nor_breaks_a_message(
    form: str, tmp_path: Path, key: str
) -> None:
    FORMS[form]({}, tmp_path / form, HEADER | {key: 1})
    faults = faults_of(tmp_path / form)
    assert len(faults) == 1
    check_messages(faults)


# Files.


def test_only_known_files_make_a_dataset(tmp_path: Path) -> None:
    write_folder(rich(), tmp_path)
    for name in ("README.md", "notes.txt", ".claims.jsonl.swp", ".gitignore", "map.geojson"):
        (tmp_path / name).write_text("?")
    (tmp_path / "documents").mkdir()  # the pages themselves, say
    assert faults_of(tmp_path) == ()
    for name in ("claim.jsonl", "extra.json", "Claims.jsonl"):
        (tmp_path / name).write_text("")
    faults = faults_of(tmp_path)
    assert places(faults) == [
        (name, None, "$") for name in ("Claims.jsonl", "claim.jsonl", "extra.json")
    ]
    assert "known: dataset.json, sources.jsonl, " in faults[0].rule


@pytest.mark.parametrize(
    "name",
    [
        "claims",
        "claims.jl",
        "claims.json",
        "claims.json.txt",
        "claims.jsonl.bak",
        "claims.jsonl.gz",
        "claims.jsonl.txt",
        "claims.jsonl~",
        "claims.ndjson",
        "claims.txt",
        "claims.xlsx",
        "Claims.CSV",
        "claims .jsonl",
        "items.tsv",
        "sources.yaml",
    ],
)
def test_records_in_a_file_with_another_ending_are_not_passed_over(
    tmp_path: Path, name: str
) -> None:
    data = rich()
    kind = name.partition(".")[0].lower().strip()
    write_folder(data, tmp_path)
    (tmp_path / f"{kind}.jsonl").rename(tmp_path / name)
    (fault,) = faults_of(tmp_path)
    check_messages((fault,))
    assert places((fault,)) == [(name, None, "$")]
    assert f"{kind} are read from {kind}.jsonl and {kind}.csv alone" in fault.rule


@pytest.mark.parametrize(
    "name",
    ["claims (1).jsonl", "claim.ndjson", "old.JSONL.gz", "dataset.json.bak", "a.jl", "b.csv"],
)
def test_a_file_of_lines_of_json_belongs_to_a_kind(tmp_path: Path, name: str) -> None:
    write_folder(rich(), tmp_path)
    (tmp_path / name).write_text("")
    (fault,) = faults_of(tmp_path)
    known = f"{', '.join(FILES)}, and .csv for .jsonl"
    assert str(fault) == f"{name}: $: is no file of a dataset; known: {known}"


def test_a_hostile_file_name_does_not_break_a_message(tmp_path: Path) -> None:
    write_folder(rich(), tmp_path)
    (tmp_path / "\x1b[31mclaims\n.jsonl").write_text("")
    check_messages(faults_of(tmp_path))


@pytest.mark.parametrize("name", FILES)
def test_a_link_is_not_followed(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    write_folder(rich(), folder)
    (folder / name).rename(tmp_path / name)
    for target in (tmp_path / name, tmp_path / "missing"):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)
        (fault,) = faults_of(folder)
        assert str(fault) == f"{name}: $: must be a plain file, no link"


def in_time(read: Callable[[], tuple[Fault, ...]]) -> tuple[Fault, ...]:
    """What is read, unless reading hangs."""
    found: list[tuple[Fault, ...]] = []
    reader = threading.Thread(target=lambda: found.append(read()), daemon=True)
    reader.start()
    reader.join(timeout=10)
    assert not reader.is_alive()
    return found[0]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_folder_or_pipe_in_place_of_a_file_is_refused_at_once(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    write_folder(rich(), tmp_path)
    (tmp_path / name).unlink()
    make(tmp_path / name)
    (fault,) = in_time(lambda: faults_of(tmp_path))
    assert (fault.file, fault.rule) == (name, "must be a plain file, no link")


def test_a_pipe_is_no_dataset(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "data.json")
    with pytest.raises(OSError, match=r"data\.json"):
        load_dataset(tmp_path / "data.json")


@pytest.mark.parametrize("read", [load_dataset, faults_of])
def test_a_missing_path_is_named(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.json"):
        read(tmp_path / "gone.json")


def test_a_header_is_not_optional(tmp_path: Path) -> None:
    write_folder(rich(), tmp_path)
    (tmp_path / "dataset.json").unlink()
    loaded, faults = load_dataset(tmp_path, lenient=True)
    assert [str(found) for found in faults] == ["dataset.json: $: is missing"]
    assert len(list(records_of(loaded))) == COUNT


@pytest.mark.parametrize("header", [None, "{", "[]", '{"title": ""}'])
def test_a_faulty_header_hides_no_other_fault(tmp_path: Path, header: str | None) -> None:
    data = rich()
    data["documents"][0]["publisher"] = "gone"
    write_folder(data, tmp_path)
    (tmp_path / "dataset.json").unlink()
    if header is not None:
        (tmp_path / "dataset.json").write_text(header)
    assert [found.file for found in faults_of(tmp_path)] == ["dataset.json", "documents.jsonl"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_not_there_has_no_records(tmp_path: Path, kind: str) -> None:
    write_folder(rich(), tmp_path)
    (tmp_path / f"{kind}.jsonl").unlink()
    loaded, faults = load_dataset(tmp_path, lenient=True)
    assert not getattr(loaded, kind)
    assert {found.rule for found in faults} == (
        set() if kind == "claims" else {f"names none of the {kind}"}
    )


def test_more_faults_than_can_be_told_are_counted(tmp_path: Path) -> None:
    write_folder({"items": [7] * 1_002}, tmp_path)
    faults = faults_of(tmp_path)
    assert len(faults) == 1_001
    assert str(faults[-1]) == "$: has 2 more faults"
    told = load_dataset(tmp_path, lenient=True, limits=Limits(faults=1_001))[1]
    assert str(told[-1]) == "$: has 1 more fault"
    told = load_dataset(tmp_path, lenient=True, limits=Limits(faults=1_002))[1]
    assert {found.rule for found in told} == {"must be an object"}


@pytest.mark.slow
@pytest.mark.parametrize("line", ["{}", "7", "{", '{"id": "a", "document": "b", "summary": 3}'])
def test_a_flood_of_faulty_lines_is_counted_in_little_time_and_room(
    tmp_path: Path, line: str
) -> None:
    write_folder({}, tmp_path)
    (tmp_path / "claims.jsonl").write_text(f"{line}\n" * 20_000)
    tracemalloc.start()
    try:
        faults = faults_of(tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(faults) == 1_001
    assert re.fullmatch(r"\$: has 1\d,\d{3} more faults", str(faults[-1]))
    assert peak < 8_000_000


def test_a_file_may_have_any_length_and_a_line_may_not(tmp_path: Path) -> None:
    note = "x" * 9_000
    others = [RICH["items"][0] | {"id": f"item-{n}", "note": note} for n in range(200)]
    write_folder({"items": others}, tmp_path)
    assert len(load_dataset(tmp_path, limits=Limits(line=10_000)).items) == 200
    text = (tmp_path / "items.jsonl").read_text()
    (tmp_path / "items.jsonl").write_text(f"{text[:-1]}{'y' * 100_000}\n{text}")
    loaded, faults = load_dataset(tmp_path, lenient=True, limits=Limits(line=10_000))
    assert (faults[0].line, faults[0].rule) == (
        200,
        "must be a line of at most 10,000 bytes: limits.line allows more",
    )
    assert len(loaded.items) == 200
    assert places(faults[1:2]) == [("items.jsonl", 201, "$.id")]


def test_a_header_has_a_limit_too(tmp_path: Path) -> None:
    write_folder({}, tmp_path, HEADER | {"title": "x" * 1_000})
    assert load_dataset(tmp_path).title == "x" * 1_000
    (fault,) = load_dataset(tmp_path, lenient=True, limits=Limits(line=900))[1]
    assert str(fault) == "dataset.json: $: must be at most 900 bytes: limits.line allows more"


def test_nesting_has_a_limit_that_text_does_not_count_for(tmp_path: Path) -> None:
    write_folder({"items": [RICH["items"][0] | {"note": '[{"' * 500}]}, tmp_path)
    assert faults_of(tmp_path) == ()
    nested = "[" * 65 + "]" * 65
    (fault,) = load_lines(tmp_path, f'{{"id": {nested}}}'.encode())
    assert fault.rule == "is nested too deeply"
    faults = load_lines(tmp_path, ('{"id": [' + "[], " * 100 + "[]]}").encode())
    assert {found.path for found in faults} == {"$.id", "$.names"}


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize("name", ["book", "nowhere"])
def test_the_garbage_collector_is_as_it_was(tmp_path: Path, was_on: bool, name: str) -> None:
    write_folder(rich(), tmp_path / "book")
    seen: list[bool] = []
    (gc.enable if was_on else gc.disable)()
    try:
        with suppress(FileNotFoundError):
            load_dataset(tmp_path / name, progress=lambda *_: seen.append(gc.isenabled()))
        assert gc.isenabled() is was_on
        assert set(seen) <= {False}
    finally:
        gc.enable()


@pytest.mark.parametrize("is_frozen", [True, False])
def test_what_others_froze_stays_so(tmp_path: Path, is_frozen: bool) -> None:
    write_folder(rich(), tmp_path)
    if is_frozen:
        gc.freeze()
    before = gc.get_freeze_count()
    try:
        whole = load_dataset(tmp_path)
        assert gc.get_freeze_count() == before
        assert (before > 0) is is_frozen
        claim = whole.claims["first"]
        assert any(each is claim for each in gc.get_objects(generation=0)) is is_frozen
    finally:
        gc.unfreeze()


def test_how_far_a_folder_is_read_is_told(tmp_path: Path) -> None:
    write_folder({"items": [RICH["items"][0] | {"id": f"i-{n}"} for n in range(3_000)]}, tmp_path)
    seen: list[tuple[int, int]] = []
    load_dataset(tmp_path, progress=lambda done, whole: seen.append((done, whole)))
    assert len(seen) >= 3
    assert seen == sorted(seen)
    whole = sum(file.stat().st_size for file in tmp_path.iterdir())
    assert all(done <= of == whole for done, of in seen)


OPENED: Final[list[str]] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        OPENED.append(str(arguments[0]))


_note.__cantrace__ = True  # type: ignore[attr-defined]  # coverage sees it


def test_nothing_outside_the_folder_is_read(form: str, tmp_path: Path) -> None:
    data = rich()
    data["documents"][0] |= {"url": "file:///etc/passwd", "note": "../../secret.json"}
    data["sources"][0]["id"] = "../../etc"
    FORMS[form](data, tmp_path / form)
    faults_of(tmp_path / form)  # what is imported late is imported by now
    sys.addaudithook(_note)
    OPENED.clear()
    faults_of(tmp_path / form)
    opened = list(OPENED)
    assert opened
    assert all(name.startswith(str(tmp_path / form)) for name in opened)
