"""Sweeps over windows: what stands around a floor, or has ended by a day, without trying all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from sys import maxsize
from typing import Final

from dprk_transfers.totals.counts import OneSided

__all__ = ["Maximum", "lowest_around", "running_maxima"]

_START: Final = itemgetter(0)
_END: Final = itemgetter(1)
_NEVER: Final[OneSided] = (maxsize, maxsize, 0, 0)


def lowest_around(
    floors: Iterable[OneSided], ceilings: Iterable[OneSided]
) -> Iterator[tuple[OneSided, int]]:
    """Each floor with the key of the lowest ceiling around it, in time O(n log n).

    A floor with no ceiling around it comes with a key above all others.

    A ceiling stands around a floor if it starts no later and ends no earlier. A sweep from the
    earliest start to the latest meets the floors in turn, and keeps the ceilings that have started
    in a tree over their ends, backwards, which has the minima of the first so many in logarithmic
    time (P. M. Fenwick, A new data structure for cumulative frequency tables, 1994).
    """
    by_start = sorted(ceilings)
    ends = sorted([ceiling[1] for ceiling in by_start], reverse=True)
    places = {end: place for place, end in enumerate(ends, 1)}  # the last of several alike
    backwards = [-end for end in ends]
    lowest = [maxsize] * (len(ends) + 1)
    coming = iter(by_start)
    start, end, key, _ = next(coming, _NEVER)
    for floor in sorted(floors, key=_START):
        while start <= floor[0]:
            place = places[end]
            # What is further up has at most this.
            while place < len(lowest) and lowest[place] > key:
                lowest[place] = key
                place += place & -place
            start, end, key, _ = next(coming, _NEVER)
        place = bisect_right(backwards, -floor[1])
        low = maxsize
        while place:
            if lowest[place] < low:  # noqa: PLR1730  (asked very often)
                low = lowest[place]
            place &= place - 1
        yield floor, low


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
