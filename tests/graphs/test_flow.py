"""The flow and its cuts, against networkx and against all subsets."""

from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.graphs.flow import Flow


@st.composite
def orders(draw: st.DrawFn, most: int = 8) -> list[list[int]]:
    """Thing by thing, those after it in a partial order: points above others on every axis."""
    axes = draw(st.integers(2, 3))
    points = draw(
        st.lists(st.lists(st.integers(0, 5), min_size=axes, max_size=axes), max_size=most)
    )
    return [
        [y for y, low in enumerate(points) if all(a > b for a, b in zip(high, low, strict=True))]
        for high in points
    ]


def weights_for(after: list[list[int]]) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(1, 9), min_size=len(after), max_size=len(after))


@law(300)
@given(data=st.data(), after=orders(most=30))
def test_the_value_is_that_of_networkx(data: st.DataObject, after: list[list[int]]) -> None:
    weights = data.draw(weights_for(after))
    network = nx.DiGraph()
    network.add_nodes_from(["source", "sink"])
    for x, weight in enumerate(weights):
        network.add_edge("source", (x, "sends"), capacity=weight)
        network.add_edge((x, "takes"), "sink", capacity=weight)
        network.add_edges_from(((x, "sends"), (y, "takes")) for y in after[x])
    assert Flow(weights, after).value == nx.maximum_flow_value(network, "source", "sink")


@given(data=st.data(), after=orders(most=30))
def test_what_is_carried_is_sent_and_taken_within_the_weights(
    data: st.DataObject, after: list[list[int]]
) -> None:
    weights = data.draw(weights_for(after))
    flow = Flow(weights, after)
    sent = [0] * len(weights)
    for y, amounts in enumerate(flow.carried):
        assert sum(amounts.values()) <= weights[y]
        for x, amount in amounts.items():
            assert y in after[x]
            assert amount > 0
            sent[x] += amount
    assert all(amount <= weight for amount, weight in zip(sent, weights, strict=True))
    assert sum(sent) == flow.value


@law(500)
@given(data=st.data(), after=orders())
def test_cuts_spare_what_is_in_some_or_all_of_the_heaviest_antichains(
    data: st.DataObject, after: list[list[int]]
) -> None:
    weights = data.draw(weights_for(after) | st.just([1] * len(after)))
    flow = Flow(weights, after)
    antichains = [
        set(chosen)
        for size in range(len(after) + 1)
        for chosen in combinations(range(len(after)), size)
        if not any(y in after[x] for x in chosen for y in chosen)
    ]
    heaviest = [
        chosen
        for chosen in antichains
        if sum(weights[x] for x in chosen) == sum(weights) - flow.value
    ]
    assert max(sum(weights[x] for x in each) for each in antichains) == sum(weights) - flow.value
    assert flow.spared in heaviest
    # Nearest to the source: no other of the heaviest has anything that comes after it.
    assert not any(y in after[x] for each in heaviest for x in flow.spared for y in each)
    always, ever = flow.over_all_cuts()
    assert always == set.intersection(*heaviest)
    assert ever == set.union(*heaviest)


def test_what_was_sent_first_is_given_back_where_that_carries_more() -> None:
    flow = Flow([3, 1, 3, 1, 2], after=[[3, 4], [4], [3, 4], [], []])
    assert flow.value == 3
    assert Flow([1, 1, 1, 1], after=[[2, 3], [2], [], []]).value == 2
