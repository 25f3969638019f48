import pickle
from copy import copy
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from cattrs import Converter
from cattrs.preconf.json import make_converter as make_json_converter
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NODES, RICH, WRONG, build, records_of, rich
from tests.laws import law

from dprk_transfers.exceptions import Fault, InvalidRecordError
from dprk_transfers.formats import configure_converter, make_converter
from dprk_transfers.formats.converter import _object_faults
from dprk_transfers.model import (
    KINDS,
    Check,
    Claim,
    Dataset,
    Designation,
    Document,
    Extent,
    Item,
    Location,
    LocationIds,
    Measure,
    Names,
    Quantity,
    Record,
    Shipment,
    Source,
    Stance,
    Vessel,
)
from dprk_transfers.strategies import datasets, quantities
from dprk_transfers.values.when import When

CONVERTER = make_converter()
NO_VALUE = Fault("$", "is missing").value


def refused(value: object, kind: Any) -> list[tuple[str, object]]:
    """The path and value of each fault for which plain data is refused."""
    with pytest.raises(InvalidRecordError) as caught:
        CONVERTER.structure(value, kind)
    for found in caught.value.faults:
        assert found.rule[0].islower()
        assert not found.rule.endswith(".")
    return [(found.path, found.value) for found in caught.value.faults]


class Word(str, Enum):  # noqa: UP042
    KNOWN = "known"


class Number(int, Enum):
    ONE = 1


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (int, [0, 1, -1, 10**30], [3.7, 3.0, True, "12", None, [1]]),
        (bool, [True, False], [0, 1, "no", "true", None, []]),
        (str, ["", "None", "12"], [None, 12, True, 3.7, ["a"], b"a"]),
        (float, [1.5, 42, -0.0], [True, "1.5", None]),
        (tuple[str, ...], [[], ["abc"]], ["abc", None, ("a",), {"a": 1}, 12]),
        (
            date,
            ["2024-01-31"],
            ["2024-1-31", "20240131", "2024-02-30", 20240131],
        ),
        (When, ["2023-1X", "../2023"], ["", "yesterday", "2023-13", 2023, None]),
        (Word, ["known"], ["unknown", "KNOWN", "", None]),
        (Number, [1], ["1", 2, True]),
        (Stance, ["denies"], ["DENIES", "Denies", "denied", "", None, 1, ["denies"], {}]),
        (str | None, [None, "a"], [12, []]),
        (Stance | None, [None, "denies"], ["DENIES", "", 1, []]),
    ],
)
def test_nothing_is_coerced(kind: Any, good: list[Any], bad: list[Any]) -> None:
    for value in good:
        assert CONVERTER.unstructure(CONVERTER.structure(value, kind), kind) == value
        if kind in (int, bool, str, float):
            assert type(CONVERTER.structure(value, kind)) is type(value)
    for value in bad:
        assert refused(value, kind) == [("$", value)]


def test_elements_of_a_list_are_refused_by_their_place() -> None:
    assert refused(["a", None, "b", 3.7], tuple[str, ...]) == [("$[1]", None), ("$[3]", 3.7)]


def test_an_unknown_word_is_told_the_known_ones() -> None:
    with pytest.raises(InvalidRecordError, match="must be one of total, part, rate, got 'whole'"):
        CONVERTER.structure("whole", Extent)


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("credibility", 3.7),
        ("credibility", True),
        ("general", "no"),
        ("summary", None),
        ("about", "abc"),
        ("stance", "nonsense"),
        ("credibility", 9),
    ],
)
def test_a_value_that_cattrs_would_let_in_or_hide_is_refused_with_its_rule(
    field: str, bad: object
) -> None:
    plain = CONVERTER.unstructure(build(Claim)) | {field: bad}
    with pytest.raises(InvalidRecordError, match="must be ") as caught:
        CONVERTER.structure(plain, Claim)
    (fault,) = caught.value.faults
    assert (fault.path, fault.value) == (f"$.{field}", bad)


@pytest.mark.parametrize(
    ("words", "value"),
    [("2/3", Fraction(2, 3)), (7, 7), (0, 0), ("0/1", None), ("7/1", None), ("4/6", None)]
    + [
        (words, None)
        for words in ("", "7", "-1/2", "1/0", "1/02", "1 / 2", "1.5", "1/2\n", "\u0661/2")
    ]
    + [(words, None) for words in (1.5, True, ["1/2"], "1" * 201 + "/3", "1/" + "3" * 201)],
)
def test_an_amount_is_a_whole_number_or_a_fraction_in_lowest_terms(
    words: object, value: object
) -> None:
    plain = {"words": "a few", "unit": "tonnes", "lower": words}
    if value is None:
        assert refused(plain, Quantity) == [("$.lower", words)]
    else:
        quantity = CONVERTER.structure(plain, Quantity)
        assert (quantity.lower, type(quantity.lower)) == (value, type(value))
        assert CONVERTER.unstructure(quantity) == plain


@pytest.mark.parametrize("bound", [10**90, Fraction(10**90, 7), Fraction(10**120, 7)])
def test_an_amount_of_any_size_that_is_taken_can_be_written_and_read(bound: Any) -> None:
    quantity = build(Quantity, lower=bound)
    assert CONVERTER.structure(CONVERTER.unstructure(quantity), Quantity) == quantity


@pytest.mark.parametrize(
    ("names", "faults"),
    [
        ({}, [("$.names", {})]),
        ([], [("$.names", [])]),
        ("Rajin", [("$.names", "Rajin")]),
        (None, [("$.names", None)]),
        ({"en": "Rajin"}, [("$.names.en", "Rajin")]),
        ({"en": ["Rajin", 7]}, [("$.names.en[1]", 7)]),
        ({"en": []}, [("$.names.en", ())]),
        ({"en": "a", "ko": {"b": 1}, "uk": ["c"]}, [("$.names.en", "a"), ("$.names.ko", {"b": 1})]),
        ({"English": ["Rajin"]}, [("$.names", "English")]),
    ],
)
def test_names_are_lists_by_language(names: object, faults: list[tuple[str, object]]) -> None:
    assert refused({"id": "rajin", "names": names}, Item) == faults


@pytest.mark.parametrize("kind", [*KINDS.values(), Quantity, Check, LocationIds, Designation])
@pytest.mark.parametrize("bad", [None, [], "a", 12, True, [{}]])
def test_a_record_is_an_object(kind: type, bad: object) -> None:
    assert refused(bad, kind) == [("$", bad)]


@pytest.mark.parametrize("kind", [*KINDS.values(), Quantity, Check, Designation])
def test_all_that_is_missing_is_named(kind: type) -> None:
    required = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]
    assert required
    assert refused({}, kind) == [(f"$.{name}", NO_VALUE) for name in required]


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("colour", "$.colour"),
        ("Id", "$.Id"),
        ("part of", '$["part of"]'),
        ("", '$[""]'),
        ("a.b", '$["a.b"]'),
        ("\x1b[31m\n", '$["\\u001b[31m\\n"]'),
        ("\ud800", '$["\\ud800"]'),
        ("x" * 100_000, f'$["{"x" * 40}"]'),
    ],
)
def test_an_unknown_key_is_refused_by_path(key: str, path: str) -> None:
    plain = CONVERTER.unstructure(build(Item)) | {key: 1}
    assert [found for found, _ in refused(plain, Item)] == [path]


def test_every_kind_of_fault_of_a_record_is_told_at_once() -> None:
    plain = rich()["claims"][1] | {
        "credibility": 9,
        "colour": "red",
        "stance": "mumbles",
        "via": ["agency", "A", 3],
        "quantity": {"words": "", "unit": 7, "lower": "x", "note": "?"},
        "period": "soon",
    }
    del plain["speaker"]
    assert {path for path, _ in refused(plain, Claim)} == {
        "$.credibility",
        "$.colour",
        "$.stance",
        "$.via[1]",
        "$.via[2]",
        "$.quantity.words",
        "$.quantity.unit",
        "$.quantity.lower",
        "$.quantity.note",
        "$.period",
        "$.speaker",
    }


def test_a_fault_of_a_field_does_not_hide_one_between_fields() -> None:
    plain = rich()["claims"][0] | {"credibility": 9, "measure": None}
    assert {path for path, _ in refused(plain, Claim)} == {"$.credibility", "$.measure"}


@pytest.mark.parametrize(
    ("kind", "changes", "path"),
    [
        (Claim, {"quantity": {"words": "a handful", "unit": "shells"}}, "$.quantity.words"),
        (
            Claim,
            {"quantity": {"words": "x", "unit": "shells", "lower": 2, "upper": 1}},
            "$.quantity.lower",
        ),
        (Claim, {"period": None}, "$.period"),
        (Claim, {"general": True}, "$.general"),
        (Claim, {"about": ["first"]}, "$.about"),
        (Location, {"precision_m": None}, "$.precision_m"),
        (Location, {"ids": {"geonames": "2042645"}}, "$.ids.geonames"),
        (Location, {"latitude": 130}, "$.latitude"),
        (Location, {"latitude": float("nan")}, "$.latitude"),
        (Source, {"reliability": "A", "reliability_note": None}, "$.reliability_note"),
        (Vessel, {"imo": "9179843"}, "$.imo"),
        (Vessel, {"designations": [{"authority": "EU"}, {}]}, "$.designations[1].authority"),
        (Vessel, {"designations": [{"authority": "EU"}] * 2}, "$.designations"),
        (Shipment, {"via": ["rajin", "rajin"]}, "$.via"),
        (Document, {"accessed": "2024-02-30"}, "$.accessed"),
    ],
)
def test_a_rule_of_the_model_is_told_with_the_path_in_the_whole_record(
    kind: type[Record], changes: dict[str, object], path: str
) -> None:
    (name,) = [name for name, record_type in KINDS.items() if record_type is kind]
    fullest = {"claims": 0, "vessels": 0, "sources": 2}.get(name, 1)
    assert [found for found, _ in refused(rich()[name][fullest] | changes, kind)] == [path]


@pytest.mark.parametrize(
    ("kind", "plain"), [(kind, plain) for kind, records in RICH.items() for plain in records]
)
def test_what_is_read_is_written_as_it_was(kind: str, plain: dict[str, Any]) -> None:
    record = CONVERTER.structure(plain, KINDS[kind])
    again = CONVERTER.unstructure(record)
    assert repr(again) == repr(plain)


@st.composite
def spoilt_records(draw: st.DrawFn) -> tuple[type[Any], dict[str, Any]]:
    """A written record, with its type, in which any values may be wrong, missing or unknown."""
    kind = draw(st.sampled_from(list(KINDS)))
    index = draw(st.integers(0, len(RICH[kind]) - 1))
    plain = rich()[kind][index]
    nodes = [node for node in NODES if (node.kind, node.index) == (kind, index)]
    chosen = draw(st.lists(st.sampled_from(nodes), max_size=4, unique_by=str))
    for node in sorted(chosen, key=lambda node: -len(node.steps)):  # what is within comes first
        holder = node.holder(plain)
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[node.steps[-1]]
        else:
            holder[node.steps[-1]] = draw(st.sampled_from(WRONG))
    if draw(st.booleans()):
        plain[draw(st.sampled_from(["colour", "part of"]))] = "red"
    return KINDS[kind], plain


def told(kind: type[Any], plain: dict[str, Any]) -> list[Fault]:
    """What is told of a written record that cannot be read, asked of any."""
    attrs.resolve_types(kind)
    known = {
        field.name: (field.name, CONVERTER.get_structure_hook(field.type), field.type)
        for field in attrs.fields(kind)
    }
    return list(_object_faults(kind, known, plain))


@law(200)
@given(spoilt_records())
def test_a_record_is_refused_where_there_is_a_fault_to_tell_and_nowhere_else(
    drawn: tuple[type[Any], dict[str, Any]],
) -> None:
    kind, plain = drawn
    faults = told(kind, plain)
    if faults:
        with pytest.raises(InvalidRecordError) as caught:
            CONVERTER.structure(plain, kind)
        assert caught.value.record == kind.__name__
        assert repr(caught.value.faults) == repr(tuple(faults))
        assert caught.value.__context__ is None
    else:
        record = CONVERTER.structure(plain, kind)
        assert CONVERTER.structure(CONVERTER.unstructure(record), kind) == record


@pytest.mark.parametrize(
    ("kind", "plain"), [(kind, plain) for kind, records in RICH.items() for plain in records]
)
def test_nothing_is_told_of_a_sound_record(kind: str, plain: dict[str, Any]) -> None:
    assert told(KINDS[kind], plain) == []


@law(15)
@given(datasets())
def test_any_record_survives_being_written_and_read(whole: Dataset) -> None:
    for record in records_of(whole):
        plain = CONVERTER.unstructure(record)
        assert CONVERTER.structure(plain, type(record)) == record
        assert repr(CONVERTER.structure(plain, type(record))) == repr(record)


@given(quantities())
def test_any_quantity_survives_being_written_and_read(quantity: Quantity) -> None:
    again = CONVERTER.structure(CONVERTER.unstructure(quantity), Quantity)
    assert (again, type(again.lower)) == (quantity, type(quantity.lower))


def test_what_holds_its_default_is_not_written() -> None:
    plain: dict[str, object] = {
        "id": "first",
        "document": "briefing",
        "speaker": "ministry",
        "summary": "Containers were shipped.",
    }
    assert CONVERTER.unstructure(build(Claim)) == plain
    stated = plain | {"credibility": 6, "via": [], "note": None}
    assert CONVERTER.structure(stated, Claim) == build(Claim)
    shares = build(Claim, measure=Measure.SHARE)
    assert CONVERTER.unstructure(shares) == plain | {"measure": "share"}


@pytest.mark.parametrize(
    "converter", [Converter(), make_json_converter(), Converter(detailed_validation=False)]
)
def test_any_cattrs_converter_can_be_taught(converter: Converter) -> None:
    assert configure_converter(converter) is converter
    for kind, records in RICH.items():
        for plain in records:
            record: Any = converter.structure(plain, KINDS[kind])
            assert record == CONVERTER.structure(plain, KINDS[kind])
            assert converter.unstructure(record) == plain


def test_faults_of_a_converter_carry_no_place() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        CONVERTER.structure({"authority": " "}, Designation)
    (fault,) = caught.value.faults
    assert fault == Fault("$.authority", fault.rule, value=" ")


def test_names_are_written_by_language_in_order() -> None:
    assert CONVERTER.unstructure(Names({"ko": ("나진",), "en": ("Rajin", "Najin")})) == {
        "en": ["Rajin", "Najin"],
        "ko": ["나진"],
    }


@pytest.mark.parametrize("kind", [date, When])
@pytest.mark.parametrize(
    ("stamp", "mark"),
    [
        ("2023-10-13T12:00:00Z", "T"),
        ("2023-10-13T12:00:00.042+09:00", "T"),
        ("2023-10-13t12", "T"),
        ("2023-10-13T120000", "T"),
        ("2023-10-13 12:00:00", "space"),
        ("2023-10-12/2023-10-13T00:00", "T"),
    ],
)
def test_a_time_stamp_is_refused_with_the_remedy(kind: Any, stamp: str, mark: str) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        CONVERTER.structure(stamp, kind)
    (found,) = caught.value.faults
    assert found.rule.count("times of day are not kept") == 1
    assert kind is When or found.rule.endswith(f", so cut it at the {mark}")
    assert found.rule.count("cut it at") == 1
    assert found.rule.startswith("must be a")


@pytest.mark.parametrize("kind", [date, When])
@pytest.mark.parametrize("value", [20231013, "13-Oct-23", "2023-9-3", "Tuesday"])
def test_what_is_no_time_stamp_is_not_told_to_be_cut(kind: Any, value: object) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        CONVERTER.structure(value, kind)
    assert "cut" not in caught.value.faults[0].rule


def test_what_is_refused_can_be_copied_and_tells_the_same() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        CONVERTER.structure({"id": "A"}, Claim)
    for same in (copy(caught.value), pickle.loads(pickle.dumps(caught.value))):  # noqa: S301
        assert type(same) is InvalidRecordError
        assert (same.record, same.faults) == (caught.value.record, caught.value.faults)
        assert str(same) == str(caught.value)
