"""Sweeps over windows: which ceilings stand around a floor, without trying all pairs.

A ceiling stands around a floor if it starts no later and ends no earlier. A sweep from the
earliest start to the latest meets the floors in turn, and keeps the ceilings that have started in
a tournament ordered by their ends: each match is won by the lowest, so that the lowest of all
that end no earlier, or all of them below a value, are found in logarithmic time each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from sys import maxsize
from typing import Final

from dprk_transfers.totals.counts import Limit

__all__ = ["clashes", "lowest_around", "records"]

_START: Final = itemgetter(0)
_END: Final = itemgetter(1)
_NEVER: Final[Limit] = (maxsize, maxsize, 0, 0)


def lowest_around(
    floors: Iterable[Limit], ceilings: Iterable[Limit]
) -> Iterator[tuple[Limit, int]]:
    """Each floor with the key of the lowest ceiling around it, in time O(n log n).

    A floor with no ceiling around it comes with a key above all others.
    """
    for floor, leaf, standing in _sweep(floors, ceilings):
        yield floor, standing.lowest(leaf)


def clashes(
    floors: Iterable[Limit], ceilings: Iterable[Limit]
) -> Iterator[tuple[Limit, Sequence[Limit]]]:
    """Each floor that exceeds ceilings around it, with those, in time O((n + pairs) log n)."""
    for floor, leaf, standing in _sweep(floors, ceilings):
        below = standing.below(leaf, floor[2])
        if below:
            yield floor, below


def records(
    limits: Iterable[Limit], days: Sequence[int], ids: Sequence[str]
) -> tuple[list[int], list[tuple[str, ...]]]:
    """By each day, the highest key of all limits that have ended, and the ids that reach it.

    Args:
        limits: Limits, in any order.
        days: Days, in order. Before the first limit has ended, the key is below all others.
        ids: Ids by rank.
    """
    highest, ranks = -maxsize, list[int]()
    named: tuple[str, ...] = ()
    keys: list[int] = []
    names: list[tuple[str, ...]] = []
    waiting = iter(sorted(limits, key=_END))
    _, end, key, rank = next(waiting, _NEVER)
    for day in days:
        tied = False
        while end <= day:
            if key > highest:
                highest, ranks, named, tied = key, [rank], (ids[rank],), False
            elif key == highest:
                ranks.append(rank)
                tied = True
            _, end, key, rank = next(waiting, _NEVER)
        if tied:
            named = tuple([ids[each] for each in sorted(ranks)])
        keys.append(highest)
        names.append(named)
    return keys, names


def _sweep(
    floors: Iterable[Limit], ceilings: Iterable[Limit]
) -> Iterator[tuple[Limit, int, _Tournament]]:
    """Each floor, with the ceilings that have started and the first of them that ends in time."""
    by_end = sorted(ceilings, key=_END)
    ends = [ceiling[1] for ceiling in by_end]
    standing = _Tournament(by_end)
    waiting = iter(sorted(enumerate(by_end), key=lambda each: each[1][0]))
    coming = next(waiting, None)
    for floor in sorted(floors, key=_START):
        start = floor[0]
        while coming is not None and coming[1][0] <= start:
            standing.add(coming[0])
            coming = next(waiting, None)
        yield floor, bisect_left(ends, floor[1]), standing


class _Tournament:
    """Limits in a fixed order, of which those added play for the lowest key."""

    def __init__(self, limits: Sequence[Limit]) -> None:
        self._limits = limits
        self._size = 1 << len(limits).bit_length()
        self._won = [maxsize] * (2 * self._size)

    def add(self, leaf: int) -> None:
        won, key = self._won, self._limits[leaf][2]
        match = leaf + self._size
        while match and won[match] > key:
            won[match] = key
            match >>= 1

    def lowest(self, leaf: int) -> int:
        """The lowest key from a leaf on."""
        won = self._won
        match = leaf + self._size
        lowest = won[match]
        while match > 1:
            if not match & 1 and won[match + 1] < lowest:
                lowest = won[match + 1]
            match >>= 1
        return lowest

    def below(self, leaf: int, key: int) -> list[Limit]:
        """All limits from a leaf on whose key is below one."""
        won, size = self._won, self._size
        match = leaf + size
        open_matches = [match] if won[match] < key else []
        while match > 1:
            if not match & 1 and won[match + 1] < key:
                open_matches.append(match + 1)
            match >>= 1
        found: list[Limit] = []
        while open_matches:
            match = open_matches.pop()
            if match >= size:
                found.append(self._limits[match - size])
                continue
            open_matches += (each for each in (2 * match, 2 * match + 1) if won[each] < key)
        return found
