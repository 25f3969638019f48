"""Heaviest independent sets, against all subsets."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.graphs.independent import bits, heaviest_independent_set

#: Nodes by their number, and which of them are neighbours.
graphs = st.integers(0, 8).flatmap(
    lambda size: st.tuples(
        st.lists(
            st.tuples(st.sampled_from([0, 1, 2, Fraction(1, 2)]), st.integers(-1, 1)),
            min_size=size,
            max_size=size,
        ),
        st.sets(st.sampled_from([*combinations(range(size), 2)])) if size > 1 else st.just(set()),
    )
)


@law(400)
@given(graph=graphs)
def test_no_independent_set_is_heavier(
    graph: tuple[list[tuple[int | Fraction, int]], set[tuple[int, int]]],
) -> None:
    weights, edges = graph

    def weight(nodes: tuple[int, ...]) -> tuple[int | Fraction, int]:
        return sum(weights[node][0] for node in nodes), sum(weights[node][1] for node in nodes)

    sets = [
        nodes
        for size in range(len(weights) + 1)
        for nodes in combinations(range(len(weights)), size)
        if edges.isdisjoint(combinations(nodes, 2))
    ]
    found = heaviest_independent_set(weights, edges)
    assert found in sets
    assert found is not None
    assert weight(found) == max(map(weight, sets))


def test_two_nodes_are_heavier_than_the_one_that_they_are_neighbours_of() -> None:
    assert heaviest_independent_set([(3,), (2,), (2,)], [(0, 1), (0, 2)]) == (1, 2)
    assert heaviest_independent_set([(5,), (2,), (2,)], [(0, 1), (0, 2)]) == (0,)


def test_many_nodes_are_looked_at_if_they_come_apart() -> None:
    ends = [(n, n + 2) for n in range(300)]
    edges = [
        (one, other)
        for one, other in combinations(range(300), 2)
        if ends[one][0] <= ends[other][1] and ends[other][0] <= ends[one][1]
    ]
    found = heaviest_independent_set([(1,)] * 300, edges)
    assert found is not None
    assert len(found) == 100
    assert set(edges).isdisjoint(combinations(found, 2))


def test_too_many_nodes_or_sets_are_given_up() -> None:
    assert heaviest_independent_set([(1,)] * 400, []) == tuple(range(400))
    assert heaviest_independent_set([(1,)] * 401, []) is None
    tangled = nx.random_regular_graph(3, 200, seed=1)
    assert heaviest_independent_set([(1,)] * 200, tangled.edges) is None


@pytest.mark.parametrize("number", [0, 1, 10, 2**70 + 5])
def test_bits_are_those_that_are_set(number: int) -> None:
    assert [*bits(number)] == [n for n in range(80) if number >> n & 1]
