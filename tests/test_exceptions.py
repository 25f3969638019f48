import copy
import pickle
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest

import dprk_transfers
from dprk_transfers import exceptions
from dprk_transfers.exceptions import (
    DatasetError,
    DprkTransfersError,
    Fault,
    FaultError,
    InvalidRecordError,
    UnreadableError,
)

GRADE = Fault("$.credibility", "must be a whole number from 1 to 6", value=9)
TITLE = Fault("$.title", "is missing")
ERRORS = [
    UnreadableError("a handful", "there is no numeral in it"),
    InvalidRecordError("Claim us-1000", [GRADE, TITLE]),
    FaultError(GRADE),
    DatasetError.of([GRADE, TITLE]),
]


def test_the_tree_is_as_drawn() -> None:
    drawn = re.findall(r"── (\w+) +\((\w+)\)", exceptions.__doc__ or "")
    natural = {"ValueError": ValueError, "ExceptionGroup": ExceptionGroup}
    for name, built_in in drawn:
        kind = getattr(exceptions, name)
        assert issubclass(kind, DprkTransfersError)
        assert issubclass(kind, natural[built_in])
    public = {getattr(exceptions, name) for name in exceptions.__all__}
    errors = {kind for kind in public if issubclass(kind, BaseException)}
    assert {name for name, _ in drawn} == {kind.__name__ for kind in errors - {DprkTransfersError}}
    assert not issubclass(DprkTransfersError, ValueError | ExceptionGroup)


def test_every_error_is_public() -> None:
    assert set(exceptions.__all__) <= set(dir(dprk_transfers))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    "clone",
    [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))],  # noqa: S301
)
def test_a_copied_error_says_the_same(
    error: DprkTransfersError, clone: Callable[[DprkTransfersError], DprkTransfersError]
) -> None:
    again = clone(error)
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert getattr(again, "faults", ()) == getattr(error, "faults", ())


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ERRORS[0], "cannot read 'a handful': there is no numeral in it"),
        (
            ERRORS[1],
            f"Claim us-1000: {GRADE}; $.title: is missing",
        ),
        (ERRORS[2], "$.credibility: must be a whole number from 1 to 6, got 9"),
        (ERRORS[3], "the dataset has 2 faults (2 sub-exceptions)"),
        (DatasetError.of([TITLE]), "the dataset has 1 fault (1 sub-exception)"),
    ],
)
def test_a_message_names_the_field_the_rule_and_the_value(
    error: DprkTransfersError, message: str
) -> None:
    assert str(error) == message


def test_an_error_keeps_what_it_was_given() -> None:
    unreadable = UnreadableError("a handful", "there is no numeral in it")
    assert (unreadable.words, unreadable.reason) == ("a handful", "there is no numeral in it")
    invalid = InvalidRecordError("Claim us-1000", [GRADE])
    assert (invalid.record, invalid.faults) == ("Claim us-1000", (GRADE,))
    assert FaultError(GRADE).fault is GRADE


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ({}, "$.title: is missing"),
        ({"record": "claims/first"}, "claims/first: $.title: is missing"),
        ({"file": "claims.jsonl"}, "claims.jsonl: $.title: is missing"),
        ({"file": "claims.jsonl", "line": 3}, "claims.jsonl:3: $.title: is missing"),
        ({"file": "a.json", "line": 1, "record": "claims/first"}, "a.json:1: $.title: is missing"),
        ({"value": None}, "$.title: is missing, got None"),
        ({"value": ""}, "$.title: is missing, got ''"),
    ],
)
def test_a_fault_reads_as_file_line_path_and_message(place: dict[str, Any], printed: str) -> None:
    assert str(attrs.evolve(TITLE, **place)) == printed


def _nested(depth: int) -> object:
    value: object = "core"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        "x" * 100_000,
        b"x" * 100_000,
        ["x"] * 100_000,
        {"x" * 100_000: "x" * 100_000},
        10**100_000,
        -(10**100_000),
        [10**100_000],
        Fraction(10**100_000, 7),
        _nested(100_000),
        "\x1b[31m\x9b\u202e\ud800\r\n" * 10,
    ],
    ids=[
        "text",
        "bytes",
        "list",
        "object",
        "number",
        "negative number",
        "number in a list",
        "fraction",
        "nested lists",
        "control characters",
    ],
)
def test_a_hostile_value_neither_floods_nor_breaks_a_message(value: object) -> None:
    message = str(attrs.evolve(TITLE, value=value))
    assert message.startswith("$.title: is missing, got ")
    assert len(message) < 300
    assert message.isprintable()


def test_a_cut_value_tells_how_long_it_was() -> None:
    assert str(attrs.evolve(TITLE, value="x" * 61)).endswith("x'… (61 characters)")
    assert str(attrs.evolve(TITLE, value="x" * 60)).endswith("x'")
    assert str(attrs.evolve(TITLE, value=2**300)).endswith("got a number of 301 bits")
    assert str(attrs.evolve(TITLE, value=2**200)).endswith(f"got {2**200}")


def test_a_dataset_error_is_caught_by_its_faults() -> None:
    caught: list[BaseException] = []
    try:
        raise DatasetError.of([GRADE, TITLE])
    except* FaultError as group:
        caught.append(group)
    (error,) = caught
    assert isinstance(error, DatasetError)
    assert error.faults == (GRADE, TITLE)


def test_splitting_a_dataset_error_keeps_its_class_and_order() -> None:
    error = DatasetError.of([GRADE, TITLE, GRADE])
    grades, others = error.split(
        lambda fault: isinstance(fault, FaultError) and fault.fault == GRADE
    )
    assert type(grades) is type(others) is DatasetError
    assert grades.faults == (GRADE, GRADE)
    assert others.faults == (TITLE,)
    assert grades.message == error.message


@pytest.mark.parametrize("kind", [DprkTransfersError, ExceptionGroup, DatasetError])
def test_a_dataset_error_is_caught_whole(kind: type[Exception]) -> None:
    with pytest.raises(kind) as caught:
        raise DatasetError.of([GRADE])
    assert isinstance(caught.value, DatasetError)
    assert caught.value.faults == (GRADE,)


def test_a_hint_ends_the_message_and_is_no_part_of_the_fault() -> None:
    told = Fault("$.country", "must be a country", value="UK", hint="; did you mean GB?")
    assert str(told) == "$.country: must be a country, got 'UK'; did you mean GB?"
    assert told == Fault("$.country", "must be a country", value="UK")
