"""`Scopes`: the floors and ceilings of counts, by the items and shipments that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache, partial
from itertools import product
from typing import Final

from dprk_transfers.messages import did_you_mean, short_repr
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import (
    Count,
    OneSided,
    OrdinalWindow,
    has_ceiling,
    has_floor,
    inner_window,
    outer_window,
)
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.parts import Parts
from dprk_transfers.values.range import Number, Range

__all__ = ["Cell", "Scopes", "known_cell"]

_NOTHING: Final[Mapping[str, Parts]] = FrozenDict()

#: An item and a shipment, `None` for all of them.
Cell = tuple[str | None, str | None]


def known_cell(
    item: str | None,
    shipment: str | None,
    counts: Sequence[Count],
    trees: tuple[Hierarchy, Hierarchy],
) -> Cell:
    """The item and the shipment that are asked about.

    Raises:
        LookupError: If there is no such item or shipment; the message names those like it.
    """
    for name, asked, tree, told in (
        ("item", item, trees[0], {count.item for count in counts}),
        ("shipment", shipment, trees[1], {count.shipment for count in counts}),
    ):
        known = {*told, *tree.parents, *tree.parents.values()} - {None}
        if asked is not None and asked not in known:
            like = did_you_mean(str(asked), map(str, known))
            raise LookupError(f"no count is about the {name} {short_repr(asked)}{like}")
    return item, shipment


class Scopes:
    """Floors and ceilings, found by what they lie inside or around.

    Args:
        counts: The counts; the index of each is the rank of its floor and ceiling.
        items: Which item is a kind of which.
        shipments: Which shipment is a part of which.
        reading: Which windows floors and ceilings hold for.
        parts: Items and shipments of whose parts it is known that they share nothing.

    Attributes:
        counts: The counts, by rank.
        floors: A mapping from item and shipment to the floors about them.
        ceilings: A mapping from item and shipment to the ceilings about them.
    """

    def __init__(
        self,
        counts: Sequence[Count],
        items: Hierarchy,
        shipments: Hierarchy,
        reading: Reading,
        parts: Mapping[str, Parts] = _NOTHING,
    ) -> None:
        self.counts = counts
        self._items = items
        self._shipments = shipments
        self._parts = parts
        ends = {count.range.lower for count in counts} | {count.range.upper for count in counts}
        self._values = sorted(end for end in ends if end is not None)
        # Even keys are ends. Those next to them leave the end out: a floor lies above it then,
        # and a ceiling below.
        keys: dict[Number | None, int] = {end: 2 * n for n, end in enumerate(self._values)}
        floors: defaultdict[Cell, list[OneSided]] = defaultdict(list)
        ceilings: defaultdict[Cell, list[OneSided]] = defaultdict(list)
        # Many counts have one period, such as the days of a calendar.
        outer = cache(partial(outer_window, reading=reading))
        inner = cache(partial(inner_window, reading=reading))
        for rank, count in enumerate(counts):
            amounts, cell = count.range, (count.item, count.shipment)
            if has_floor(count):
                key = keys[amounts.lower]
                key = key + 1 if amounts.lower_open else key
                floors[cell].append((*outer(count.period), key, rank))
            days = inner(count.period) if has_ceiling(count) else None
            if days is not None:
                key = keys[amounts.upper]
                ceilings[cell].append((*days, key - 1 if amounts.upper_open else key, rank))
        self.floors: Mapping[Cell, Sequence[OneSided]] = dict(floors)
        self.ceilings: Mapping[Cell, Sequence[OneSided]] = dict(ceilings)

    def narrowed(self, floors: Container[int], ceilings: Container[int]) -> Scopes:
        """The same with the floors and ceilings of some ranks alone, and no cell without any."""
        found = copy(self)
        found.floors, found.ceilings = (
            {cell: own for cell, limits in by_cell.items() if (own := _those(limits, ranks))}
            for by_cell, ranks in ((self.floors, floors), (self.ceilings, ceilings))
        )
        return found

    def floor(self, key: int) -> Number:
        """The value of a floor with a key."""
        return self._values[key >> 1]

    def ceiling(self, key: int) -> Number:
        """The value of a ceiling with a key."""
        return self._values[(key + 1) >> 1]

    def between(self, floor: int, ceiling: int) -> Range:
        """The amounts from a floor to a ceiling.

        Args:
            floor: The key of the floor; below zero for none.
            ceiling: The key of the ceiling, no lower than that of the floor; beyond the keys of all
                values for none.
        """
        # The ends are those of ranges, and in order: to check them again for every step of a
        # long curve would take most of its time.
        between, put = object.__new__(Range), object.__setattr__
        has_lower, has_upper = floor >= 0, ceiling < 2 * len(self._values)
        put(between, "lower", self._values[floor >> 1] if has_lower else None)
        put(between, "upper", self._values[(ceiling + 1) >> 1] if has_upper else None)
        put(between, "lower_open", has_lower and floor & 1 == 1)
        put(between, "upper_open", has_upper and ceiling & 1 == 1)
        return between

    def within(self, days: OrdinalWindow, cell: Cell) -> list[OneSided]:
        """The floors inside a scope."""
        start, end = days
        return [
            floor
            for part, floors in self.floors.items()
            if self.is_inside(part, cell)
            for floor in floors
            if start <= floor[0] and floor[1] <= end
        ]

    def around(self, days: OrdinalWindow, cell: Cell) -> list[OneSided]:
        """The ceilings around a scope."""
        start, end = days
        return [
            ceiling
            for whole, ceilings in self.ceilings.items()
            if self.is_inside(cell, whole)
            for ceiling in ceilings
            if ceiling[0] <= start and end <= ceiling[1]
        ]

    def nested(self) -> Iterator[tuple[Iterable[OneSided], Iterable[OneSided]]]:
        """For each item and shipment with ceilings: the floors inside it, and those ceilings."""
        inside: dict[Cell, list[OneSided]] = {cell: [] for cell in self.ceilings}
        for part, whole in self.nested_cells():
            inside[whole] += self.floors[part]
        return ((floors, self.ceilings[cell]) for cell, floors in inside.items())

    def nested_cells(self) -> Iterator[tuple[Cell, Cell]]:
        """Each item and shipment with floors, with each around it, or itself, with ceilings."""
        items, shipments = ({cell[axis] for cell in self.ceilings} for axis in (0, 1))
        for part in self.floors:
            item, shipment = part
            around = product(
                filter(items.__contains__, (*self._items.above(item), None)),
                filter(shipments.__contains__, (*self._shipments.above(shipment), None)),
            )
            yield from ((part, cell) for cell in filter(self.ceilings.__contains__, around))

    @property
    def has_parts(self) -> bool:
        """Whether it is known of any parts that they share nothing."""
        return bool(self._parts)

    def are_apart(self, rank: int, other: int) -> bool:
        """Whether two counts are about parts of one whole whose parts share nothing."""
        one, two = self.counts[rank], self.counts[other]
        forks = (
            self._items.fork(one.item, two.item),
            self._shipments.fork(one.shipment, two.shipment),
        )
        return any(fork is not None and fork in self._parts for fork in forks)

    def divisions(self, cell: Cell) -> Iterator[list[Cell]]:
        """The ways to divide an item and a shipment into parts that are all there is."""
        item, shipment = cell
        if item is not None and self._parts.get(item) is Parts.EXHAUSTIVE:
            yield [(each, shipment) for each in self._items.children(item)]
        if shipment is not None and self._parts.get(shipment) is Parts.EXHAUSTIVE:
            yield [(item, each) for each in self._shipments.children(shipment)]

    def is_inside(self, part: Cell, whole: Cell) -> bool:
        """Whether an item and a shipment lie inside others."""
        return self._items.inside(part[0], whole[0]) and self._shipments.inside(part[1], whole[1])


def _those(limits: Iterable[OneSided], ranks: Container[int]) -> list[OneSided]:
    """The floors or ceilings of some ranks."""
    return [limit for limit in limits if limit[3] in ranks]
