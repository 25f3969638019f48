"""Standoffs: all conflicts at once, as groups of floors that each exceed a whole group of ceilings.

A floor is in conflict with a ceiling if it is at or above it on three axes: it starts no earlier,
ends no later, and its key is larger. One fall of a running total that stood for years makes
millions of such pairs; but they are all pairs of these floors with those ceilings, and so a single
standoff. What is asked of conflicts can be asked of standoffs: how many there are, who is in one,
with whom, and, as a chain through a standoff can pass it at one point, who can be kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from dprk_transfers.graphs.components import strong_components
from dprk_transfers.totals.counts import OneSided

__all__ = ["Standoff", "components", "standoffs"]

#: The ids of counts whose floors, and of counts whose ceilings, are all in conflict.
Standoff = tuple[tuple[str, ...], tuple[str, ...]]

#: Where a floor or a ceiling is on each axis, and the rank of its count.
_Point = tuple[int, int, int, int]

_AXES: Final = 3


def standoffs(
    floors: Iterable[OneSided], ceilings: Iterable[OneSided]
) -> Iterator[tuple[list[int], list[int]]]:
    """The ranks of floors and of ceilings that all exceed one another.

    Each conflict is in exactly one standoff. However many conflicts n floors and ceilings have,
    their standoffs have O(n log³ n) members, found in time O(n log⁴ n); a logarithm less of running
    totals, which have one start.
    """
    highs = [(first, -last, key - 1, rank) for first, last, key, rank in floors]
    lows = [(first, -last, key, rank) for first, last, key, rank in ceilings]
    for some, others in _above(highs, lows, 0):
        yield [point[3] for point in some], [point[3] for point in others]


def components(standoffs: Sequence[Standoff]) -> Iterator[tuple[list[str], list[Standoff]]]:
    """The connected components of the graph of conflicts, each with its standoffs."""
    links: defaultdict[str | int, list[str | int]] = defaultdict(list)
    for number, groups in enumerate(standoffs):
        for own_id in chain(*groups):
            links[own_id].append(number)
            links[number].append(own_id)
    members: defaultdict[str | int, list[str | int]] = defaultdict(list)
    for node, component in strong_components(links).items():
        members[component].append(node)
    for nodes in members.values():
        ids = sorted(node for node in nodes if isinstance(node, str))
        yield ids, [standoffs[node] for node in nodes if isinstance(node, int)]


def _above(
    highs: Sequence[_Point], lows: Sequence[_Point], axis: int
) -> Iterator[tuple[Sequence[_Point], Sequence[_Point]]]:
    """Groups of points at or above groups of others on all axes from one on.

    Cut in two along an axis, the points of the upper half are above those of the lower half on it,
    so that only the axes after it are left; and of those in one half there are fewer.
    """
    if not highs or not lows:
        return
    if axis == _AXES:
        yield highs, lows
        return
    own, others = [point[axis] for point in highs], [point[axis] for point in lows]
    if max(own) < min(others):
        return
    if min(own) >= max(others):
        yield from _above(highs, lows, axis + 1)
        return
    places = sorted(own + others)
    middle = places[len(places) // 2]
    if middle == places[0]:
        middle = places[bisect_right(places, middle)]
    (upper, lower), (upper_lows, lower_lows) = (
        (
            [each for each in some if each[axis] >= middle],
            [each for each in some if each[axis] < middle],
        )
        for some in (highs, lows)
    )
    yield from _above(upper, lower_lows, axis + 1)
    yield from _above(upper, upper_lows, axis)
    yield from _above(lower, lower_lows, axis)
