"""Repair, against all subsets."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.range import Range

from .linear_program import ITEMS, SHIPMENTS, Telling, clashes, largest_sets, tally_of
from .test_tally import count, readings, tellings


def weights_for(told: list[Telling]) -> st.SearchStrategy[dict[str, int]]:
    """Weights of some counts; the others weigh 1."""
    ids = [telling.id for telling in told]
    return st.dictionaries(st.sampled_from(ids), st.integers(1, 4)) if ids else st.just({})


@law(600)
@given(told=tellings(most=8), reading=readings, data=st.data())
def test_a_repair_is_that_of_all_subsets(
    told: list[Telling], reading: Reading, data: st.DataObject
) -> None:
    weights = data.draw(weights_for(told))
    repair = tally_of(told, reading).repair(weights)
    ids = {telling.id for telling in told}
    largest = largest_sets(told, reading, weights)
    assert repair.weight == sum(weights.get(each, 1) for each in largest[0])
    assert frozenset(repair.kept) in largest
    assert set(repair.dropped) == ids - {*repair.kept}
    assert set(repair.always) == frozenset.intersection(*largest)
    assert set(repair.sometimes) == frozenset.union(*largest) - {*repair.always}
    assert set(repair.never) == ids - frozenset.union(*largest)
    for labelled in (repair.kept, repair.dropped, repair.always, repair.sometimes, repair.never):
        assert list(labelled) == sorted(labelled)


@law(300)
@given(told=tellings(most=8), reading=readings, data=st.data())
def test_chains_of_conflicts_prove_that_no_consistent_set_is_heavier(
    told: list[Telling], reading: Reading, data: st.DataObject
) -> None:
    weights = data.draw(weights_for(told))
    repair = tally_of(told, reading).repair(weights)
    covered: Counter[str] = Counter()
    found = clashes(told, reading)
    for chain, times in repair.chains:
        assert times > 0
        assert {*pairwise(chain)} <= found
        covered.update(dict.fromkeys(chain, times))
    assert covered == {telling.id: weights.get(telling.id, 1) for telling in told}
    assert sum(times for _, times in repair.chains) == repair.weight
    assert len({chain for chain, _ in repair.chains}) == len(repair.chains)
    assert list(repair.chains) == sorted(repair.chains)


@given(told=tellings(most=8), reading=readings)
def test_what_conflicts_with_nothing_is_always_kept(told: list[Telling], reading: Reading) -> None:
    contested = {one for pair in clashes(told, reading) for one in pair}
    assert {telling.id for telling in told} - contested <= {
        *tally_of(told, reading).repair().always
    }


@given(told=tellings(most=8), reading=readings, k=st.integers(1, 5), data=st.data())
def test_weights_of_the_tally_are_those_of_its_repair_and_scale(
    told: list[Telling], reading: Reading, k: int, data: st.DataObject
) -> None:
    weights = data.draw(weights_for(told))
    plain = tally_of(told, reading)
    counts = [telling.count() for telling in told]
    tally = Tally(counts, ITEMS, SHIPMENTS, reading=reading, weights=weights)
    assert tally.repair() == plain.repair(weights)
    scaled = plain.repair({telling.id: k * weights.get(telling.id, 1) for telling in told})
    assert scaled.weight == k * tally.repair().weight
    assert (scaled.kept, scaled.never) == (tally.repair().kept, tally.repair().never)
    assert tally.repair({}) == plain.repair()


def test_in_a_tie_the_ceiling_is_kept_and_both_are_labelled() -> None:
    tally = Tally([count("high", Range.exactly(9)), count("low", Range.exactly(4))])
    repair = tally.repair()
    assert (repair.kept, repair.dropped, repair.weight) == (("low",), ("high",), 1)
    assert repair.sometimes == ("high", "low")
    assert repair.always == repair.never == ()
    assert repair.chains == ((("high", "low"), 1),)
    assert tally.repair({"high": 2}).kept == ("high",)


@pytest.mark.parametrize(
    ("weights", "error", "message"),
    [
        ({"a": 0}, ValueError, "the weight of 'a' must be 1 or more, got 0"),
        ({"a": -2}, ValueError, "the weight of 'a' must be 1 or more, got -2"),
        ({"a": True}, TypeError, "the weight of 'a' must be a whole number, got True"),
        ({"a": 1.0}, TypeError, "the weight of 'a' must be a whole number, got 1.0"),
        ({"b": 2}, ValueError, "there is no count 'b' to weigh 2"),
    ],
)
def test_weights_that_are_none_are_refused(
    weights: dict[str, int], error: type[Exception], message: str
) -> None:
    counts = [count("a", Range(1, 2))]
    for refused in (
        lambda: Tally(counts, weights=weights),
        lambda: Tally(counts).repair(weights),
        lambda: Tally(counts).scenarios(weights=weights),
    ):
        with pytest.raises(error, match=f"^{re.escape(message)}$"):
            refused()
