"""Conflicts: which counts cannot be true together, each pair with how bad it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, permutations, product

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
from dprk_transfers.totals.standoffs import Standoff, components, standoffs
from dprk_transfers.totals.sweeps import lowest_around
from dprk_transfers.totals.tight import tight_pairs, turned
from dprk_transfers.values.range import Number, simplest

__all__ = ["Conflict", "Conflicts", "ratio_of", "severity"]


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


def severity(floor: Number, ceiling: Number) -> tuple[bool, Number]:
    """How bad a floor and a ceiling are together by their ratio, the worse if they have none."""
    ratio = ratio_of(floor, ceiling)
    return (True, floor - ceiling) if ratio is None else (False, ratio)


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
        pairs = (pair for groups in self._standoffs for pair in product(*groups))
        return tuple(self._conflict(*pair) for pair in sorted(pairs))

    @cached_property
    def number(self) -> int:
        """How many there are, without looking at each."""
        return sum(len(floors) * len(ceilings) for floors, ceilings in self._standoffs)

    @cached_property
    def tight(self) -> tuple[Conflict, ...]:
        """The innermost ones, the largest difference first, then by ids."""
        found = [self._conflict(*pair) for pair in tight_pairs(self._clashing)]
        found.sort(key=lambda each: (-each.difference, each.floor_id, each.ceiling_id))
        return tuple(found)

    @cached_property
    def contested(self) -> frozenset[str]:
        """The ids of the counts in a conflict, in time O(n log n)."""
        clashing = self._clashing
        limits = chain(*clashing.floors.values(), *clashing.ceilings.values())
        return frozenset(self._counts[rank].id for _, _, _, rank in limits)

    @cached_property
    def standoffs(self) -> tuple[Standoff, ...]:
        """All of them, in groups of floors each of which conflicts with a group of ceilings."""
        return tuple(
            (self._ids(floors), self._ids(ceilings)) for floors, ceilings in self._standoffs
        )

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the counts in a conflict, those together that conflicts join."""
        return tuple(sorted(tuple(ids) for ids, _ in components(self.standoffs)))

    def against(self, own_id: str) -> frozenset[str]:
        """The ids of the counts that one is in conflict with."""
        return frozenset(chain.from_iterable(self._groups_against.get(own_id, ())))

    def worst(self, severity: Callable[[Number, Number], tuple[bool, Number]]) -> Conflict | None:
        """The worst one, by how bad a floor and a ceiling are together."""

        def badness(floor: int, ceiling: int) -> tuple[bool, Number]:
            return severity(self._scopes.floor(floor), self._scopes.ceiling(ceiling))

        lowest: dict[OneSided, int] = {}
        for nested in self._clashing.nested():
            for floor, low in lowest_around(*nested):
                lowest[floor] = min(low, lowest.get(floor, low))
        if not lowest:
            return None
        bad = {floor: badness(floor[2], low) for floor, low in lowest.items()}
        worst = max(bad, key=lambda floor: (bad[floor], -floor[3]))
        start, end, key, rank = worst
        cell = self._counts[rank].item, self._counts[rank].shipment
        ceilings = (
            ceiling_rank
            for _, _, low, ceiling_rank in self._clashing.around((start, end), cell)
            if low < key and badness(key, low) == bad[worst]
        )
        return self._conflict(rank, min(ceilings))

    @cached_property
    def _clashing(self) -> Scopes:
        """The floors and ceilings that are in a conflict, in time O(n log n)."""
        highs, lows = set[int](), set[int]()
        for floors, ceilings in self._scopes.nested():
            exceeding = [floor for floor, low in lowest_around(floors, ceilings) if low < floor[2]]
            highs.update(rank for _, _, _, rank in exceeding)
            # Seen backwards and upside down a ceiling is a floor.
            mirrored = map(turned, ceilings), map(turned, exceeding)
            lows.update(each[3] for each, high in lowest_around(*mirrored) if high < each[2])
        return self._scopes.narrowed(highs, lows)

    @cached_property
    def _standoffs(self) -> list[tuple[list[int], list[int]]]:
        return [found for nested in self._clashing.nested() for found in standoffs(*nested)]

    @cached_property
    def _groups_against(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """A mapping from the id of each count in a conflict to all it conflicts with, in groups."""
        found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for groups in self.standoffs:
            for own, others in permutations(groups):
                for own_id in own:
                    found[own_id].append(others)
        return dict(found)

    def _ids(self, ranks: Iterable[int]) -> tuple[str, ...]:
        return tuple([self._counts[rank].id for rank in ranks])

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
