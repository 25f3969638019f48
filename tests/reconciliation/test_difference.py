"""What changed from one dataset to another, and which answers moved."""

from __future__ import annotations

import json

import attrs
import pytest
from hypothesis import given
from tests.builders import dataset, whole
from tests.laws import law
from tests.reconciliation.test_answers import PLACE, books, claim

from dprk_transfers.model.claim import Claim, Stance
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import KINDS
from dprk_transfers.reconciliation.difference import Difference, RecordChange, find_difference

FIRST = claim("first", "over 1,000", speaker="ministry")
CODE = "AA/BB/munitions/containers/moved"


def told(old: list[Claim], new: list[Claim]) -> list[str]:
    return str(find_difference(dataset(*PLACE, *old), dataset(*PLACE, *new))).splitlines()


def test_a_claim_that_is_added_is_told_with_what_it_moves() -> None:
    ceiling = claim("second", "exactly 900", speaker="agency", period="../2023-10-15")
    assert told([FIRST], [FIRST, ceiling]) == [
        "added claims/second",
        f"bounds of {CODE}: more than 1,000 [first] -> none",
        f"contradictions of {CODE}: none -> first against second",
        f"origins of {CODE}: 1 -> 2",
    ]
    assert told([FIRST, ceiling], [FIRST])[0] == "withdrawn claims/second"


def test_a_claim_that_is_changed_is_told_with_its_fields() -> None:
    changed = attrs.evolve(FIRST, speaker="agency", summary="Boxes were shipped.")
    assert told([FIRST], [changed]) == ["changed claims/first: speaker, summary"]


def test_a_question_that_is_new_moves_from_nothing() -> None:
    assert told([], [FIRST]) == [
        "added claims/first",
        f"bounds of {CODE}: none -> more than 1,000 [first]",
        f"origins of {CODE}: none -> 1",
    ]


def test_an_answer_that_meets_other_claims_is_told_and_many_are_counted() -> None:
    figures = [claim(own, f"over {n}", speaker="ministry") for n, own in enumerate("abcdefgh", 10)]
    denial = claim("no", stance=Stance.DENIES, about=("a",), speaker="supplier")
    wider = attrs.evolve(denial, about=tuple("abcdefgh"))
    assert (
        told([*figures, denial], [*figures, wider])[-1]
        == "claims that no answers: none -> 7 claims"
    )
    moved = attrs.evolve(denial, about=("b",))
    assert told([*figures, denial], [*figures, moved])[-1] == "claims that no answers: a -> b"


@law(30)
@given(one=books, other=books)
def test_nothing_differs_from_itself_and_the_way_back_is_the_way_turned(
    one: Dataset, other: Dataset
) -> None:
    assert find_difference(one, one) == Difference((), ())
    there, back = find_difference(one, other), find_difference(other, one)
    assert [(each.topic, each.about, each.before, each.after) for each in there.moves] == [
        (each.topic, each.about, each.after, each.before) for each in back.moves
    ]
    assert [each.record for each in there.records] == [each.record for each in back.records]
    assert (one.tables == other.tables) == (not there.records)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_record_is_told_as_data(kind: str) -> None:
    for record in whole().tables[kind].values():
        names = tuple(field.name for field in attrs.fields(type(record)))
        change = RecordChange(f"{kind}/{record.id}", "changed", names, before=record, after=record)
        (told,) = json.loads(json.dumps(Difference((change,), ()).to_dict()))["records"]
        assert tuple(told["fields"]) == names
        assert all(each["before"] == each["after"] for each in told["fields"].values())
