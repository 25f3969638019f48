"""Strong components, against those of networkx."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.graphs.components import strong_components

nodes = st.integers(0, 9)
graphs = st.dictionaries(nodes, st.lists(nodes, max_size=4), max_size=10).map(
    lambda successors: {
        node: [each for each in others if each in successors] for node, others in successors.items()
    }
)


@law(200)
@given(successors=graphs)
def test_strong_components_are_those_of_networkx(successors: dict[int, list[int]]) -> None:
    found: dict[int, set[int]] = {}
    for node, name in strong_components(successors).items():
        found.setdefault(name, set()).add(node)
    assert sorted(map(sorted, found.values())) == sorted(
        map(sorted, nx.strongly_connected_components(nx.DiGraph(successors)))
    )
    assert all(name in members for name, members in found.items())


@law(200)
@given(successors=graphs)
def test_each_node_comes_after_all_it_leads_to_in_other_components(
    successors: dict[int, list[int]],
) -> None:
    component = strong_components(successors)
    place = {node: number for number, node in enumerate(component)}
    for node, others in successors.items():
        for other in nx.descendants(nx.DiGraph(successors), node).union(others):
            assert component[node] == component[other] or place[other] < place[node]


@pytest.mark.parametrize("length", [1, 2, 20_000])
def test_long_paths_and_long_cycles_end(length: int) -> None:
    path = {node: [node + 1] for node in range(length)} | {length: []}
    assert list(strong_components(path)) == list(reversed(path))
    assert set(strong_components(path | {length: [0]}).values()) == {0}


def test_nothing_leads_nowhere() -> None:
    assert strong_components({}) == {}
