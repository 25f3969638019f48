"""`Tally`: the tightest bounds that counts allow, as a part is never more than the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final

import attrs

from dprk_transfers.arguments import to_day, to_member
from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.bounds import Bounds, Step, bounds_over, with_sums
from dprk_transfers.totals.conflicts import Conflict, Conflicts, severity
from dprk_transfers.totals.counts import (
    Count,
    current,
    index_counts,
    ordinals,
)
from dprk_transfers.totals.increments import Increment, find_increments
from dprk_transfers.totals.repair import Repair, check_weights, fair_weights, find_repair
from dprk_transfers.totals.scenarios import Scenarios, find_scenarios
from dprk_transfers.totals.scopes import Cell, Scopes, known_cell
from dprk_transfers.totals.sums import Adding, best_sum, lowest_sum
from dprk_transfers.values.frozen import FrozenDict
from dprk_transfers.values.hierarchy import Hierarchy
from dprk_transfers.values.parts import Parts

__all__ = ["Tally"]

_NOTHING: Final[Mapping[str, str | None]] = FrozenDict()
_NO_PARTS: Final[Mapping[str, Parts | str]] = FrozenDict()


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
        weights: A mapping from ids to what counts weigh where not all can be kept. If nothing else
            is said, each weighs the same, and copies share it: counts of one origin about one scope
            with one range are one voice, however often it is recorded.
        parts: A mapping from items and shipments to what is known of what is below them, as `Parts`
            or their values; of others nothing is. Sums alone ask it.

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
    """

    def __init__(
        self,
        counts: Iterable[Count],
        broader: Mapping[str, str | None] = _NOTHING,
        part_of: Mapping[str, str | None] = _NOTHING,
        reading: Reading | str = Reading.LITERAL,
        *,
        weights: Mapping[str, int] | None = None,
        parts: Mapping[str, Parts | str] = _NO_PARTS,
    ) -> None:
        by_id = index_counts(counts)
        self._all = tuple(by_id.values())
        self._counts = current(by_id)
        self._told = check_weights(by_id, weights) if weights else None
        self._reading = to_member(Reading, reading, "reading")
        self._items = Hierarchy(broader, "item")
        self._shipments = Hierarchy(part_of, "shipment")
        members = {own_id: to_member(Parts, each, "parts") for own_id, each in parts.items()}
        self._disjoint = {key: p for key, p in members.items() if p is not Parts.OVERLAPPING}
        self._scopes = Scopes(
            self._counts, self._items, self._shipments, self._reading, self._disjoint
        )
        self._conflicts = Conflicts(self._scopes, self._reading)

    def __repr__(self) -> str:
        return f"<Tally of {len(self._counts)} counts, {self._reading.value}>"

    def __eq__(self, other: object) -> bool:
        return self._parts == other._parts if isinstance(other, Tally) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._all, self._reading))

    @cached_property
    def _given(self) -> Mapping[str, int]:
        """What each count weighs, the replaced ones too."""
        return self._told or fair_weights(self._all)

    @cached_property
    def _weights(self) -> Mapping[str, int]:
        """What each count weighs that no other replaces."""
        return {count.id: self._given[count.id] for count in self._counts}

    @property
    def _parts(self) -> tuple[object, ...]:
        """All that a tally is made of."""
        trees = self._items.parents, self._shipments.parents
        return self._all, *trees, self._reading, self._given, self._disjoint

    def only(self, ids: Iterable[str]) -> Tally:
        """The tally of some of the counts alone; what one of the others replaces counts again.

        Raises:
            ValueError: If there is no count of some id.
        """
        kept = self._known(ids)
        return self._of(count for count in self._all if count.id in kept)

    def without(self, ids: Iterable[str]) -> Tally:
        """The tally of all other counts; what one of these replaces counts again.

        Raises:
            ValueError: If there is no count of some id.
        """
        return self.only(self._given.keys() - self._known(ids))

    def replace(self, count: Count) -> Tally:
        """The tally with a count in place of the one that has its id.

        Raises:
            TypeError: If it is no count.
            ValueError: If there is no count of its id.
        """
        self._known(index_counts([count]))
        return self._of(count if each.id == count.id else each for each in self._all)

    def weighed(self, weights: Mapping[str, int]) -> Tally:
        """The tally of the same counts, which weigh something else; their conflicts stay known.

        Raises:
            TypeError: If a weight is not a whole number.
            ValueError: If a weight is not positive, or given for no count.
        """
        tally = copy(self)
        for name in ("_given", "_weights", "_repair", "_agreed"):
            tally.__dict__.pop(name, None)
        tally.__dict__["_told"] = check_weights(self._given, weights)
        return tally

    def _of(self, counts: Iterable[Count]) -> Tally:
        """The tally of other counts, each of which weighs what the one of its id does here."""
        told = list(counts)
        return Tally(
            told,
            self._items.parents,
            self._shipments.parents,
            self._reading,
            weights={count.id: self._given[count.id] for count in told},
            parts=self._disjoint,
        )

    def _known(self, ids: Iterable[str]) -> set[str]:
        """The ids, each of which must be that of a count."""
        known = set(ids)
        unknown = known - self._given.keys()
        if unknown:
            raise ValueError(f"there is no count {min(unknown)!r}")
        return known

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

        Adding is a second law: what happened in windows without a day in common adds up, and so
        does what happened in parts that share nothing; ceilings add up over parts that are all
        there is, if each has one. It asks more of the record, as two counts may tell of one thing
        on different days, and so is off by default; a sum that leaves no amount is not used.

        Args:
            start: First day, as a `date` or its ISO text, or `None` for the beginning of time.
            end: Last day, or `None` for the end of time.
            item: The item; `None` for all items.
            shipment: The shipment; `None` for all.
            adding: Whose floors to add, as an `Adding` or its value: `"none"`, those of each one
                `"origin"`, or `"all"`.

        Raises:
            TypeError: If `start` or `end` is no day, or a moment (`datetime`).
            LookupError: If neither a count nor a hierarchy knows the item or the shipment.
            ValueError: If `end` is before `start`, a text is no day, or `adding` is none of those.
        """
        adding = to_member(Adding, adding, "adding")
        days = ordinals(_day(start, "start"), _day(end, "end"))
        if days[1] < days[0]:
            raise ValueError(f"a window must not end before it starts, got {start} to {end}")
        cell = self._cell(item, shipment)
        found = self._bounds_over(days[0], cell, days[1:])[days[1]]
        if adding is Adding.NONE:
            return found
        scopes = self._agreed if found.is_cautious else self._scopes
        sums = (add(scopes, days, cell, adding) for add in (best_sum, lowest_sum))
        return self._with_conflicts(with_sums(found, *sums))

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
            LookupError: If neither a count nor a hierarchy knows the item or the shipment.
            TypeError: If `since` is no day, or a moment (`datetime`).
            ValueError: If a text is no day.
        """
        first = ordinals(_day(since, "since"), None)[0]
        found = self._bounds_over(first, self._cell(item, shipment))
        return tuple(map(Step, map(date.fromordinal, found), found.values()))

    @cached_property
    def is_consistent(self) -> bool:
        """Whether all counts can be true together, decided in time O(n log n)."""
        return not self.contested

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All pairs of counts that cannot both be true, sorted by their ids.

        A count conflicts with another if its floor is larger than the other's ceiling, and the
        scope of the floor lies inside the scope of the ceiling. Then no amount suits both; and as
        the relation is transitive, counts among which no two conflict can all be true together.
        """
        return self._conflicts.every

    @property
    def conflict_count(self) -> int:
        """How many pairs `conflicts` has, counted without listing them."""
        return self._conflicts.number

    @property
    def contested(self) -> frozenset[str]:
        """The ids of the counts in a conflict, in time O(n log n)."""
        return self._conflicts.contested

    @property
    def clashes(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the counts in a conflict, those together that conflicts join; sorted."""
        return self._conflicts.groups

    def conflicting_with(self, own_id: str) -> frozenset[str]:
        """The ids of the counts that one is in conflict with.

        Raises:
            ValueError: If there is no count of the id.
        """
        return self._conflicts.against(*self._known([own_id]))

    @cached_property
    def tight_conflicts(self) -> tuple[Conflict, ...]:
        """The innermost conflicts, those with the largest difference first, then by their ids.

        A conflict is tight if no other lies inside it: none whose floor is about a scope around
        that of its floor, and whose ceiling is about a scope inside that of its ceiling. A fall of
        a running total is one tight conflict, and thousands of others. They are found without
        those.

        Examples:
            >>> from dprk_transfers import Range, When
            >>> told = {"2023-10-01": 4, "2023-10-02": 4, "2023-10-03": 1, "2023-10-04": 1}
            >>> tally = Tally(
            ...     Count(day, When(f"../{day}"), range=Range.exactly(n)) for day, n in told.items()
            ... )
            >>> [(each.floor_id, each.ceiling_id) for each in tally.tight_conflicts]
            [('2023-10-02', '2023-10-03')]
        """
        return self._conflicts.tight

    @property
    def disagreement(self) -> Fraction | None:
        """How far the counts miss one another: the largest ratio of a floor to a ceiling.

        If all floors were divided by it, or all ceilings multiplied, all counts would agree but
        for ends that are left out: 1 if they agree, `None` if `worst` has no ratio.
        """
        return Fraction(1) if self.worst is None else self.worst.ratio

    @cached_property
    def worst(self) -> Conflict | None:
        """The conflict with the largest ratio, which `disagreement` is from, in time O(n log n).

        One without a ratio is worse than all with one, and the worse the larger its difference.
        Of several alike it is the one with the smallest ids.
        """
        return self._conflicts.worst(severity)

    @cached_property
    def worst_by_difference(self) -> Conflict | None:
        """The one with the largest difference; of several alike that with the smallest ids."""
        return self._conflicts.worst(lambda floor, ceiling: (False, floor - ceiling))

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
        return find_repair(check_weights(self._weights, weights), self._conflicts.standoffs)

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
        return find_scenarios(own, self._conflicts.standoffs, kept, limit)

    def _cell(self, item: str | None, shipment: str | None) -> Cell:
        return known_cell(item, shipment, self._all, (self._items, self._shipments))

    @cached_property
    def _repair(self) -> Repair:
        return find_repair(self._weights, self._conflicts.standoffs)

    @cached_property
    def _agreed(self) -> Scopes:
        """What is said by the counts that every largest consistent set keeps."""
        always = set(self._repair.always)
        ranks = {rank for rank, count in enumerate(self._counts) if count.id in always}
        return self._scopes.narrowed(ranks, ranks)

    def _bounds_over(
        self, first: int, cell: Cell, days: Sequence[int] | None = None
    ) -> dict[int, Bounds]:
        found = bounds_over(self._scopes, first, cell, days)
        if any(bounds.is_cautious for bounds in found.values()):
            sure = bounds_over(self._agreed, first, cell, tuple(found))
            for day, bounds in found.items():
                if bounds.is_cautious:
                    found[day] = attrs.evolve(sure[day], is_cautious=True)
        return {day: self._with_conflicts(bounds) for day, bounds in found.items()}

    def _with_conflicts(self, bounds: Bounds) -> Bounds:
        """The bounds, with whether a count that they follow from is in a conflict."""
        is_free = self.contested.isdisjoint(bounds.ids)
        return bounds if is_free else attrs.evolve(bounds, is_contested=True)


def _day(day: date | str | None, name: str) -> date | None:
    return None if day is None else to_day(day, name)
