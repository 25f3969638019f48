"""Shards, whose answers are those of the whole."""

from typing import Any

import pytest
from hypothesis import given
from tests.builders import without_links
from tests.laws import law

from dprk_transfers import load_casebook
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.reconciliation.reconcile import Reconciliation, reconcile
from dprk_transfers.reconciliation.split import split
from dprk_transfers.strategies import datasets

pytestmark = pytest.mark.slow


def told(found: Reconciliation, known: Dataset) -> dict[str, dict[str, Any]]:
    """The answers as plain data, with only those not counted that a dataset has."""
    answers = {str(answer.question): answer.to_dict() for answer in found}
    for answer in answers.values():
        answer["sentences"] = [s for s in answer["sentences"] if s["topic"] != "uncounted"]
        excluded = answer["excluded"].items()
        answer["excluded"] = {own_id: why for own_id, why in excluded if own_id in known.claims}
    return answers


def assert_shards_tell_the_whole(book: Dataset) -> int:
    whole = reconcile(book)
    questions: list[str] = []
    number = 0
    for shard in split(book):
        number += 1
        assert shard.validate() == ()
        part = told(reconcile(shard), shard)
        mine = told(whole, shard)
        assert part == {question: mine[question] for question in part}
        questions += part
    assert sorted(questions) == sorted(map(str, whole.questions))
    return number


def test_the_shards_of_the_casebook_tell_the_whole() -> None:
    assert assert_shards_tell_the_whole(load_casebook()) == 2


def test_without_its_links_the_casebook_falls_into_its_roots() -> None:
    assert assert_shards_tell_the_whole(without_links(load_casebook())) > 3


@law(600)
@given(datasets())
def test_shards_tell_the_whole(book: Dataset) -> None:
    assert_shards_tell_the_whole(book)


def test_only_a_dataset_is_split() -> None:
    with pytest.raises(TypeError, match="dataset must be a Dataset, got 'casebook'"):
        split("casebook")  # type: ignore[arg-type]
