"""The flow and its cuts, against networkx and against all subsets."""

from collections.abc import Hashable
from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.graphs.flow import Flow

#: A mapping from each node to those it leads to.
Arcs = dict[str, list[str]]


@st.composite
def orders(draw: st.DrawFn, most: int = 8) -> Arcs:
    """A partial order, transitive: points lead to those below them on every axis."""
    axes = draw(st.integers(2, 3))
    points = draw(
        st.lists(st.lists(st.integers(0, 5), min_size=axes, max_size=axes), max_size=most)
    )
    return {
        f"node-{x}": [
            f"node-{y}"
            for y, low in enumerate(points)
            if all(a > b for a, b in zip(high, low, strict=True))
        ]
        for x, high in enumerate(points)
    }


def weights_for(arcs: Arcs) -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries(dict.fromkeys(arcs, st.integers(1, 9)))


@law(300)
@given(data=st.data(), arcs=orders(most=30))
def test_the_value_is_that_of_networkx(data: st.DataObject, arcs: Arcs) -> None:
    weights = data.draw(weights_for(arcs))
    network = nx.DiGraph()
    network.add_nodes_from(["source", "sink"])
    for x, weight in weights.items():
        network.add_edge("source", (x, "left"), capacity=weight)
        network.add_edge((x, "right"), "sink", capacity=weight)
        network.add_edges_from(((x, "left"), (y, "right")) for y in arcs[x])
    assert Flow(weights, arcs).value == nx.maximum_flow_value(network, "source", "sink")


@given(data=st.data(), arcs=orders(most=30))
def test_what_is_carried_is_sent_and_taken_within_the_weights(
    data: st.DataObject, arcs: Arcs
) -> None:
    weights = data.draw(weights_for(arcs))
    flow = Flow(weights, arcs)
    sent, taken = dict.fromkeys(weights, 0), dict.fromkeys(weights, 0)
    for (x, y), amount in flow.carried.items():
        assert y in arcs[x]
        assert amount > 0
        sent[x] += amount
        taken[y] += amount
    assert all(sent[x] <= weight and taken[x] <= weight for x, weight in weights.items())
    assert sum(sent.values()) == flow.value


@law(500)
@given(data=st.data(), arcs=orders())
def test_cuts_keep_what_is_in_some_or_all_of_the_heaviest_antichains(
    data: st.DataObject, arcs: Arcs
) -> None:
    weights = data.draw(weights_for(arcs) | st.just(dict.fromkeys(arcs, 1)))
    flow = Flow(weights, arcs)
    antichains = [
        set(chosen)
        for size in range(len(arcs) + 1)
        for chosen in combinations(arcs, size)
        if not any(y in arcs[x] for x in chosen for y in chosen)
    ]
    heaviest = [
        chosen
        for chosen in antichains
        if sum(weights[x] for x in chosen) == sum(weights.values()) - flow.value
    ]
    assert max(sum(weights[x] for x in each) for each in antichains) == (
        sum(weights.values()) - flow.value
    )
    assert flow.kept_by_source_cut in heaviest
    # Nearest to the source: no other of the heaviest has anything that comes after it.
    assert not any(y in arcs[x] for each in heaviest for x in flow.kept_by_source_cut for y in each)
    in_all, in_some = flow.persistency()
    assert in_all == set.intersection(*heaviest)
    assert in_some == set.union(*heaviest)


@law(300)
@given(data=st.data(), arcs=orders(), starts=st.integers(1, 3), ends=st.integers(1, 3))
def test_what_is_cut_in_both_copies_is_the_smallest_cut_of_nodes_nearest_to_the_end(
    data: st.DataObject, arcs: Arcs, starts: int, ends: int
) -> None:
    first = data.draw(st.lists(st.sampled_from([*arcs]), max_size=starts)) if arcs else []
    last = data.draw(st.lists(st.sampled_from([*arcs]), max_size=ends)) if arcs else []
    network = {x: [x, *others] for x, others in arcs.items()} | {"start": first, "end": []}
    for x in last:
        network[x].append("end")
    weights = dict.fromkeys(network, 1) | {"start": len(network), "end": len(network)}
    cut = Flow(weights, network).cut_in_both

    def cuts_all(nodes: set[str]) -> bool:
        graph = nx.DiGraph(network)
        graph.remove_nodes_from(nodes)
        return not nx.has_path(graph, "start", "end")

    def behind(nodes: set[str]) -> set[str]:
        """What leads to the end without one of some nodes."""
        graph = nx.DiGraph(network)
        graph.remove_nodes_from(nodes)
        return {*nx.ancestors(graph, "end")}

    smallest = next(
        found
        for size in range(len(arcs) + 1)
        if (found := [{*each} for each in combinations(arcs, size) if cuts_all({*each})])
    )
    assert cut in smallest
    assert all(behind({*cut}) <= behind(each) for each in smallest)


@law(300)
@given(data=st.data(), arcs=orders(most=20))
def test_a_passage_stands_for_all_arcs_through_it(data: st.DataObject, arcs: Arcs) -> None:
    weights = data.draw(weights_for(arcs))
    direct = data.draw(st.sets(st.sampled_from([*arcs]))) if arcs else set[str]()
    # What leads to the same nodes does so through the same passage.
    through = {x: f"to {sorted(below)}" for x, below in arcs.items() if x not in direct}
    network = {x: [through[x]] if x in through else below for x, below in arcs.items()}
    network |= {passage: arcs[x] for x, passage in through.items()}
    plain, flow = Flow(weights, arcs), Flow(weights, network)
    assert flow.value == plain.value
    assert flow.kept_by_source_cut == plain.kept_by_source_cut
    assert flow.persistency() == plain.persistency()
    for passage in through.values():
        came = sum(amount for (_, y), amount in flow.carried.items() if y == passage)
        went = sum(amount for (x, _), amount in flow.carried.items() if x == passage)
        assert came == went


def test_what_was_sent_first_is_given_back_where_that_carries_more() -> None:
    weights = {"a": 3, "b": 1, "c": 3, "d": 1, "e": 2}
    assert Flow(weights, {"a": "de", "b": "e", "c": "de"}).value == 3
    assert Flow(dict.fromkeys("abcd", 1), {"a": "cd", "b": "c"}).value == 2


def test_nodes_can_be_anything_with_a_hash() -> None:
    claim = "claim", "a"
    weights: dict[Hashable, int] = {1: 1, claim: 1, None: 1}
    arcs: dict[Hashable, list[Hashable]] = {1: [claim, None]}
    flow = Flow(weights, arcs)
    assert flow.carried == {(1, claim): 1}
    assert flow.persistency() == (frozenset({claim, None}), frozenset({claim, None}))
