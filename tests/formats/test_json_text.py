"""JSON as data only, against the standard reader."""

import json
import random
import sys
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.formats import json_text
from dprk_transfers.formats.json_text import Cursor, UnreadJsonError, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
)


def read_object(text: str) -> dict[str, Any]:
    """The values of an object by key, one after the other."""
    cursor = Cursor(text)
    values = {key: cursor.value() for key in cursor.members("{", "}")}
    cursor.end()
    return values


@given(VALUES, st.sampled_from([None, 1]))
def test_what_is_json_is_read_as_the_standard_reader_does(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert read_json(text) == value
    assert Cursor(text).value() == value


@given(st.lists(VALUES, max_size=4), st.sampled_from([None, 1]))
def test_a_cursor_stops_at_each_element_and_knows_its_line(
    values: list[Any], indent: int | None
) -> None:
    text = json.dumps(values, indent=indent)
    cursor = Cursor(f"\n{text} ")
    found: list[Any] = []
    for key in cursor.members("[", "]"):
        assert key == ""
        before = json.dumps([*found, 0], indent=indent)
        assert cursor.line == before[: before.rindex("0")].count("\n") + 2
        found.append(cursor.value())
    cursor.end()
    assert found == values


@given(st.dictionaries(st.text(max_size=3), VALUES, max_size=4))
def test_a_cursor_gives_the_key_of_each_value_of_an_object(values: dict[str, Any]) -> None:
    assert read_object(json.dumps(values)) == values


TOO_FINE = "holds the number '{}', which has more digits than are kept"


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "is not JSON: Expecting value, at column 1", 1),
        ("[1,\n2,\n?]", "is not JSON: Expecting value, at column 1", 3),
        ('{"a": 1,\n"a": 2}', "names the key 'a' twice", 2),
        ('{"a": {"b": [],\n"c": {},\n"b":\n2}}', "names the key 'b' twice", 3),
        ("[1,\nNaN]", "is not JSON: NaN is no number", 2),
        ("\n\n-Infinity", "is not JSON: -Infinity is no number", 3),
        ("\n" + "[" * 600 + "\nNaN" + "]" * 600, "is not JSON: NaN is no number", 3),
        ('{"a": [{}, {"b": {"c":\n\nInfinity}}]}', "is not JSON: Infinity is no number", 3),
        ("9" * 5_000, "holds a number with too many digits", 1),
        ('{"a":\n[0,\n' + "9" * 5_000 + "]}", "holds a number with too many digits", 3),
        ("1e-400", "holds the number '1e-400', which has more digits than are kept", 1),
        ("[\n-1E-99999999999999999999]", TOO_FINE.format("-1E-99999999999999999999"), 2),
        ("0." + "9" * 25, TOO_FINE.format("0." + "9" * 25), 1),
        ("0." + "9" * 17, TOO_FINE.format("0." + "9" * 17), 1),
        ("[1,\n39.03920000000000012]", TOO_FINE.format("39.03920000000000012"), 2),
        ("[" * 100_000, "is nested too deeply", 1),
    ],
    ids=lambda text: ascii(text)[:30],
)
def test_a_text_that_is_not_read_is_told_by_rule_and_line(text: str, rule: str, line: int) -> None:
    for read in (read_json, lambda text: Cursor(text).value()):
        with pytest.raises(UnreadJsonError) as caught:
            read(text)
        assert (caught.value.rule, caught.value.line) == (rule, line)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ('{"a": 1,\n"a": 2}', "names the key 'a' twice", 2),
        ('{"a": 1,\nb: 2}', "is not JSON: expecting a key, at column 1", 2),
        ('{"a"\n1}', "is not JSON: expecting :, at column 1", 2),
        ('{"a": 1\n"b": 2}', "is not JSON: expecting ,, at column 1", 2),
        ('{"a": NaN}', "is not JSON: NaN is no number", 1),
        ('{"a":\n\nNaN}', "is not JSON: NaN is no number", 3),
        ("[]", "is not JSON: expecting {, at column 1", 1),
        ("{}\n\n7", "is not JSON: expecting the end, at column 1", 3),
    ],
)
def test_a_cursor_tells_where_it_cannot_go_on(text: str, rule: str, line: int) -> None:
    with pytest.raises(UnreadJsonError) as caught:
        read_object(text)
    assert (caught.value.rule, caught.value.line) == (rule, line)


@given(VALUES, st.sampled_from([None, 1]))
def test_a_walk_goes_through_what_is_read(value: Any, indent: int | None) -> None:
    cursor = Cursor(json.dumps(value, indent=indent))
    cursor.walk()
    cursor.end()


@given(VALUES, VALUES, st.sampled_from([None, 1]))
def test_the_line_of_a_fault_is_its_own(first: Any, second: Any, indent: int | None) -> None:
    whole = {"a": first, "b": [{"c": float("inf")}], "d": second}
    text = json.dumps(whole, indent=indent)
    with pytest.raises(UnreadJsonError) as caught:
        read_json(text)
    before = text[: text.index(": Infinity")]
    assert caught.value.line == before.count("\n") + 1


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_that_a_program_wrote_is_kept(value: float) -> None:
    for text in (json.dumps(value), f"{value:.16e}"):
        found = read_json(text)
        assert isinstance(found, float)
        assert repr(found) == repr(value)


@given(st.decimals(-180, 180, places=6))
def test_degrees_are_kept_as_they_are_written(value: Decimal) -> None:
    found = read_json(f"{value:f}")
    assert Decimal(repr(found)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("39.0392000000000000000000000", 39.0392),
        ("0.10000000000000001", 0.1),
        ("0.0", 0.0),
        ("1E2", 100.0),
        ("0.0e-5", 0.0),
        ("1e400", float("inf")),
    ],
)
def test_a_number_may_be_written_in_more_than_one_way(text: str, value: float) -> None:
    assert read_json(text) == value


def outcome(text: str, nesting: int | None) -> object:
    try:
        return repr(read_json(text, nesting=nesting))
    except UnreadJsonError as error:
        return error.rule, error.line


TEXTS = st.one_of(
    st.builds(
        lambda value, indent, is_ascii: json.dumps(value, indent=indent, ensure_ascii=is_ascii),
        VALUES,
        st.sampled_from([None, 1]),
        st.booleans(),
    ),
    st.text(st.sampled_from('{}[]",:0e.1 \\nu2\ud800é\x1f\x7f\r\t'), max_size=30),
)


@given(TEXTS, TEXTS, st.randoms(use_true_random=False), st.sampled_from([None, 1, 3]))
def test_msgspec_changes_nothing_but_the_time(
    text: str, other: str, chance: random.Random, nesting: int | None
) -> None:
    at = chance.randint(0, len(text))
    spoilt = text[:at] + other + text[chance.randint(at, len(text)) :]
    for each in (text, spoilt, text.replace('"', '\\"', chance.randint(0, 2))):
        fast = outcome(each, nesting)
        with patch.object(json_text, "_fast_decoder", lambda: None):
            assert outcome(each, nesting) == fast


@pytest.mark.parametrize(
    ("text", "is_fast"),
    [
        ('{"a": "over \\"1,000\\"", "b": ["c", null, true, 7, {}]}', True),
        ('{"a": 1, "a": 1}', False),
        ('{"a" : 1, "\\u0061" : 1}', False),
        ('{"a": "\\\\", "a": "\\\\"}', False),
        ('{"a": "\\\\"}', False),
        ("[0.5]", False),
        ("[[[[]]]]", False),
        ("[[[7]]]", True),
        ("NaN", False),
    ],
)
def test_what_may_not_be_taken_is_read_strictly(text: str, is_fast: bool) -> None:
    found = json_text._read_fast(text, 3)
    assert (found is not json_text._UNREAD) is is_fast
    assert not is_fast or found == json.loads(text)


def test_without_msgspec_the_strict_reader_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec.json", None)
    assert json_text._fast_decoder.__wrapped__() is None
