"""Circles, against the strongly connected components of networkx."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.graphs.components import circles

nodes = st.integers(0, 9)
graphs = st.dictionaries(nodes, st.lists(nodes, max_size=4), max_size=10).map(
    lambda ahead: {
        node: [each for each in others if each in ahead] for node, others in ahead.items()
    }
)


@law(200)
@given(ahead=graphs)
def test_circles_are_the_strongly_connected_components(ahead: dict[int, list[int]]) -> None:
    network = nx.DiGraph(ahead)
    found: dict[int, set[int]] = {}
    for node, name in circles(ahead).items():
        found.setdefault(name, set()).add(node)
    assert sorted(map(sorted, found.values())) == sorted(
        map(sorted, nx.strongly_connected_components(network))
    )
    assert all(name in members for name, members in found.items())


@law(200)
@given(ahead=graphs)
def test_each_node_comes_after_all_it_leads_to_outside_its_circle(
    ahead: dict[int, list[int]],
) -> None:
    circle = circles(ahead)
    place = {node: number for number, node in enumerate(circle)}
    for here, others in ahead.items():
        for there in nx.descendants(nx.DiGraph(ahead), here).union(others):
            assert circle[here] == circle[there] or place[there] < place[here]


@pytest.mark.parametrize("length", [1, 2, 20_000])
def test_long_ways_and_long_circles_end(length: int) -> None:
    way = {node: [node + 1] for node in range(length)} | {length: []}
    assert list(circles(way)) == list(reversed(way))
    assert set(circles(way | {length: [0]}).values()) == {0}


def test_nothing_leads_nowhere() -> None:
    assert circles({}) == {}
