"""Scenarios, against all subsets."""

from itertools import combinations, compress, product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals import scenarios
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.scenarios import Scenario, find_scenarios
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.range import Range

from .linear_program import Telling, maximal_sets, tally_of
from .test_repair import weights_for
from .test_tally import count, readings, tellings


@law(500)
@given(told=tellings(most=8), reading=readings, limit=st.integers(1, 9), data=st.data())
def test_scenarios_are_the_heaviest_of_all_maximal_consistent_sets(
    told: list[Telling], reading: Reading, limit: int, data: st.DataObject
) -> None:
    weights = data.draw(weights_for(told))
    found = tally_of(told, reading).scenarios(limit, weights)
    ids = {telling.id for telling in told}
    expected = sorted(
        (-sum(weights.get(each, 1) for each in kept), tuple(sorted(kept)))
        for kept in maximal_sets(told, reading)
    )
    assert [(-side.weight, side.kept) for side in found] == expected[:limit]
    assert all(side.left_out == tuple(sorted(ids - {*side.kept})) for side in found)
    assert found.total == len(expected)
    assert len(found) == min(limit, len(expected))


def test_scenarios_of_every_graph_of_five_are_its_maximal_independent_sets() -> None:
    weights = dict.fromkeys("abcde", 1)
    subsets = [frozenset(kept) for size in range(6) for kept in combinations("abcde", size)]
    pairs = list(combinations("abcde", 2))
    for chosen in product((False, True), repeat=len(pairs)):
        edges = list(compress(pairs, chosen))
        free = [kept for kept in subsets if not any(kept.issuperset(edge) for edge in edges)]
        maximal = [kept for kept in free if not any(kept < other for other in free)]
        found = find_scenarios(weights, [((a,), (b,)) for a, b in edges], free[-1], limit=9)
        expected = sorted((-len(kept), tuple(sorted(kept))) for kept in maximal)
        assert [(-side.weight, side.kept) for side in found] == expected
        assert found.total == len(expected)


def sides(groups: int) -> list[Count]:
    """Pairs of counts, each about an item of its own: two sides a pair, in all combinations."""
    return [
        count(f"{item:02}-{amount}", Range.exactly(amount), item=f"item-{item:02}")
        for item in range(groups)
        for amount in (4, 9)
    ]


def test_sides_of_counts_that_no_conflict_connects_are_not_all_looked_through() -> None:
    found = Tally(sides(40)).scenarios(limit=3)
    assert found.total == 2**40
    assert [side.left_out[-2:] for side in found] == [
        ("38-9", "39-9"),
        ("38-9", "39-4"),
        ("38-4", "39-9"),
    ]


def test_where_there_are_too_many_sides_the_first_is_still_a_heaviest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = [*sides(10), count("all", Range.at_most(3))]
    tally = Tally(counts, weights={f"0{item}-4": 2 for item in range(5)})
    whole = tally.scenarios()
    assert whole.total == 2**10 + 1
    monkeypatch.setattr(scenarios, "_BUDGET", 200)
    found = tally.scenarios()
    assert found.total is None
    assert len(found) == 8
    assert found.scenarios[0].weight == whole.scenarios[0].weight
    assert [(-side.weight, side.kept) for side in found] == sorted(
        (-side.weight, side.kept) for side in found
    )
    for side in found:
        rest = tally.only(side.kept)
        assert rest.is_consistent
        assert not any(tally.only([*side.kept, other]).is_consistent for other in side.left_out)


def test_without_a_conflict_there_is_one_side_with_every_count() -> None:
    (side,) = Tally([count("a", Range(1, 2)), count("b", Range(1, 3))]).scenarios()
    assert (side.kept, side.left_out, side.weight) == (("a", "b"), (), 2)
    assert [each.kept for each in Tally([]).scenarios()] == [()]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(limit: int) -> None:
    with pytest.raises(
        ValueError, match=f"^the limit of scenarios must be 1 or more, got {limit}$"
    ):
        Tally([]).scenarios(limit)


def test_a_scenario_may_have_bounds() -> None:
    tally = Tally([count("high", Range.exactly(9)), count("low", Range.exactly(4))])
    first, second = tally.scenarios()
    assert first.bounds is second.bounds is None
    bounds = tally.only(first.kept).bounds(None, None)
    told = Scenario(first.kept, left_out=first.left_out, weight=1, bounds=bounds)
    assert told == attrs.evolve(first, bounds=bounds)
    assert told != first
