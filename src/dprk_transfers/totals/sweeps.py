"""Sweeps over windows: which ceilings stand around a floor, without trying all pairs.

A ceiling stands around a floor if it starts no later and ends no earlier. A sweep from the
earliest start to the latest meets the floors in turn, and keeps the ceilings that have started in
a segment tree over their ends, with the lowest at each node: so the lowest of all that end no
earlier, or all of them below a value, are found in logarithmic time each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from sys import maxsize
from typing import Final

from dprk_transfers.totals.counts import OneSided

__all__ = ["Maximum", "clashes", "lowest_around", "running_maxima"]

_START: Final = itemgetter(0)
_END: Final = itemgetter(1)
_NEVER: Final[OneSided] = (maxsize, maxsize, 0, 0)


def lowest_around(
    floors: Iterable[OneSided], ceilings: Iterable[OneSided]
) -> Iterator[tuple[OneSided, int]]:
    """Each floor with the key of the lowest ceiling around it, in time O(n log n).

    A floor with no ceiling around it comes with a key above all others.
    """
    for floor, leaf, standing in _sweep(floors, ceilings):
        yield floor, standing.lowest(leaf)


def clashes(
    floors: Iterable[OneSided], ceilings: Iterable[OneSided]
) -> Iterator[tuple[OneSided, Sequence[OneSided]]]:
    """Each floor with the ceilings around it that it exceeds, in time O((n + pairs) log n)."""
    for floor, leaf, standing in _sweep(floors, ceilings):
        yield floor, standing.below(leaf, floor[2])


#: A highest key, and the ids of the floors that have it.
Maximum = tuple[int, tuple[str, ...]]


def running_maxima(
    floors: Iterable[OneSided], days: Sequence[int], ids: Sequence[str]
) -> list[Maximum]:
    """The running maximum of floors in the order of their last days, in time O(n log n).

    Args:
        floors: Floors, in any order.
        days: Days, in order.
        ids: Ids by rank.

    Returns:
        For each day, the highest key of all floors whose windows have ended by then, and the ids
            of those that have it, sorted; before the first has ended, a key below all others. It is
            the same object for as long as it stands.
    """
    highest, ranks = -maxsize, list[int]()
    maximum: Maximum = highest, ()
    maxima: list[Maximum] = []
    waiting = iter(sorted(floors, key=_END))
    _, end, key, rank = next(waiting, _NEVER)
    for day in days:
        is_new = False
        while end <= day:
            if key > highest:
                highest, ranks = key, []
            if key == highest:
                ranks.append(rank)
                is_new = True
            _, end, key, rank = next(waiting, _NEVER)
        if is_new:
            maximum = highest, tuple([ids[each] for each in sorted(ranks)])
        maxima.append(maximum)
    return maxima


def _sweep(
    floors: Iterable[OneSided], ceilings: Iterable[OneSided]
) -> Iterator[tuple[OneSided, int, _MinTree]]:
    """Each floor, with the ceilings that have started and the first of them that ends in time."""
    by_end = sorted(ceilings, key=_END)
    ends = [ceiling[1] for ceiling in by_end]
    standing = _MinTree(by_end)
    waiting = iter(sorted(enumerate(by_end), key=lambda each: each[1][0]))
    coming = next(waiting, None)
    for floor in sorted(floors, key=_START):
        start = floor[0]
        while coming is not None and coming[1][0] <= start:
            standing.add(coming[0])
            coming = next(waiting, None)
        yield floor, bisect_left(ends, floor[1]), standing


class _MinTree:
    """A segment tree of minima over ceilings in a fixed order, without any of them at first.

    Node 1 is the root, nodes 2k and 2k + 1 are the children of node k, and the leaves come last.
    Each node has the lowest key of the ceilings added at the leaves below it.
    """

    def __init__(self, ceilings: Sequence[OneSided]) -> None:
        self._ceilings = ceilings
        self._size = 1 << len(ceilings).bit_length()
        self._lowest = [maxsize] * (2 * self._size)

    def add(self, leaf: int) -> None:
        """Add the ceiling at a leaf."""
        lowest, key = self._lowest, self._ceilings[leaf][2]
        node = leaf + self._size
        while node and lowest[node] > key:
            lowest[node] = key
            node >>= 1

    def lowest(self, leaf: int) -> int:
        """The lowest key from a leaf on."""
        lowest = self._lowest
        node = leaf + self._size
        found = lowest[node]
        while node > 1:
            if not node & 1 and lowest[node + 1] < found:
                found = lowest[node + 1]
            node >>= 1
        return found

    def below(self, leaf: int, key: int) -> list[OneSided]:
        """All ceilings from a leaf on whose key is below one."""
        lowest, size = self._lowest, self._size
        node = leaf + size
        waiting = [node] if lowest[node] < key else []
        while node > 1:
            if not node & 1 and lowest[node + 1] < key:
                waiting.append(node + 1)
            node >>= 1
        found: list[OneSided] = []
        while waiting:
            node = waiting.pop()
            if node >= size:
                found.append(self._ceilings[node - size])
                continue
            waiting += (each for each in (2 * node, 2 * node + 1) if lowest[each] < key)
        return found
