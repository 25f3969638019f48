"""Slopes: which ceiling asks most a day of a floor, without trying all pairs.

A floor of l over the days a to b and a ceiling of u over the days c to d ask for l - u or more on
the days of the first window outside the second. How many days these are hangs on which ends stick
out, and in each of three cases it is a difference of one number of the floor and one of the
ceiling:

    after alone,       c <= a and d < b:    b - d
    before alone,      c > a and d >= b:    (-a) - (-c)
    before and after,  c > a and d < b:     (b - a) - (d - c)

So what is asked a day is the slope of a line to the floor, as the point (b, l), (-a, l) or
(b - a, l), from the ceiling, as (d, u), (-c, u) or (d - c, u). The steepest line from some points
to one right of them starts on their lower hull, where bisection finds it.

Where all windows have one start, as running totals do, there is the first case alone: a sweep by
last days lets one hull grow, in time O(n log n). Otherwise the ceilings stand in a k-d tree over
their first and last days. A floor takes the hulls of the largest nodes that are one case
throughout, and passes over nodes that can ask no more than what is found: of windows in any order
these are O(sqrt n) hulls, each bisected in time O(log n).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Final

from dprk_transfers.totals.counts import OneSided, OrdinalWindow, ordinals

__all__ = ["Ask", "Slopes", "better"]

#: A point of a hull: how far right it is, its level, and the rank of its ceiling.
_Point = tuple[int, int, int]

#: What a ceiling asks of a floor: the difference of their levels, the days for it, and its rank.
Ask = tuple[int, int, int]

_AFTER: Final = 0
_BEFORE: Final = 1
_BOTH: Final = 2

_BEGINNING, _END = ordinals(None, None)

#: Nodes with no more ceilings than these are not divided.
_FEW: Final = 8


class Slopes:
    """Ceilings about one item and shipment, asked for the steepest line to a floor.

    Args:
        ceilings: First day, last day, level and rank of each. Levels order floors and
            ceilings as their keys do, and are as far apart as their values are.
    """

    def __init__(self, ceilings: Iterable[OneSided]) -> None:
        # Of several over the same days the lowest asks most.
        lowest = {ceiling[:2]: ceiling for ceiling in sorted(ceilings, reverse=True)}
        self._ceilings = sorted(lowest.values())

    @cached_property
    def _root(self) -> _Node:
        return _Node(self._ceilings, axis=0)

    def asks(self, floors: Iterable[OneSided]) -> Iterator[tuple[OneSided, Ask | None]]:
        """Each floor, and what is asked of it by the ceiling below it that asks most a day.

        Of several that ask the same it is one with the fewest days, and of these the one with the
        smallest rank. Where days have no number, as there is no first or last, none is asked.
        """
        given = list(floors)
        if not self._ceilings:
            return ((floor, None) for floor in given)
        if len({start for start, *_ in (*given, *self._ceilings)}) == 1:
            return self._running(given)
        return ((floor, self._steepest(floor[:2], floor[2])) for floor in given)

    def _running(self, floors: Iterable[OneSided]) -> Iterator[tuple[OneSided, Ask | None]]:
        """The same where all windows have one start."""
        hull: list[_Point] = []
        coming = iter(self._ceilings)
        ceiling = next(coming, None)
        for floor in sorted(floors, key=itemgetter(1)):
            _, end, level, _ = floor
            while ceiling is not None and ceiling[1] < end:
                _extend(hull, ceiling[1:])
                ceiling = next(coming, None)
            ask = _steepest(hull, end, level) if hull and end < _END else None
            yield floor, ask if ask is not None and ask[0] > 0 else None

    def _steepest(self, days: OrdinalWindow, level: int) -> Ask | None:
        start, end = days
        best: Ask | None = None
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            if node.lowest[0] >= level or not node.may_ask(start, end):
                continue
            if not node.may_beat(best, start, end, level):
                continue
            case = node.case(start, end)
            if case is not None:
                best = better(best, _steepest(node.hull(case), _place(case, start, end), level))
            elif node.children:
                waiting += node.children
            else:
                for ceiling in node.ceilings:
                    best = better(best, _ask(ceiling, start, end, level))
        return best

    def lowest(self, days: OrdinalWindow, level: int) -> int | None:
        """The rank of the lowest ceiling below a level that meets a window without lying around it.

        It is for windows without a first or a last day. Of several alike it is the smallest rank;
        `None` if there is no such ceiling.
        """
        start, end = days
        if not self._ceilings or (self._ceilings[-1][0] <= start and end < _END):
            return None
        best = level, -1
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            if node.lowest >= best or not node.may_ask(start, end):
                continue
            if node.case(start, end) is not None:
                best = node.lowest
            elif node.children:
                waiting += node.children
            else:
                for first, last, own_level, rank in node.ceilings:
                    if (own_level, rank) < best and _case(first, last, start, end) is not None:
                        best = own_level, rank
        return None if best[1] < 0 else best[1]


class _Node:
    """Some ceilings, the days that they start and end on, and the lowest of them."""

    __slots__ = ("_first", "_hulls", "_last", "ceilings", "children", "lowest")

    def __init__(self, ceilings: Sequence[OneSided], axis: int) -> None:
        self.ceilings = ceilings
        self.lowest = min([(level, rank) for _, _, level, rank in ceilings])
        self._hulls: list[list[_Point] | None] = [None, None, None]
        self.children: tuple[_Node, ...] = ()
        starts, ends = ([ceiling[n] for ceiling in ceilings] for n in (0, 1))
        self._first = min(starts), max(starts)
        self._last = min(ends), max(ends)
        if len(ceilings) > _FEW:
            spans = self._first, self._last
            axis = axis if spans[axis][0] < spans[axis][1] else 1 - axis
            ordered, half = sorted(ceilings, key=itemgetter(axis)), len(ceilings) // 2
            self.children = tuple(
                _Node(some, 1 - axis) for some in (ordered[:half], ordered[half:])
            )

    def may_ask(self, start: int, end: int) -> bool:
        """Whether one of the ceilings may meet a window without lying around it."""
        (first, first_at_most), (last_at_least, last) = self._first, self._last
        return (first <= end and start <= last) and (first_at_most > start or last_at_least < end)

    def may_beat(self, best: Ask | None, start: int, end: int, level: int) -> bool:
        """Whether one of the ceilings may ask more than what is found of a number of days."""
        before, after = self._first[0] - start, end - self._last[1]
        if (before > 0 and start == _BEGINNING) or (after > 0 and end == _END):
            return False
        if best is None:
            return True
        amount, days, _ = best
        fewest = max(before, 0) + max(after, 0) or 1
        most, least = (level - self.lowest[0]) * days, amount * fewest
        return most > least or (most == least and fewest <= days)

    def case(self, start: int, end: int) -> int | None:
        """The case that a window is with each of the ceilings, if it is one."""
        (first, first_at_most), (last_at_least, last) = self._first, self._last
        case = _case(first, last, start, end)
        return case if case == _case(first_at_most, last_at_least, start, end) else None

    def hull(self, case: int) -> list[_Point]:
        """The lower hull of the ceilings as the points that they are in a case."""
        hull = self._hulls[case]
        if hull is None:
            if self.children:
                points = [point for child in self.children for point in child.hull(case)]
            else:
                points = [
                    (_place_of(case, first, last), level, rank)
                    for first, last, level, rank in self.ceilings
                ]
            hull = self._hulls[case] = _lower_hull(points)
        return hull


def _case(first: int, last: int, start: int, end: int) -> int | None:
    """Where a window lies outside the days of a ceiling; `None` if it does nowhere, or everywhere.

    Args:
        first: First day of the ceiling.
        last: Last day of the ceiling.
        start: First day of the window.
        end: Last day of the window.
    """
    if last < start or first > end:
        return None
    if first <= start:
        return _AFTER if last < end else None
    return _BOTH if last < end else _BEFORE


def _place(case: int, start: int, end: int) -> int:
    """How far right a floor is in a case."""
    return (end, -start, end - start)[case]


def _place_of(case: int, first: int, last: int) -> int:
    """How far right a ceiling is in a case."""
    return (last, -first, last - first)[case]


def _ask(ceiling: OneSided, start: int, end: int, level: int) -> Ask | None:
    """What one ceiling asks of a floor, if it asks anything of a number of days."""
    first, last, own_level, rank = ceiling
    case = _case(first, last, start, end)
    if own_level >= level or case is None:
        return None
    if first > start == _BEGINNING or last < end == _END:
        return None
    return level - own_level, _place(case, start, end) - _place_of(case, first, last), rank


def better(one: Ask | None, other: Ask | None) -> Ask | None:
    """What asks more a day, or the same of fewer days, or comes first."""
    if one is None or other is None:
        return one or other
    difference = one[0] * other[1] - other[0] * one[1]
    if difference:
        return one if difference > 0 else other
    return min(one, other, key=itemgetter(1, 2))


def _extend(hull: list[_Point], point: _Point) -> None:
    """Extend a lower hull by a point to its right, and drop those that are no corner any more."""
    x, y, _ = point
    while len(hull) > 1:
        (x0, y0, _), (x1, y1, _) = hull[-2], hull[-1]
        if (y1 - y0) * (x - x1) < (y - y1) * (x1 - x0):
            break
        hull.pop()
    hull.append(point)


def _lower_hull(points: list[_Point]) -> list[_Point]:
    """The lower hull of points, from left to right, without those on a line between others."""
    points.sort()
    hull: list[_Point] = []
    for point in points:
        if not hull or hull[-1][0] < point[0]:
            _extend(hull, point)
    return hull


def _steepest(hull: Sequence[_Point], place: int, level: int) -> Ask:
    """The steepest line to a point from a hull left of it; of two, the shorter.

    Along a lower hull the lines grow steeper and then less so, as each slope of the hull is larger
    than the one before.
    """
    low, high = 0, len(hull) - 1
    while low < high:
        middle = (low + high) // 2
        (x0, y0, _), (x1, y1, _) = hull[middle], hull[middle + 1]
        if (y1 - y0) * (place - x1) <= (level - y1) * (x1 - x0):
            low = middle + 1
        else:
            high = middle
    x, y, rank = hull[low]
    return level - y, place - x, rank
