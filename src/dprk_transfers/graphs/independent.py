"""Heaviest independent sets: nodes of an undirected graph, no two of them neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

__all__ = ["bits", "heaviest_independent_set"]

#: What a node weighs: numbers that are added place by place, and compared from the first on.
Weight = tuple[int | Fraction, ...]

#: A set of nodes as the bits of a whole number, and what it weighs.
_Weighed = tuple[Weight, int]

#: How many nodes and how many sets of them are looked at, at most.
_MOST_NODES: Final = 400
_MOST_SETS: Final = 20_000


def bits(nodes: int) -> Iterator[int]:
    """The indexes of the bits that are set, the lowest first.

    Examples:
        >>> list(bits(0b1101))
        [0, 2, 3]
    """
    while nodes:
        lowest = nodes & -nodes
        yield lowest.bit_length() - 1
        nodes ^= lowest


def heaviest_independent_set(
    weights: Sequence[Weight], edges: Iterable[tuple[int, int]]
) -> tuple[int, ...] | None:
    """The nodes of a set that no independent set is heavier than.

    The problem is hard in general. Each component is solved by itself, with and without one of its
    nodes, and what is left of it is looked at once.

    Args:
        weights: What each node weighs.
        edges: The pairs of neighbours, by the indexes of the nodes.

    Returns:
        The indexes of the nodes, in order; `None` if there is too much to look at.

    Examples:
        >>> heaviest_independent_set([(2,), (3,), (2,)], [(0, 1), (1, 2)])
        (0, 2)
    """
    neighbours = [0] * len(weights)
    for one, other in edges:
        neighbours[one] |= 1 << other
        neighbours[other] |= 1 << one
    if len(weights) > _MOST_NODES:
        return None
    try:
        _, chosen = _Search(weights, neighbours).heaviest((1 << len(weights)) - 1)
    except _TooManyError:
        return None
    return tuple(bits(chosen))


class _TooManyError(Exception):
    """There is too much to look at."""


class _Search:
    """A search for the heaviest independent set of any nodes, which remembers what it found."""

    def __init__(self, weights: Sequence[Weight], neighbours: Sequence[int]) -> None:
        self._weights = weights
        self._neighbours = neighbours
        self._nothing: _Weighed = tuple(0 for _ in weights[0]) if weights else (), 0
        self._found: dict[int, _Weighed] = {}

    def heaviest(self, nodes: int) -> _Weighed:
        """The heaviest independent set of some nodes."""
        if not nodes:
            return self._nothing
        if nodes not in self._found:
            if len(self._found) >= _MOST_SETS:
                raise _TooManyError
            self._found[nodes] = self._search(nodes)
        return self._found[nodes]

    def _search(self, nodes: int) -> _Weighed:
        component = self._component(nodes)
        if component != nodes:
            return _join(self.heaviest(component), self.heaviest(nodes ^ component))
        # A node beside most others comes first, as the rest comes apart. Otherwise the first one
        # does: of intervals in the order of their ends, what is left is again all that begin late.
        degrees = {node: (self._neighbours[node] & nodes).bit_count() for node in bits(nodes)}
        pivot = max(degrees, key=lambda node: degrees[node])
        if 2 * degrees[pivot] < len(degrees):
            pivot = min(degrees)
        own = 1 << pivot
        rest = nodes & ~(self._neighbours[pivot] | own)
        with_pivot = _join((self._weights[pivot], own), self.heaviest(rest))
        without = self.heaviest(nodes ^ own)
        return max(with_pivot, without, key=lambda weighed: weighed[0])

    def _component(self, nodes: int) -> int:
        """The nodes that can be reached from the first of some."""
        found = front = nodes & -nodes
        while front:
            reached = 0
            for node in bits(front):
                reached |= self._neighbours[node]
            front = reached & nodes & ~found
            found |= front
        return found


def _join(one: _Weighed, other: _Weighed) -> _Weighed:
    return tuple(a + b for a, b in zip(one[0], other[0], strict=True)), one[1] | other[1]
