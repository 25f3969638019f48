"""Tight conflicts: the innermost pairs of counts that cannot both be true.

One correction of a running total makes thousands of conflicts: every total before it that is
higher conflicts with every one after it that is lower. The fall itself is the pair with no other
inside it. Another pair lies inside one if its floor is about a scope around that of the floor, and
its ceiling about a scope inside that of the ceiling.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from operator import itemgetter
from sys import maxsize
from typing import Final

from dprk_transfers.totals.counts import OneSided
from dprk_transfers.totals.scopes import Cell, Scopes
from dprk_transfers.totals.sweeps import lowest_around

__all__ = ["innermost", "tight_pairs", "turned"]

#: What a floor or a ceiling is about: the item and the shipment, and the first and the last day.
_Scope = tuple[Cell, int, int]

_KEY: Final = itemgetter(2)


def tight_pairs(scopes: Scopes) -> Iterator[tuple[int, int]]:
    """The ranks of the floor and the ceiling of each tight conflict.

    Of each scope, the highest floor and the lowest ceiling tell whether there is a conflict in it.
    Say that the pair (i', j') of such lies inside the pair (i, j), both in conflict. Then i is in
    conflict with j', or i' with j: otherwise l_i <= u_j' < l_i' <= u_j < l_i. So it is enough to
    look at one side at a time: a pair is tight if its ceiling is an innermost one that its floor
    exceeds, and its floor an outermost one that exceeds its ceiling.

    One side takes O(log n) for each floor and each ceiling found, if the windows of no three
    ceilings cross; then the search may look at ceilings in vain.
    """
    floors, ceilings = _by_scope(scopes.floors), _by_scope(scopes.ceilings)
    highest = _ends(floors, lambda each: max(each, key=_KEY))
    lowest = _ends(ceilings, lambda each: min(each, key=_KEY))
    around: defaultdict[_Scope, list[_Scope]] = defaultdict(list)
    inside: defaultdict[_Scope, list[_Scope]] = defaultdict(list)
    for part, whole in scopes.nested_cells():
        for floor, found in innermost(highest[part], lowest[whole]):
            around[part, *floor[:2]] += [(whole, *each[:2]) for each in found]
        # Seen backwards and upside down a floor is a ceiling, and what is outermost is innermost.
        mirrored = map(turned, lowest[whole]), map(turned, highest[part])
        for ceiling, found in innermost(*mirrored):
            inside[whole, *turned(ceiling)[:2]] += [(part, *turned(each)[:2]) for each in found]

    def is_inside(one: _Scope, other: _Scope) -> bool:
        return other[1] <= one[1] and one[2] <= other[2] and scopes.is_inside(one[0], other[0])

    for scope, whole_scopes in around.items():
        for end in whole_scopes:
            if not (
                any(is_inside(each, end) for each in whole_scopes if each != end)
                or any(is_inside(scope, each) for each in inside[end] if each != scope)
            ):
                pairs = product(floors[scope], ceilings[end])
                yield from ((one[3], other[3]) for one, other in pairs if one[2] > other[2])


def _by_scope(by_cell: Mapping[Cell, Iterable[OneSided]]) -> dict[_Scope, list[OneSided]]:
    """A mapping from each scope to the floors, or the ceilings, about it."""
    found: defaultdict[_Scope, list[OneSided]] = defaultdict(list)
    for cell, each in by_cell.items():
        for one in each:
            found[cell, one[0], one[1]].append(one)
    return found


def _ends(
    by_scope: Mapping[_Scope, Sequence[OneSided]], best: Callable[[Sequence[OneSided]], OneSided]
) -> dict[Cell, list[OneSided]]:
    """A mapping from each cell to the best floor, or ceiling, of each of its windows."""
    found: defaultdict[Cell, list[OneSided]] = defaultdict(list)
    for (cell, _, _), each in by_scope.items():
        found[cell].append(best(each))
    return found


def turned(one: OneSided) -> OneSided:
    """A floor as a ceiling, or a ceiling as a floor: seen backwards and upside down."""
    first, last, key, rank = one
    return -first, -last, -key, rank


def innermost(
    floors: Iterable[OneSided], ceilings: Iterable[OneSided]
) -> Iterator[tuple[OneSided, list[OneSided]]]:
    """Each floor that exceeds a ceiling around it, with the innermost ceilings that it exceeds.

    No two ceilings may have one window.
    """
    below = list(ceilings)
    exceeding = sorted(each for each, low in lowest_around(floors, below) if low < each[2])
    if not exceeding:
        return
    by_end = sorted(below, key=lambda each: (each[1], -each[0]))
    ends = [ceiling[1] for ceiling in by_end]
    standing = _Standing(by_end)
    coming = sorted(range(len(by_end)), key=lambda leaf: by_end[leaf][0], reverse=True)
    for floor in exceeding:
        first, last, key, _ = floor
        while coming and by_end[coming[-1]][0] <= first:
            standing.add(coming.pop())
        found: list[OneSided] = []
        leaf = standing.next(bisect_left(ends, last), key, -maxsize)
        while leaf is not None:
            # What ends later is around this one unless it starts later, too.
            found.append(by_end[leaf])
            leaf = standing.next(leaf + 1, key, by_end[leaf][0])
        yield floor, found


class _Standing:
    """A segment tree over ceilings in a fixed order, without any of them at first.

    Each node has the lowest key and the latest start of the ceilings added at the leaves below it.
    """

    def __init__(self, ceilings: Sequence[OneSided]) -> None:
        self._ceilings = ceilings
        self._size = 1 << len(ceilings).bit_length()
        self._lowest = [maxsize] * (2 * self._size)
        self._latest = [-maxsize] * (2 * self._size)

    def add(self, leaf: int) -> None:
        """Add the ceiling at a leaf."""
        start, _, key, _ = self._ceilings[leaf]
        node = leaf + self._size
        while node:
            self._lowest[node] = min(self._lowest[node], key)
            self._latest[node] = max(self._latest[node], start)
            node >>= 1

    def next(self, leaf: int, key: int, start: int) -> int | None:
        """The first leaf from one on whose ceiling is below a key and starts after a day."""
        node = leaf + self._size
        waiting = [node]
        while node > 1:
            if not node & 1:
                waiting.append(node + 1)
            node >>= 1
        waiting.reverse()
        while waiting:
            node = waiting.pop()
            if self._lowest[node] < key and self._latest[node] > start:
                if node >= self._size:
                    return node - self._size
                waiting += (2 * node + 1, 2 * node)
        return None
