import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import build, names_of, refusal

from dprk_transfers.exceptions import Fault, InvalidRecordError
from dprk_transfers.model import (
    KINDS,
    Check,
    Claim,
    Designation,
    LocationIds,
    Quantity,
    Question,
    Source,
    Stance,
    Vessel,
)
from dprk_transfers.model.claim import Evidence
from dprk_transfers.model.names import NAMES
from dprk_transfers.rules import (
    COUNTRY,
    DAY,
    ID,
    IDS,
    LANGUAGE,
    TEXT,
    URL,
    CheckedRecord,
    CrossRule,
    Rule,
    check,
    each,
    fields_of,
    find_faults,
    matches,
    one_of,
    rule_of,
    whole,
)

CONTROL = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cc"]
NO_TEXT: list[Any] = [None, True, 12, 3.7, b"ab", ["ab"], ("ab",), {"ab": 1}]

RULES = {
    "ID": (
        ID,
        ["a", "7", "us-1000", "a" * 80],
        ["", "A", "us_1", "us 1", "-us", "us-", "us--1", "us\n", "é", "٣", "a" * 81],
    ),
    "TEXT": (
        TEXT,
        ["a", " a ", "a\tb\r\nc", "나진 🚢", "a" * 10_000],
        [
            "",
            " ",
            "\n\t",
            "\u2003",
            "\u200b",
            "\ufeff \u2060",
            "\u3164",
            "\u2800",
            "\xad",
            "\u202e\u200f",
            "a\ud800",
            "a" * 10_001,
        ],
    ),
    "COUNTRY": (COUNTRY, ["KP", "RU"], ["", "kp", "K", "PRK", "\u041aP", "KP\n", "K1"]),
    "LANGUAGE": (
        LANGUAGE,
        ["en", "und", "zh-Hant", "zh-Hant-TW", "es-419"],
        ["", "EN", "e", "english", "en_US", "en-", "en\n", "en-" + "a" * 9, "en" + "-abcdefgh" * 4],
    ),
    "URL": (
        URL,
        ["http://example.org", "https://example.org/a?b=c#d", "https://한국.example/"],
        [
            "",
            "example.org",
            "https://",
            "ftp://example.org",
            "javascript:alert(1)",
            "HTTPS://example.org",
            "https://example.org/a b",
            'https://example.org/"',
            "https://example.org/<b>",
            "https://example.org/\n",
            "https://example.org/\ud800",
            "https://example.org/" + "a" * 2_000,
        ],
    ),
}
CASES = list(RULES.values())


@pytest.mark.parametrize(
    ("rule", "good"), [(rule, text) for rule, kept, _ in CASES for text in kept]
)
def test_text_that_keeps_a_rule_is_taken(rule: Rule, good: str) -> None:
    assert list(rule.faults(good, "$")) == []


@pytest.mark.parametrize(
    ("rule", "bad"),
    [(rule, text) for rule, _, broken in CASES for text in [*broken, *NO_TEXT]],
)
def test_text_that_breaks_a_rule_is_refused_by_name(rule: Rule, bad: object) -> None:
    assert list(rule.faults(bad, "$.field")) == [Fault("$.field", rule.says, value=bad)]


@pytest.mark.parametrize(("rule", "text"), [(TEXT, "a{}b"), (URL, "https://example.org/{}")])
def test_text_holds_no_control_characters(rule: Rule, text: str) -> None:
    kept = {mark for mark in CONTROL if rule.holds(text.format(mark))}
    assert kept == ({"\t", "\n", "\r"} if rule is TEXT else set())


@given(st.text())
def test_any_text_that_is_not_blank_and_can_be_printed_is_text(text: str) -> None:
    if text.isprintable() and text.strip(" \u115f\u1160\u2800\u3164\uffa0"):
        assert TEXT.holds(text)


@pytest.mark.parametrize("bad", [None, "2024-01-31", 19_000, datetime(2024, 1, 31, tzinfo=UTC)])
def test_a_day_is_a_date_and_no_moment(bad: object) -> None:
    assert DAY.holds(date(2024, 1, 31))
    assert list(DAY.faults(bad, "$.accessed")) == [Fault("$.accessed", DAY.says, value=bad)]


@pytest.mark.parametrize(
    ("kind", "good", "bad", "says"),
    [
        (Stance, Stance.DENIES, "denies", "must be a Stance"),
        (Evidence, Evidence.DEBRIS, Stance.DENIES, "must be an Evidence"),
        (bool, False, 0, "must be a bool"),
        (int, 1, True, "must be an int"),
    ],
)
def test_a_value_is_of_a_type_and_a_truth_is_no_number(
    kind: type, good: object, bad: object, says: str
) -> None:
    rule = one_of(kind)
    assert rule.says.lower() == says.lower()
    assert rule.holds(good)
    assert not rule.holds(bad)


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ((), []),
        (("a", "b"), []),
        (("a", "B", "c", 4), [("$.via[1]", "B"), ("$.via[3]", 4)]),
        (("a", "b", "a"), [("$.via", ("a", "b", "a"))]),
        (("B", "B"), [("$.via[0]", "B"), ("$.via[1]", "B"), ("$.via", ("B", "B"))]),
        ((["x"], {}), [("$.via[0]", ["x"]), ("$.via[1]", {})]),
        (["a"], [("$.via", ["a"])]),
        ("ab", [("$.via", "ab")]),
        (None, [("$.via", None)]),
    ],
)
def test_each_element_keeps_the_rule_and_none_comes_twice(
    value: object, faults: list[tuple[str, object]]
) -> None:
    assert [(found.path, found.value) for found in IDS.faults(value, "$.via")] == faults
    assert each(ID) == IDS


@pytest.mark.parametrize("rule", [ID, IDS, TEXT, COUNTRY, LANGUAGE, URL, DAY, one_of(Stance)])
def test_a_rule_tells_itself(rule: Rule) -> None:
    assert rule.says.startswith("must be ")
    assert not rule.says.endswith(".")
    assert rule.says in repr(rule)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.dates() | st.text(max_size=4) | st.just("en"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.just("en"), inner, max_size=2)
    ),
)


@pytest.mark.parametrize(
    "rule", [ID, IDS, TEXT, each(TEXT), COUNTRY, LANGUAGE, URL, DAY, one_of(int), NAMES]
)
@given(PLAIN)
def test_a_rule_is_kept_where_there_is_nothing_to_tell(rule: Rule, value: object) -> None:
    assert rule.holds(value) == (list(rule.faults(value, "$")) == [])


@given(st.text(st.characters(categories=["Cc", "Cs", "Ll", "Z"]), max_size=4))
def test_text_is_more_than_blanks_and_has_no_control_characters(text: str) -> None:
    kept = all(mark in "\t\n\r" or unicodedata.category(mark) not in ("Cc", "Cs") for mark in text)
    assert TEXT.holds(text) == (kept and text.strip() != "")


@pytest.mark.parametrize("text", ["\u200ba", "나\u200d", "\ufeff1", "\u115f가"])
def test_text_may_hold_marks_that_are_not_seen(text: str) -> None:
    assert TEXT.holds(text)


def test_a_whole_number_has_bounds_that_can_be_printed() -> None:
    metres = whole(1, 20_000, "metres")
    assert metres.says == "must be a whole number of metres from 1 to 20,000"
    assert whole(0, 9).says == "must be a whole number from 0 to 9"
    kept = [1, 20_000]
    broken = [0, -1, 20_001, 10**5_000, True, 1.0, "1", None]
    assert [metres.holds(value) for value in kept + broken] == [True] * 2 + [False] * 8
    assert all(len(str(fault)) < 200 for fault in metres.faults(10**5_000, "$.precision_m"))


@pytest.mark.parametrize("depth", [10, 900, 1_000, 5_000])
def test_an_element_may_be_nested_to_any_depth(depth: int) -> None:
    nested: Any = "a"
    for _ in range(depth):
        nested = [nested]
    found = list(each(TEXT).faults((nested, "a", "a"), "$.names"))
    assert [fault.path for fault in found] == ["$.names[0]", "$.names"]
    assert all(len(str(fault)) < 500 for fault in found)


def test_a_pattern_covers_the_whole_text() -> None:
    holds = matches("a.", 2)
    assert [holds(text) for text in ("ab", "a\n", "a", "abc", 12)] == [True, True, *[False] * 3]


@attrs.frozen
class Box(CheckedRecord):
    """A record with a field of each kind."""

    id: str = attrs.field(metadata=check(ID))
    marks: tuple[str, ...] = attrs.field(default=(), metadata=check(each(TEXT)))
    port: str | None = attrs.field(default=None, metadata=check(ID, refers="locations"))
    least: int = attrs.field(default=0, metadata=check(one_of(int)))
    most: int = attrs.field(default=-1, metadata=check(Rule("must be above 0", lambda n: n > 0)))
    note: Any = None
    size: str = attrs.field(init=False, default="", metadata=check(TEXT))

    cross_rules = (
        CrossRule(
            ("least", "most"),
            lambda least, most: (
                Fault("$.least", "must not be above most") if least > most else None
            ),
        ),
    )


def test_a_field_names_its_rule_and_the_kind_of_record_it_refers_to() -> None:
    fields = attrs.fields_dict(Box)
    assert {name: rule_of(field) for name, field in fields.items() if name != "most"} == {
        "id": ID,
        "marks": each(TEXT),
        "port": ID,
        "least": one_of(int),
        "note": None,
        "size": TEXT,
    }
    assert [name for name, field in fields.items() if "refers" in field.metadata] == ["port"]
    assert fields["port"].metadata["refers"] == "locations"


def test_what_a_record_works_out_itself_is_no_field_it_is_built_from() -> None:
    names = ["id", "marks", "port", "least", "most", "note"]
    assert [field.name for field in fields_of(Box)] == names
    assert Box("a", most=1).size == ""


def told(faults: list[Fault]) -> list[tuple[str, object]]:
    return [(fault.path, fault.value) for fault in faults]


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({}, []),
        ({"id": "a"}, []),
        ({"id": "A", "port": "B", "note": 7}, [("$.id", "A"), ("$.port", "B")]),
        ({"port": None, "marks": None}, [("$.marks", None)]),
        ({"most": -1}, []),
        ({"most": -2}, [("$.most", -2)]),
        ({"least": 3, "most": 2}, [("$.least", ...)]),
        ({"least": 3}, []),
        ({"least": True, "most": 0}, [("$.least", True), ("$.most", 0)]),
        ({"least": 3, "most": 0}, [("$.most", 0)]),
        ({"id": "A", "least": 3, "most": 2}, [("$.id", "A"), ("$.least", ...)]),
    ],
)
def test_rules_between_fields_are_asked_of_sound_values_and_defaults_are_sound(
    values: dict[str, object], faults: list[tuple[str, object]]
) -> None:
    assert told(find_faults(Box, values)) == faults


def test_a_record_is_refused_by_its_id_with_every_fault() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        Box("a", ("", "b"), least=3, most=2)
    assert caught.value.record == "Box a"
    assert told(list(caught.value.faults)) == [("$.marks[0]", ""), ("$.least", ...)]


def test_a_record_without_a_sound_id_is_told_by_its_type() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        Box("\x1b[31m", most=1)
    assert caught.value.record == "Box"


PARTS = [*KINDS.values(), Quantity, Check, Designation, LocationIds, Question]


@pytest.mark.parametrize(("kind", "field"), names_of(*PARTS))
def test_no_field_takes_just_anything(kind: type, field: str) -> None:
    thing = object()
    assert [(found.path, found.value) for found in refusal(kind, **{field: thing})] == [
        (f"$.{field}", thing)
    ]


@pytest.mark.parametrize("kind", PARTS)
def test_a_record_is_frozen_slotted_and_keyword_only_past_its_second_field(kind: type[Any]) -> None:
    record = build(kind)
    assert "__dict__" not in dir(record)
    assert record == build(kind)
    assert hash(record) == hash(build(kind))
    for index, field in enumerate(attrs.fields(kind)):
        assert kind is Question or field.kw_only or index < 2
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, field.name, None)


@pytest.mark.parametrize(
    ("kind", "fields", "paths"),
    [
        (Source, {"id": "A", "names": {}, "country": "a"}, {"$.id", "$.names", "$.country"}),
        (Vessel, {"imo": "1", "mmsi": "2", "flag": "3"}, {"$.imo", "$.mmsi", "$.flag"}),
        (Quantity, {"words": "", "unit": ""}, {"$.words", "$.unit"}),
        (Claim, {"credibility": 9, "via": ("A", "B")}, {"$.credibility", "$.via[0]", "$.via[1]"}),
        (Claim, {"stance": Stance.DENIES, "credibility": 9}, {"$.about", "$.credibility"}),
        (
            Claim,
            {"quantity": build(Quantity), "general": True},
            {"$.measure", "$.extent", "$.item", "$.shipment", "$.general"},
        ),
    ],
)
def test_a_record_names_all_its_faults_at_once(
    kind: type, fields: dict[str, object], paths: set[str]
) -> None:
    assert {found.path for found in refusal(kind, **fields)} >= paths
