"""Datasets spoilt at random, and datasets after any order of what is done with them."""

import runpy
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests import fuzz

from dprk_transfers import Dataset, DatasetError, dump_dataset, load_casebook, load_dataset
from dprk_transfers.model import KINDS
from dprk_transfers.strategies import datasets

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("part", range(10))
def test_spoilt_datasets_are_told_alike_in_every_way(part: int) -> None:
    found = [fuzz.try_one(seed) for seed in range(30 * part, 30 * part + 30)]
    assert any(found)
    assert not all(found)


def test_it_can_be_run_by_hand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fuzz", "0.1"])
    monkeypatch.delitem(sys.modules, "tests.fuzz")
    runpy.run_module("tests.fuzz", run_name="__main__")
    assert capsys.readouterr().out.endswith(" tried\n")


def test_the_seed_that_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(seed: int) -> None:
        raise AssertionError(seed)

    monkeypatch.setattr(fuzz, "try_one", fail)
    with pytest.raises(AssertionError, match="7"):
        fuzz.main(1, 7)
    assert capsys.readouterr().err == "seed 7\n"


class Datasets(RuleBasedStateMachine):
    """A dataset in memory and on disk, through dumps, loads, merges and looks back."""

    def __init__(self) -> None:
        super().__init__()
        self._there = TemporaryDirectory()
        self._path = Path(self._there.name)
        self.whole = Dataset("Nothing")

    @initialize(whole=datasets())
    def begin(self, whole: Dataset) -> None:
        self.whole = whole

    @rule(form=st.sampled_from(["book", "book.json"]))
    def dump(self, form: str) -> None:
        dump_dataset(self.whole, self._path / form)
        assert load_dataset(self._path / form) == self.whole

    @rule(day=st.dates(date(2022, 1, 1), date(2026, 1, 1)))
    def look_back(self, day: date) -> None:
        known = self.whole.as_known(day)
        assert known.claims.keys() <= self.whole.claims.keys()
        assert known.as_known(day) == known
        self.whole = known

    @rule(other=datasets())
    def merge(self, other: Dataset) -> None:
        differing = [
            (kind, own_id)
            for kind in KINDS
            for own_id in self.whole.tables[kind].keys() & other.tables[kind].keys()
            if self.whole.tables[kind][own_id] != other.tables[kind][own_id]
        ]
        if differing:
            with pytest.raises(DatasetError, match="the dataset has"):
                self.whole.merge(other)
            return
        merged = self.whole.merge(other)
        assert merged.merge(other) == merged
        self.whole = merged

    @invariant()
    def is_whole(self) -> None:
        assert self.whole.gaps == ()
        assert self.whole.whole is self.whole

    def teardown(self) -> None:
        self._there.cleanup()


TestDatasets = Datasets.TestCase
TestDatasets.settings = settings(max_examples=15, stateful_step_count=8)


def test_a_dataset_that_is_merged_with_itself_or_what_differs_stays_as_it_was() -> None:
    book = load_casebook()
    item, *others = book.items.values()
    machine = Datasets()
    machine.begin(whole=book)
    for items in (book.items.values(), [attrs.evolve(item, note="Another."), *others]):
        machine.merge(other=attrs.evolve(book, items=items))
        machine.is_whole()
        assert machine.whole == book
    machine.teardown()
