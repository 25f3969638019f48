"""`Tally`: the tightest bounds that counts allow, as a part is never more than the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final

import attrs

from dprk_transfers.arguments import to_day, to_member
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.bounds import Bounds, bounds_over, with_sum
from dprk_transfers.totals.counts import (
    Count,
    OneSided,
    Window,
    ceiling_window,
    floor_window,
    index_counts,
    ordinals,
    window,
)
from dprk_transfers.totals.increments import Increment, find_increments
from dprk_transfers.totals.repair import Repair, check_weights, find_repair
from dprk_transfers.totals.scenarios import Scenarios, find_scenarios
from dprk_transfers.totals.scopes import Cell, Scopes
from dprk_transfers.totals.sums import Adding, best_sum
from dprk_transfers.totals.sweeps import clashes, lowest_around
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.range import Number, simplest

__all__ = ["Bounds", "Conflict", "Count", "Step", "Tally"]

_NOTHING: Final[Mapping[str, str | None]] = FrozenDict()


@attrs.frozen
class Step:
    """The bounds of all that happened up to a day on which some count's window ends.

    Attributes:
        day: The day.
        bounds: The bounds by the end of that day.
    """

    day: date
    bounds: Bounds


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


class Tally:
    """Counts about nested scopes, and what follows from them.

    The amount in a scope is unknown. All that is assumed is that it is never more than the amount
    in a scope around it, where one scope lies inside another if its window, its item and its
    shipment all do. So a floor holds for every scope around it and a ceiling for every scope
    inside it, and nothing tighter follows.

    A window may have uncertain ends, its start somewhere in [s1, s2] and its end in [e1, e2].
    Read literally, a floor holds for the outer window [s1, e2] and a ceiling for the inner one
    [s2, e1]. Read typically, both hold for the window as written, [s1, e2]. A start that is not
    stated gives no ceiling literally, and typically means since it all began. An end that is not
    stated gives no ceiling.

    Times are given for n counts about one item and shipment. With others, a floor takes part once
    for every pair of an item and a shipment around its own for which there are ceilings.

    Args:
        counts: The counts, in any order.
        broader: A mapping from items to the item that each is a kind of.
        part_of: A mapping from shipments to the shipment that each is a part of.
        reading: Which windows floors and ceilings hold for; a `Reading` or its value.
        weights: A mapping from ids to what counts weigh where not all can be kept; 1 each if
            nothing else is said.

    Raises:
        TypeError: If anything but a count is among them, or a weight is not a whole number.
        ValueError: If two counts have one id, items or shipments contain themselves, there is no
            such reading, or a weight is not positive or is given for no count.

    Examples:
        >>> from dprk_transfers import Range, When
        >>> tally = Tally(
        ...     [
        ...         Count("a", When("../2023-10-13"), range=Range(1001, None)),
        ...         Count("b", When("../2023-11-02"), range=Range(1600, 2400)),
        ...     ]
        ... )
        >>> bounds = tally.bounds(None, date(2023, 10, 13))
        >>> print(bounds.range, bounds.lower_by, bounds.upper_by)
        1,001 to 2,400 ('a',) ('b',)
        >>> tally.is_consistent
        True
    """

    def __init__(
        self,
        counts: Iterable[Count],
        broader: Mapping[str, str | None] = _NOTHING,
        part_of: Mapping[str, str | None] = _NOTHING,
        reading: Reading | str = Reading.LITERAL,
        *,
        weights: Mapping[str, int] | None = None,
    ) -> None:
        by_id = index_counts(counts)
        self._counts = tuple(by_id.values())
        self._weights = check_weights(by_id, weights)
        self._reading = to_member(Reading, reading, "reading")
        self._items = Hierarchy(broader, "item")
        self._shipments = Hierarchy(part_of, "shipment")
        self._scopes = Scopes(self._counts, self._items, self._shipments, self._reading)

    def __repr__(self) -> str:
        return f"<Tally of {len(self._counts)} counts, {self._reading.value}>"

    def __eq__(self, other: object) -> bool:
        return self._parts == other._parts if isinstance(other, Tally) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._counts, self._reading))

    @property
    def _parts(self) -> tuple[object, ...]:
        """All that a tally is made of."""
        trees = self._items.parents, self._shipments.parents
        return self._counts, *trees, self._reading, self._weights

    def only(self, ids: Iterable[str]) -> Tally:
        """The tally of some of the counts alone.

        Raises:
            ValueError: If there is no count of some id.
        """
        kept = set(ids)
        unknown = kept - self._weights.keys()
        if unknown:
            raise ValueError(f"there is no count {min(unknown)!r}")
        return Tally(
            (count for count in self._counts if count.id in kept),
            self._items.parents,
            self._shipments.parents,
            self._reading,
            weights={own_id: self._weights[own_id] for own_id in kept},
        )

    def bounds(
        self,
        start: date | str | None,
        end: date | str | None,
        *,
        item: str | None = None,
        shipment: str | None = None,
        adding: Adding | str = Adding.NONE,
    ) -> Bounds:
        """The tightest bounds on what happened in a scope, in time O(n).

        If counts about the scope conflict, its floor may exceed its ceiling. Then only counts
        that are kept in every largest consistent set are used, and the bounds say so by
        `is_cautious`.

        Adding is a second law: what happened in windows without a day in common adds up. It asks
        more of the record, as two counts may tell of one thing on different days. So it is off by
        default, and a sum that exceeds the ceiling is told of and not used.

        Args:
            start: First day, as a `date` or its ISO text, or `None` for the beginning of time.
            end: Last day, or `None` for the end of time.
            item: The item; `None` for all items.
            shipment: The shipment; `None` for all.
            adding: Whose floors to add, as an `Adding` or its value: `"none"`, those of each one
                `"origin"`, or `"all"`.

        Raises:
            TypeError: If `start` or `end` is no day, or a moment (`datetime`).
            ValueError: If `end` is before `start`, a text is no day, or `adding` is none of those.
        """
        adding = to_member(Adding, adding, "adding")
        days = ordinals(_day(start, "start"), _day(end, "end"))
        if days[1] < days[0]:
            raise ValueError(f"a window must not end before it starts, got {start} to {end}")
        cell = item, shipment
        found = self._bounds_over(days[0], cell, days[1:])[days[1]]
        if adding is Adding.NONE:
            return found
        scopes = self._agreed if found.is_cautious else self._scopes
        return with_sum(found, best_sum(scopes.within(days, cell), scopes.counts, adding))

    def curve(
        self,
        since: date | str | None = None,
        *,
        item: str | None = None,
        shipment: str | None = None,
    ) -> tuple[Step, ...]:
        """The bounds on what happened from a day on, by each day on which a count's window ends.

        Between two steps, the floor is that of the step before and the ceiling that of the step
        after. One sweep finds all steps, in time O(n log n).

        Args:
            since: First day, as a `date` or its ISO text, or `None` for the beginning of time.
            item: The item; `None` for all items.
            shipment: The shipment; `None` for all.

        Raises:
            TypeError: If `since` is no day, or a moment (`datetime`).
            ValueError: If a text is no day.
        """
        found = self._bounds_over(ordinals(_day(since, "since"), None)[0], (item, shipment))
        return tuple(map(Step, map(date.fromordinal, found), found.values()))

    @cached_property
    def is_consistent(self) -> bool:
        """Whether all counts can be true together, decided in time O(n log n)."""
        return all(
            key <= low
            for nested in self._scopes.nested()
            for (_, _, key, _), low in lowest_around(*nested)
        )

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All pairs of counts that cannot both be true, sorted by their ids.

        A count conflicts with another if its floor is larger than the other's ceiling, and the
        scope of the floor lies inside the scope of the ceiling. Then no amount suits both; and as
        the relation is transitive, counts among which no two conflict can all be true together.
        The pairs are found in time O((n + pairs) log n).
        """
        return tuple(self._conflict(*pair) for pair in self._pairs)

    @property
    def disagreement(self) -> Fraction | None:
        """How far the counts miss one another: the largest ratio of a floor to a ceiling.

        If all floors were divided by it, or all ceilings multiplied, all counts would agree but
        for ends that are left out. It is 1 if they agree as they are, and `None` if no factor
        would make them agree: if `worst` has a ceiling of zero or less.
        """
        return Fraction(1) if self.worst is None else self.worst.ratio

    @cached_property
    def worst(self) -> Conflict | None:
        """The conflict that `disagreement` is from, found in time O(n log n).

        One without a ratio is worse than all with one, and the worse the larger its difference.
        Of several alike it is the one with the smallest ids.
        """
        lowest: dict[OneSided, int] = {}
        for nested in self._scopes.nested():
            for floor, low in lowest_around(*nested):
                if low < floor[2]:
                    lowest[floor] = min(low, lowest.get(floor, low))
        if not lowest:
            return None
        severity = {floor: self._severity(floor[2], low) for floor, low in lowest.items()}
        worst = max(severity, key=lambda floor: (severity[floor], -floor[3]))
        start, end, key, rank = worst
        cell = self._counts[rank].item, self._counts[rank].shipment
        ceilings = (
            ceiling_rank
            for _, _, low, ceiling_rank in self._scopes.around((start, end), cell)
            if low < key and self._severity(key, low) == severity[worst]
        )
        return self._conflict(rank, min(ceilings))

    @cached_property
    def increments(self) -> tuple[Increment, ...]:
        """What counts ask of the days in the window of a floor outside that of a ceiling.

        For each floor the ceiling that asks most a day of it, the largest strain first. They are
        told and bound nothing. Of n counts with one start they are found in time O(n log n), of
        any in O(n sqrt(n) log n).
        """
        return find_increments(self._counts, self._scopes, self._reading)

    def repair(self, weights: Mapping[str, int] | None = None) -> Repair:
        """The largest-weight sets of counts that can all be true, and who is in which.

        It is a report: the counts stay as they are. Conflicts are a strict partial order, so that
        a largest consistent set is a maximum-weight antichain, found as a minimum cut.

        Args:
            weights: What counts weigh, 1 where nothing is said; by default those of the tally.

        Raises:
            TypeError: If a weight is not a whole number.
            ValueError: If a weight is not positive, or given for no count.
        """
        if weights is None:
            return self._repair
        return find_repair(check_weights(self._weights, weights), self._pairs_of_ids)

    def scenarios(self, limit: int = 8, weights: Mapping[str, int] | None = None) -> Scenarios:
        """The sides that the counts fall into: maximal consistent sets, the heaviest first.

        Args:
            limit: How many to give at most.
            weights: What counts weigh, as for `repair`.

        Raises:
            TypeError: If a weight is not a whole number.
            ValueError: If `limit` or a weight is not positive, or a weight given for no count.
        """
        kept = self.repair(weights).kept
        own = self._weights if weights is None else check_weights(self._weights, weights)
        return find_scenarios(own, self._pairs_of_ids, kept, limit)

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
    def _pairs_of_ids(self) -> Iterator[tuple[str, str]]:
        """The ids of floor and ceiling of each conflict, sorted."""
        return (
            (self._counts[floor].id, self._counts[ceiling].id) for floor, ceiling in self._pairs
        )

    @cached_property
    def _repair(self) -> Repair:
        return find_repair(self._weights, self._pairs_of_ids)

    @cached_property
    def _agreed(self) -> Scopes:
        """What is said by the counts that every largest consistent set keeps."""
        always = set(self._repair.always)
        counts = [count for count in self._counts if count.id in always]
        return Scopes(counts, self._items, self._shipments, self._reading)

    def _severity(self, floor: int, ceiling: int) -> tuple[bool, Number]:
        """How bad a conflict is, by the keys of its floor and ceiling."""
        low, high = self._scopes.floor(floor), self._scopes.ceiling(ceiling)
        ratio = _ratio(low, high)
        return (True, low - high) if ratio is None else (False, ratio)

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
            ratio=_ratio(floor, ceiling),
            floor_window=inner and window(inner),
            ceiling_window=outer and window(outer),
        )

    def _bounds_over(
        self, first: int, cell: Cell, days: Sequence[int] | None = None
    ) -> dict[int, Bounds]:
        found = bounds_over(self._scopes, first, cell, days)
        if any(bounds.is_cautious for bounds in found.values()):
            sure = bounds_over(self._agreed, first, cell, tuple(found))
            for day, bounds in found.items():
                if bounds.is_cautious:
                    found[day] = attrs.evolve(sure[day], is_cautious=True)
        return found


def _day(day: date | str | None, name: str) -> date | None:
    return None if day is None else to_day(day, name)


def _ratio(floor: Number, ceiling: Number) -> Fraction | None:
    return Fraction(floor) / ceiling if ceiling > 0 else None
