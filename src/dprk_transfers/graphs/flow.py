"""`Flow`: a maximum flow between the two copies of weighted nodes, and its minimum cuts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import Generic, TypeVar

from dprk_transfers.graphs.components import strong_components

__all__ = ["Flow"]

_N = TypeVar("_N", bound=Hashable)


class Flow(Generic[_N]):
    """A maximum flow in the split graph of a directed graph whose nodes have weights.

    Each node has two copies in it: a left one, which the source supplies with as much as the node
    weighs, and a right one, from which as much drains to the sink. An arc from x to y joins the
    left copy of x to the right copy of y, and carries any amount. So a cut cuts copies, until no
    arc joins a left copy that is kept to a right one. A minimum cut cuts as much as the flow
    carries. If arcs are transitive it cuts no node in both copies, and what it keeps whole is an
    antichain of the largest weight.

    A passage is a node without a weight: it has one copy, and any amount passes through. So arcs
    from n nodes to it and from it to m others stand for n * m arcs.

    Blocking flows are sent through level graphs (E. A. Dinic, Algorithm for solution of a problem
    of maximum flow in networks with power estimation, 1970): in time O(arcs * sqrt(nodes)) with
    equal weights (J. E. Hopcroft and R. M. Karp, An n^5/2 algorithm for maximum matchings in
    bipartite graphs, 1973), O(arcs * nodes²) at most.

    Args:
        weights: A mapping from each node to its weight, which is more than zero.
        arcs: A mapping from nodes, and from each passage, to those they lead to: transitive from
            node to node, and to no node itself, if it matters what is kept. No passage leads to
            itself, through others or not.

    Attributes:
        value: How much the flow carries in all.

    Examples:
        >>> flow = Flow({"a": 2, "b": 3, "c": 2}, {"a": "bc", "b": "c"})
        >>> flow.value, flow.kept_by_source_cut
        (4, frozenset({'b'}))
        >>> flow.carried
        {('a', 'b'): 2, ('b', 'c'): 2}
        >>> Flow({"a": 1, "b": 1, "c": 1, "d": 1}, {"a": "*", "b": "*", "*": "cd"}).value
        2
    """

    def __init__(self, weights: Mapping[_N, int], arcs: Mapping[_N, Iterable[_N]]) -> None:
        nodes = list(weights)
        self._n = n = len(nodes)
        # Left copies have the numbers below n, right copies those from n on, and each the amount
        # that it could still be supplied with, or drain. Passages come last, and have none.
        passages = [node for node in arcs if node not in weights]
        self._names = [*nodes, *nodes, *passages]
        number = {node: own for own, node in enumerate((*nodes, *passages), n)}
        self._spare = [*weights.values()] * 2 + [0] * len(passages)
        # The residual network has every arc, as none is ever full, and one back from each copy to
        # those it takes something from. Of several arcs the last is tried first.
        left = [arcs.get(node, ()) for node in nodes]
        ahead = (*left, *[()] * n, *map(arcs.__getitem__, passages))
        self._forward = [[number[other] for other in others][::-1] for others in ahead]
        self._taken: list[dict[int, int]] = [{} for _ in self._forward]
        self._send_at_once()
        while self._number_levels():
            self._block()
        self.value: int = sum(weights.values()) - sum(self._spare[:n])

    @property
    def carried(self) -> dict[tuple[_N, _N], int]:
        """A mapping from each arc that carries anything to the amount."""
        return {
            (self._names[x], self._names[y]): amount
            for y, amounts in enumerate(self._taken)
            for x, amount in amounts.items()
        }

    @property
    def kept_by_source_cut(self) -> frozenset[_N]:
        """What the minimum cut nearest to the source keeps: the same for every maximum flow."""
        levels, n = self._levels, self._n
        return self._named(x for x in range(n) if levels[x] >= 0 > levels[n + x])

    @property
    def cut_in_both(self) -> frozenset[_N]:
        """What the minimum cut nearest to the sink cuts in both copies.

        Where each node leads to itself, and so is cut once at least, these are the nodes that lie
        on every path through the graph.
        """
        to_sink, n = self._leading_to_sink(), self._n
        return self._named(x for x in range(n) if to_sink[x] and not to_sink[n + x])

    def persistency(self) -> tuple[frozenset[_N], frozenset[_N]]:
        """The nodes that every minimum cut keeps, and those that some keep, in time O(arcs).

        The minimum cuts are the sets that contain the source, not the sink, and with a copy all
        that the residual network leads to from there (J.-C. Picard and M. Queyranne, On the
        structure of all minimum cuts in a network and applications, 1980). A node is kept if its
        left copy is inside and its right copy outside. So it always is if the source leads to the
        left copy and the right copy to the sink. It never is if the left copy leads to the sink,
        the source to the right copy, or the left copy to the right one. Where neither copy is led
        to from the source or leads to the sink, the right one leads to the left one, as no cut cuts
        both: the two are in one strong component, or free.
        """
        n = self._n
        from_source, to_sink = [level >= 0 for level in self._levels], self._leading_to_sink()
        component = self._components_of_the_undecided(from_source, to_sink)
        always = (x for x in range(n) if from_source[x] and to_sink[n + x])
        some = (
            x
            for x in range(n)
            if not (to_sink[x] or from_source[n + x])
            and (x not in component or component[x] != component.get(n + x))
        )
        return self._named(always), self._named(some)

    def _named(self, numbers: Iterable[int]) -> frozenset[_N]:
        return frozenset([self._names[x] for x in numbers])

    def _residual(self, copy: int) -> Iterator[int]:
        """The copies that the residual network leads to from one."""
        return chain(self._forward[copy], self._taken[copy])

    def _send_at_once(self) -> None:
        """Send along single arcs: most of a maximum flow, for next to no work."""
        spare = self._spare
        for x in range(self._n):
            for y in reversed(self._forward[x]):
                amount = min(spare[x], spare[y])
                if amount:
                    self._carry(x, y, amount)
                    spare[x] -= amount
                    spare[y] -= amount
                if not spare[x]:
                    break

    def _number_levels(self) -> bool:
        """Number copies by their distance from the source, until the sink is near, if ever."""
        spare = self._spare
        self._levels = [-1] * len(spare)
        front = [x for x in range(self._n) if spare[x]]
        for x in front:
            self._levels[x] = 0
        level = 0
        while front:
            level += 1
            front = self._next_level(front, level)
            if any(spare[copy] for copy in front):
                return True
        return False

    def _next_level(self, front: Iterable[int], level: int) -> list[int]:
        levels = self._levels
        met: list[int] = []
        for copy in front:
            for other in self._residual(copy):
                if levels[other] < 0:
                    levels[other] = level
                    met.append(other)
        return met

    def _block(self) -> None:
        """Send a blocking flow: along paths of the level graph until each of them is blocked.

        Each copy keeps the arcs that may still lead to the sink. The last is its current arc: paths
        take it, until it is full or leads to a dead end and is dropped.
        """
        levels, spare, n = self._levels, self._spare, self._n
        forward, taken = self._forward, self._taken

        @cache
        def open_arcs(copy: int) -> list[int]:
            level = levels[copy] + 1
            return [to for to in chain(forward[copy], taken[copy]) if levels[to] == level]

        for source in range(n):
            path = [source]
            while path and spare[source]:
                copy = path[-1]
                if copy >= n and spare[copy]:
                    for full in self._send_along(path):
                        open_arcs(full).pop()
                    path = [source]
                elif open_arcs(copy):
                    path.append(open_arcs(copy)[-1])
                else:
                    path.pop()
                    if path:
                        open_arcs(path[-1]).pop()

    def _send_along(self, path: Sequence[int]) -> list[int]:
        """Send as much as a path carries, and give the copies whose arc back on it is full then."""
        spare, taken = self._spare, self._taken
        source, sink = path[0], path[-1]
        back = [(x, y) for y, x in pairwise(path) if x in taken[y]]
        amount = min(spare[source], spare[sink], *(taken[y][x] for x, y in back))
        for y, x in pairwise(path):
            if x in taken[y]:
                self._carry(x, y, -amount)
            else:
                self._carry(y, x, amount)
        spare[source] -= amount
        spare[sink] -= amount
        return [y for x, y in back if x not in taken[y]]

    def _carry(self, x: int, y: int, amount: int) -> None:
        taken = self._taken[y]
        total = taken.get(x, 0) + amount
        if total:
            taken[x] = total
        else:
            del taken[x]

    def _leading_to_sink(self) -> list[bool]:
        """Whether the residual network leads from each copy to the sink."""
        behind: list[list[int]] = [[] for _ in self._forward]
        for copy in range(len(behind)):
            for other in self._residual(copy):
                behind[other].append(copy)
        drains = range(self._n, 2 * self._n)
        waiting = [y for y in drains if self._spare[y]]
        to_sink = [False] * len(behind)
        while waiting:
            copy = waiting.pop()
            if not to_sink[copy]:
                to_sink[copy] = True
                waiting += behind[copy]
        return to_sink

    def _components_of_the_undecided(
        self, from_source: Sequence[bool], to_sink: Sequence[bool]
    ) -> dict[int, int]:
        """The strong components of the copies that no minimum cut has to keep or to cut."""
        undecided = [not (a or b) for a, b in zip(from_source, to_sink, strict=True)]
        return strong_components(
            {
                copy: [other for other in self._residual(copy) if undecided[other]]
                for copy, is_undecided in enumerate(undecided)
                if is_undecided
            }
        )
