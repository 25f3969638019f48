"""`Scopes`: the floors and ceilings of counts, by the items and shipments that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import Count, Days, Limit, limit_days
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.range import Number, Range

__all__ = ["Place", "Scopes"]

#: An item and a shipment, `None` for all of them.
Place = tuple[str | None, str | None]


class Scopes:
    """Floors and ceilings, found by what they lie inside or around.

    Args:
        counts: The counts; their places in this order are the ranks of their limits.
        items: Which item is a kind of which.
        shipments: Which shipment is a part of which.
        reading: Which windows floors and ceilings hold for.

    Attributes:
        counts: The counts, by rank.
    """

    def __init__(
        self, counts: Sequence[Count], items: Hierarchy, shipments: Hierarchy, reading: Reading
    ) -> None:
        self.counts = counts
        self._items = items
        self._shipments = shipments
        ends = {count.range.lower for count in counts}
        ends.update(count.range.upper for count in counts)
        self._values = sorted(end for end in ends if end is not None)
        # Even keys are ends. Those next to them leave the end out: a floor lies above it then,
        # and a ceiling below.
        keys: dict[Number | None, int] = {end: 2 * n for n, end in enumerate(self._values)}
        floors: defaultdict[Place, list[Limit]] = defaultdict(list)
        ceilings: defaultdict[Place, list[Limit]] = defaultdict(list)
        for rank, count in enumerate(counts):
            amounts, place = count.range, (count.item, count.shipment)
            outer, inner = limit_days(count, reading)
            if outer is not None:
                key = keys[amounts.lower] + amounts.lower_open
                floors[place].append((outer[0], outer[1], key, rank))
            if inner is not None:
                key = keys[amounts.upper] - amounts.upper_open
                ceilings[place].append((inner[0], inner[1], key, rank))
        self._floors, self._ceilings = floors, ceilings

    def floor(self, key: int) -> Number:
        """The value of a floor with a key."""
        return self._values[key >> 1]

    def ceiling(self, key: int) -> Number:
        """The value of a ceiling with a key."""
        return self._values[(key + 1) >> 1]

    def between(self, floor: int, ceiling: int) -> Range:
        """The amounts between a floor and a ceiling, by keys; those out of reach bound nothing."""
        # The ends are those of ranges, and in order: to check them again for every step of a
        # long curve would take most of its time.
        between, put = object.__new__(Range), object.__setattr__
        has_lower, has_upper = floor >= 0, ceiling < 2 * len(self._values)
        put(between, "lower", self._values[floor >> 1] if has_lower else None)
        put(between, "upper", self._values[(ceiling + 1) >> 1] if has_upper else None)
        put(between, "lower_open", has_lower and floor & 1 == 1)
        put(between, "upper_open", has_upper and ceiling & 1 == 1)
        return between

    def within(self, days: Days, place: Place) -> list[Limit]:
        """The floors inside a scope."""
        start, end = days
        return [
            floor
            for part, floors in self._floors.items()
            if self._inside(part, place)
            for floor in floors
            if start <= floor[0] and floor[1] <= end
        ]

    def around(self, days: Days, place: Place) -> list[Limit]:
        """The ceilings around a scope."""
        start, end = days
        return [
            ceiling
            for whole, ceilings in self._ceilings.items()
            if self._inside(place, whole)
            for ceiling in ceilings
            if ceiling[0] <= start and end <= ceiling[1]
        ]

    def nested(self) -> Iterator[tuple[Iterable[Limit], Iterable[Limit]]]:
        """For each item and shipment with ceilings: the floors inside it, and those ceilings."""
        inside: dict[Place, list[Limit]] = {place: [] for place in self._ceilings}
        items, shipments = ({place[axis] for place in inside} for axis in (0, 1))
        for (item, shipment), floors in self._floors.items():
            around = product(
                [each for each in (*self._items.above(item), None) if each in items],
                [each for each in (*self._shipments.above(shipment), None) if each in shipments],
            )
            for place in around:
                if place in inside:
                    inside[place] += floors
        return ((floors, self._ceilings[place]) for place, floors in inside.items())

    def _inside(self, part: Place, whole: Place) -> bool:
        return self._items.inside(part[0], whole[0]) and self._shipments.inside(part[1], whole[1])
