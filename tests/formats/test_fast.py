"""What is built at once is what the strict converter makes; what that refuses is never built."""

import json
import pickle
import random
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import RICH, records_of
from tests.fuzz import spoil_value
from tests.laws import law

from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.formats import fast, make_converter
from dprk_transfers.formats.fast import make_builder
from dprk_transfers.model import KINDS, Dataset, Record
from dprk_transfers.strategies import datasets

CONVERTER: Final = make_converter()
#: They are asked again and again, so that what they hold must do no harm.
BUILDERS: Final = {kind: make_builder(of_kind, CONVERTER) for kind, of_kind in KINDS.items()}
PLAIN: Final = [(kind, plain) for kind, records in RICH.items() for plain in records]


def strictly(kind: str, plain: object) -> Record | None:
    try:
        return CONVERTER.structure(plain, KINDS[kind])
    except InvalidRecordError:
        return None


def agrees(kind: str, plain: Any) -> bool:
    """Whether both ways give the same record, or nothing; and whether it is one."""
    ours, theirs = BUILDERS[kind](plain), strictly(kind, plain)
    assert type(ours) is type(theirs)
    assert ours == theirs
    assert repr(ours) == repr(theirs)  # 1, 1.0 and True are equal
    return ours is not None


@law(30)
@given(whole=datasets())
def test_sound_records_are_built(whole: Dataset) -> None:
    for kind, records in whole.tables.items():
        for record in records.values():
            assert agrees(kind, CONVERTER.unstructure(record))


@pytest.mark.parametrize(("kind", "plain"), PLAIN, ids=lambda value: str(value)[:20])
def test_what_is_built_is_a_record_in_all_ways(kind: str, plain: dict[str, Any]) -> None:
    record = BUILDERS[kind](plain)
    assert record is not None
    assert hash(record) == hash(strictly(kind, plain))
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301
    assert attrs.evolve(record) == record
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.id = "other"  # type: ignore[misc]


@law(300)
@given(chance=st.randoms(use_true_random=False), which=st.sampled_from(PLAIN))
def test_spoilt_records_are_built_if_they_are_sound(
    chance: random.Random, which: tuple[str, dict[str, Any]]
) -> None:
    kind, plain = which
    assert agrees(kind, plain)
    for _ in range(20):
        agrees(kind, spoil_value(chance, plain))


FIRST: Final = RICH["claims"][0]
EQUAL: Final = [
    ({"general": True}, {"general": 1}),
    ({"credibility": 1}, {"credibility": True}),
    ({"credibility": 1}, {"credibility": 1.0}),
    ({"via": []}, {"via": {}}),
    ({"via": ["agency"]}, {"via": ["agency", "agency"]}),
    ({"via": ["agency"]}, {"via": [["agency"]]}),
    ({"via": ["agency"]}, {"via": "ab"}),
    ({"via": ["agency"]}, {"via": {"ab": "cd"}}),
    ({"via": ["agency"]}, {"via": ["agency", None]}),
    ({"quantity": {"words": "some", "unit": "boxes", "lower": 1}}, {"quantity": []}),
    *(
        (
            {"quantity": {"words": "some", "unit": "boxes", "lower": 1}},
            {"quantity": {"words": "some", "unit": "boxes", "lower": lower}},
        )
        for lower in (True, 1.0)
    ),
]


@pytest.mark.parametrize(("held", "asked"), EQUAL)
def test_what_is_held_is_not_taken_for_what_equals_it(
    held: dict[str, object], asked: dict[str, object]
) -> None:
    answer = RICH["claims"][1]
    for _ in range(2):
        agrees("claims", answer | held)
        assert not agrees("claims", answer | asked)


def test_there_is_a_bound_to_what_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "_MOST", 2)
    build = make_builder(KINDS["claims"], CONVERTER)
    for number in range(9):
        plain = {**FIRST, "id": "a", "document": f"page-{number}", "via": [f"source-{number}"]}
        for keys in (plain, dict(reversed(plain.items())), plain | {"note": None}, FIRST):
            assert build(keys) == strictly("claims", keys)


@pytest.mark.parametrize("plain", [None, 7, "first", [], {}, {"id": "first"}])
def test_what_is_no_record_is_not_built(plain: object) -> None:
    for kind in KINDS:
        assert not agrees(kind, plain)


@law(30)
@given(whole=datasets())
def test_a_rule_is_kept_without_the_field_it_goes_with(whole: Dataset) -> None:
    for record in records_of(whole):
        for rule in record.cross_rules:
            if rule.only_with is not None:
                fields = attrs.fields_dict(type(record))
                values = [
                    fields[name].default if name == rule.only_with else getattr(record, name)
                    for name in rule.fields
                ]
                assert rule.find(*values) is None


def test_texts_that_come_often_are_held_once() -> None:
    one, other = (BUILDERS["claims"](json.loads(json.dumps(FIRST | {"id": i}))) for i in "ab")
    assert one is not None
    assert other is not None
    for field in attrs.fields(type(one)):
        if field.name not in ("id", "credibility"):
            assert getattr(one, field.name) is getattr(other, field.name), field.name
