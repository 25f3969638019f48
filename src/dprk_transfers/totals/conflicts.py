"""Conflicts: which counts cannot be true together, each pair with how bad it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property

import attrs

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import (
    OneSided,
    Window,
    ceiling_window,
    floor_window,
    window,
)
from dprk_transfers.totals.scopes import Scopes
from dprk_transfers.totals.sweeps import clashes, lowest_around
from dprk_transfers.totals.tight import tight_pairs, turned
from dprk_transfers.values.range import Number, simplest

__all__ = ["Conflict", "Conflicts", "ratio_of"]


@attrs.frozen
class Conflict:
    """Two counts that cannot both be true: a part with more in it than the whole.

    Attributes:
        floor_id: The count whose floor holds inside the other's window.
        ceiling_id: The count whose ceiling is lower than that floor.
        floor: The floor.
        ceiling: The ceiling.
        ratio: The floor as a multiple of the ceiling; `None` for a ceiling of zero or less.
        floor_window: First and last day for which the floor holds, `None` for the beginning or
            the end of time. Conflicts are equal whatever their windows: two counts have no others.
        ceiling_window: The same for the ceiling.
    """

    floor_id: str
    ceiling_id: str
    floor: Number
    ceiling: Number
    ratio: Fraction | None
    floor_window: Window | None = attrs.field(default=None, eq=False, kw_only=True)
    ceiling_window: Window | None = attrs.field(default=None, eq=False, kw_only=True)

    @property
    def difference(self) -> Number:
        """By how much the floor exceeds the ceiling: zero if one of them is itself left out."""
        return simplest(self.floor - self.ceiling)


class Conflicts:
    """The conflicts of some counts, each sort of them found when it is asked for.

    Args:
        scopes: The floors and ceilings of the counts.
        reading: Which windows they hold for.
    """

    def __init__(self, scopes: Scopes, reading: Reading) -> None:
        self._scopes = scopes
        self._counts = scopes.counts
        self._reading = reading

    @cached_property
    def every(self) -> tuple[Conflict, ...]:
        """All of them, sorted by the ids of floor and ceiling."""
        return tuple(self._conflict(*pair) for pair in self._pairs)

    @cached_property
    def tight(self) -> tuple[Conflict, ...]:
        """The innermost ones, the largest difference first, then by ids."""
        found = [self._conflict(*pair) for pair in tight_pairs(self._scopes)]
        found.sort(key=lambda each: (-each.difference, each.floor_id, each.ceiling_id))
        return tuple(found)

    @cached_property
    def contested(self) -> frozenset[str]:
        """The ids of the counts in a conflict, in time O(n log n)."""
        ranks: set[int] = set()
        for floors, ceilings in self._scopes.nested():
            for ends in (floors, ceilings), (map(turned, ceilings), map(turned, floors)):
                ranks.update(end[3] for end, low in lowest_around(*ends) if low < end[2])
        return frozenset(self._counts[rank].id for rank in ranks)

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        """The ranks of floor and ceiling of each conflict, sorted."""
        return sorted(
            (floor[3], ceiling[3])
            for nested in self._scopes.nested()
            for floor, ceilings in clashes(*nested)
            for ceiling in ceilings
        )

    @property
    def ids(self) -> Iterator[tuple[str, str]]:
        """The ids of floor and ceiling of each conflict, sorted."""
        return (
            (self._counts[floor].id, self._counts[ceiling].id) for floor, ceiling in self._pairs
        )

    def worst(self, severity: Callable[[Number, Number], tuple[bool, Number]]) -> Conflict | None:
        """The worst one, by how bad a floor and a ceiling are together."""

        def badness(floor: int, ceiling: int) -> tuple[bool, Number]:
            return severity(self._scopes.floor(floor), self._scopes.ceiling(ceiling))

        lowest: dict[OneSided, int] = {}
        for nested in self._scopes.nested():
            for floor, low in lowest_around(*nested):
                if low < floor[2]:
                    lowest[floor] = min(low, lowest.get(floor, low))
        if not lowest:
            return None
        bad = {floor: badness(floor[2], low) for floor, low in lowest.items()}
        worst = max(bad, key=lambda floor: (bad[floor], -floor[3]))
        start, end, key, rank = worst
        cell = self._counts[rank].item, self._counts[rank].shipment
        ceilings = (
            ceiling_rank
            for _, _, low, ceiling_rank in self._scopes.around((start, end), cell)
            if low < key and badness(key, low) == bad[worst]
        )
        return self._conflict(rank, min(ceilings))

    def _conflict(self, floor_rank: int, ceiling_rank: int) -> Conflict:
        one, other = self._counts[floor_rank], self._counts[ceiling_rank]
        inner = floor_window(one, self._reading)
        outer = ceiling_window(other, self._reading)
        # What conflicts has a floor and a ceiling, and so windows for them.
        floor, ceiling = one.range.lower or 0, other.range.upper or 0
        return Conflict(
            one.id,
            other.id,
            floor=floor,
            ceiling=ceiling,
            ratio=ratio_of(floor, ceiling),
            floor_window=inner and window(inner),
            ceiling_window=outer and window(outer),
        )


def ratio_of(floor: Number, ceiling: Number) -> Fraction | None:
    """A floor as a multiple of a ceiling; `None` for a ceiling of zero or less."""
    return Fraction(floor) / ceiling if ceiling > 0 else None
