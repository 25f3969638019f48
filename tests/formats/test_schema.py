"""The schemas, held against the converter: what one refuses, the other does, bar what is told."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from tests.builders import NODES, PARTS, RICH, WRONG, Node, rich

from dprk_transfers.casebook import load_casebook
from dprk_transfers.codes import all_countries, is_country
from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.formats import dump_dataset, make_converter
from dprk_transfers.formats.schema import _TOGETHER, UNSAID, json_schema
from dprk_transfers.messages import to_json
from dprk_transfers.model import KINDS, Dataset
from dprk_transfers.rules import CheckedRecord
from dprk_transfers.strategies import datasets

ROOT = Path(__file__).parents[2]
CONVERTER = make_converter()


@cache
def validator(kind: str | None) -> Any:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def is_read(kind: str, record: object) -> bool:
    try:
        CONVERTER.structure(record, KINDS[kind])
    except InvalidRecordError:
        return False
    return True


def agree(kind: str, record: object) -> bool:
    """Whether the schema says of a record what the converter does."""
    return bool(validator(kind).is_valid(record) == is_read(kind, record))


def faults(kind: str | None, value: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(kind).iter_errors(value)]


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_the_schemas_that_are_published_are_those_of_the_records(kind: str | None) -> None:
    name = f"{kind or 'dataset'}.schema.json"
    published = (ROOT / "docs" / "schema" / name).read_text(encoding="utf-8")
    assert published == to_json(json_schema(kind)) + "\n", f"dprk-transfers schema > {name}"


def test_what_stands_in_the_casebook_is_taken() -> None:
    for kind, records in load_casebook().tables.items():
        for record in records.values():
            plain = CONVERTER.unstructure(record)
            assert faults(kind, plain) == []


@given(datasets())
def test_what_is_dumped_is_taken(tmp_path_factory: Any, dataset: Dataset) -> None:
    file = tmp_path_factory.mktemp("schema") / "book.json"
    dump_dataset(dataset, file)
    document = json.loads(file.read_text(encoding="utf-8"))
    assert faults(None, document) == []
    for kind in KINDS:
        for record in document.get(kind, ()):
            assert validator(kind).is_valid(record)


@pytest.mark.parametrize("kind", KINDS)
def test_records_in_which_all_is_stated_are_taken(kind: str) -> None:
    for record in RICH[kind]:
        assert faults(kind, record) == []


#: The only value that is text to a schema and no amount to a reader.
_UNREAD = ("claims[0].quantity.words", "no such word")


@pytest.mark.parametrize("node", NODES, ids=str)
def test_a_wrong_value_is_refused_where_the_converter_refuses_it(node: Node) -> None:
    for value in WRONG:
        record = rich()[node.kind][node.index]
        node.holder(record)[node.steps[-1]] = value
        assert agree(node.kind, record) != ((str(node), value) == _UNREAD), value


@pytest.mark.parametrize("node", [each for each in NODES if not each.is_element], ids=str)
def test_a_field_that_is_missing_is_refused_where_the_converter_refuses_it(node: Node) -> None:
    record = rich()[node.kind][node.index]
    del node.holder(record)[node.steps[-1]]
    assert agree(node.kind, record)


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_that_is_no_field_is_refused(kind: str) -> None:
    record = {**RICH[kind][0], "colour": "red"}
    assert not validator(kind).is_valid(record)
    assert not validator(None).is_valid({"title": "Two articles", "colour": "red"})


CLAIM = RICH["claims"][2]
FIGURE = RICH["claims"][0]
PLACE = RICH["locations"][0]


@pytest.mark.parametrize(
    ("kind", "record", "is_right"),
    [
        ("claims", {**CLAIM, "misprint": "It says so."}, False),
        *(
            ("claims", {**FIGURE, name: None}, False)
            for name in ("measure", "extent", "item", "shipment", "period")
        ),
        *(
            ("claims", {**FIGURE, "period": period}, is_right)
            for period, is_right in (
                ("2023", True),
                ("../2023-1X", True),
                ("2023/[2023-08..2023-09-01?]", True),
                ("2023/", False),
                ("2023/..", False),
                ("[2023-08..]", False),
                ("2023/[2023-08..]", False),
            )
        ),
        ("claims", {**FIGURE, "extent": "part", "period": "2023/"}, True),
        ("claims", {**CLAIM, "general": True}, False),
        ("claims", {**CLAIM, "general": True, "stance": "asserts"}, False),
        ("claims", {**CLAIM, "general": True, "stance": "denies"}, True),
        ("claims", {**CLAIM, "stance": "denies"}, False),
        ("claims", {**CLAIM, "stance": "denies", "about": []}, False),
        ("claims", {**CLAIM, "stance": "denies", "about": ["first"]}, True),
        ("sources", {**RICH["sources"][0], "reliability": "B"}, False),
        ("sources", {**RICH["sources"][0], "reliability": "F"}, True),
        ("locations", {**PLACE, "latitude": 1}, False),
        ("locations", {**PLACE, "latitude": 1, "precision_m": 1}, False),
        ("locations", {**PLACE, "latitude": 0, "longitude": 0, "precision_m": 1}, False),
        ("locations", {**PLACE, "latitude": 0, "longitude": 1, "precision_m": 1}, True),
        ("locations", {**PLACE, "latitude": 90.5, "longitude": 1, "precision_m": 1}, False),
        ("items", {**RICH["items"][0], "same_units": ["boxes"]}, False),
        ("vessels", {**RICH["vessels"][1], "mmsi": "27300000"}, False),
        *(
            ("claims", {**FIGURE, "quantity": {"words": "x", "unit": "boxes", **bounds}}, is_right)
            for bounds, is_right in (
                ({"usual_lower": 1}, False),
                ({"usual_lower": 1, "upper": 2}, True),
                ({"lower": "2/3"}, True),
                ({"lower": "0/3"}, False),
                ({"lower": "1"}, False),
                ({"lower": -1}, False),
            )
        ),
    ],
)
def test_rules_between_fields_are_said(kind: str, record: object, *, is_right: bool) -> None:
    assert is_read(kind, record) is is_right
    assert validator(kind).is_valid(record) is is_right


@pytest.mark.parametrize(
    "text", ["2023", "202X", "2023-08-1X?", "[2023..2024~]", "../2023", "/2023", "2023-21/.."]
)
def test_dates_are_taken(text: str) -> None:
    assert is_read("claims", {**CLAIM, "asserted": text})
    assert agree("claims", {**CLAIM, "asserted": text})


@pytest.mark.parametrize("text", ["23", "2023-8", "2023-08-01T12:00:00Z", "2023..2024", "[2023]"])
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not is_read("claims", {**CLAIM, "asserted": text})
    assert agree("claims", {**CLAIM, "asserted": text})


def test_every_rule_between_fields_is_said_or_told_as_unsaid() -> None:
    kinds: list[type[CheckedRecord]] = [*KINDS.values(), *PARTS.values()]
    for kind in kinds:
        entries = (entry.partition(": ") for entry in UNSAID)
        unsaid = {tuple(names.split(", ")) for about, _, names in entries if about == kind.__name__}
        between = {fields for fields in unsaid if len(fields) > 1}
        assert between | _TOGETHER.get(kind, {}).keys() == {
            rule.fields for rule in kind.cross_rules
        }


def test_what_no_schema_says_is_on_the_page() -> None:
    page = (ROOT / "docs" / "how-to" / "check-in-an-editor.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert listed == [f"| {about} | {rule} |" for about, rule in UNSAID.items()]


def test_a_fault_that_is_unsaid_is_taken() -> None:
    for record in (
        {**CLAIM, "repeats": ["word"]},
        {**CLAIM, "repeats": ["first"], "rests_on": ["first"]},
        {**CLAIM, "asserted": "2023-02-30"},
        {**CLAIM, "credibility": 1.0},
        {**CLAIM, "note": "\u200b"},
    ):
        assert not is_read("claims", record)
        assert validator("claims").is_valid(record)


def test_countries_are_those_that_are_taken() -> None:
    assert all(map(is_country, all_countries()))
    assert json_schema()["$defs"]["Country"]["enum"] == [*all_countries()]


def test_every_field_and_word_is_described() -> None:
    for kind in KINDS:
        schema = json_schema(kind)
        for part in (schema, *schema["$defs"].values()):
            assert part["description"]
            for field in part.get("properties", {}).values():
                assert field["description"]
                told_of = field.get("enumDescriptions", field.get("enum", []))
                assert len(told_of) == len(field.get("enum", []))


def test_a_kind_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"kind must be one of sources, .*, got 'claim'"):
        json_schema("claim")
