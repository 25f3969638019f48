"""`Tally`: the tightest bounds that counts allow, as a part is never more than the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Final

import attrs
from attrs.validators import instance_of

from dprk_transfers.model.claim import Extent
from dprk_transfers.reading.hedges import Reading
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import Span, When

__all__ = ["Bounds", "Conflict", "Count", "Step", "Tally"]


@attrs.frozen
class Count:
    """A number about a scope: a window of days, an item and a shipment.

    Attributes:
        id: What the bounds that rest on it are traced to: the id of its claim.
        period: The window, with uncertain ends.
        range: The amounts the count allows.
        extent: Whether it is the whole over the window, a part of it, or a rate.
        item: What is counted; `None` for all items.
        shipment: Within which shipment; `None` for all.
        origin: Who stands behind it, where counts of one origin are to be told from others.

    Raises:
        TypeError: If period, range or extent is of another type.
    """

    id: str
    period: When = attrs.field(validator=instance_of(When))
    range: Range = attrs.field(validator=instance_of(Range))
    extent: Extent = attrs.field(default=Extent.TOTAL, validator=instance_of(Extent))
    item: str | None = None
    shipment: str | None = None
    origin: str | None = None


@attrs.frozen
class Bounds:
    """The tightest range of a scope, and what it rests on.

    Attributes:
        range: The amounts that the counts allow in the scope.
        lower_by: Ids of the counts that the lower end follows from, each by itself; sorted.
        upper_by: The same for the upper end.
        cautious: Whether counts about the scope conflict, and only those that conflict with no
            other were used.
    """

    range: Range
    lower_by: tuple[str, ...] = ()
    upper_by: tuple[str, ...] = ()
    cautious: bool = False


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
        ratio: The floor as a multiple of the ceiling; `None` for a ceiling of zero.
    """

    floor_id: str
    ceiling_id: str
    floor: Number
    ceiling: Number
    ratio: Fraction | None


#: Days are ordinals here. Time begins before the first of them and ends after the last.
_BEGINNING: Final = date.min.toordinal() - 1
_END: Final = date.max.toordinal() + 1


@attrs.frozen
class _Scope:
    """A window of days (ordinals, both included), an item and a shipment."""

    start: int
    end: int
    item: str | None
    shipment: str | None


@attrs.frozen
class _Limit:
    """A floor or a ceiling that a count sets, on the scope for which it holds."""

    id: str
    scope: _Scope
    value: Number
    is_open: bool


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

    Args:
        counts: The counts, in any order.
        broader: Item by item, the item it is a kind of.
        part_of: Shipment by shipment, the shipment it is a part of.
        reading: Which windows floors and ceilings hold for.

    Raises:
        ValueError: If two counts have one id, or items or shipments contain themselves.

    Examples:
        >>> tally = Tally(
        ...     [
        ...         Count("a", When("../2023-10-13"), range=Range(1001, None)),
        ...         Count("b", When("../2023-11-02"), range=Range(1600, 2400)),
        ...     ]
        ... )
        >>> tally.bounds(None, date(2023, 10, 13))
        Bounds(range=Range(1001, 2400), lower_by=('a',), upper_by=('b',), cautious=False)
        >>> tally.conflicts
        ()
    """

    def __init__(
        self,
        counts: Iterable[Count],
        broader: Mapping[str, str | None] = MappingProxyType({}),
        part_of: Mapping[str, str | None] = MappingProxyType({}),
        reading: Reading = Reading.LITERAL,
    ) -> None:
        self._counts = tuple(sorted(counts, key=lambda count: count.id))
        for one, other in zip(self._counts, self._counts[1:], strict=False):
            if one.id == other.id:
                raise ValueError(f"every count needs an id of its own, got {one.id!r} twice")
        self._items = _Tree(broader, "item")
        self._shipments = _Tree(part_of, "shipment")
        self._floors = tuple(filter(None, (_floor(count) for count in self._counts)))
        self._ceilings = tuple(filter(None, (_ceiling(count, reading) for count in self._counts)))

    def bounds(
        self,
        start: date | None,
        end: date | None,
        *,
        item: str | None = None,
        shipment: str | None = None,
    ) -> Bounds:
        """The tightest bounds on what happened in a scope.

        If counts about the scope conflict, its floor may exceed its ceiling. Then only counts
        that conflict with no other are used, and the bounds say that they are `cautious`.

        Args:
            start: First day, or `None` for the beginning of time.
            end: Last day, or `None` for the end of time.
            item: The item; `None` for all items.
            shipment: The shipment; `None` for all.

        Raises:
            ValueError: If `end` is before `start`.
        """
        scope = _Scope(
            _BEGINNING if start is None else start.toordinal(),
            _END if end is None else end.toordinal(),
            item,
            shipment,
        )
        if scope.end < scope.start:
            raise ValueError(f"a window must not end before it starts, got {start} to {end}")
        floors = [floor for floor in self._floors if self._inside(floor.scope, scope)]
        ceilings = [ceiling for ceiling in self._ceilings if self._inside(scope, ceiling.scope)]
        cautious = _clash(_highest(floors), _lowest(ceilings))
        if cautious:
            floors = [floor for floor in floors if floor.id not in self._contested]
            ceilings = [ceiling for ceiling in ceilings if ceiling.id not in self._contested]
        floor, ceiling = _highest(floors), _lowest(ceilings)
        return Bounds(
            Range(
                None if floor is None else floor.value,
                None if ceiling is None else ceiling.value,
                lower_open=floor is not None and floor.is_open,
                upper_open=ceiling is not None and ceiling.is_open,
            ),
            lower_by=_alike(floors, floor),
            upper_by=_alike(ceilings, ceiling),
            cautious=cautious,
        )

    def curve(
        self,
        since: date | None = None,
        *,
        item: str | None = None,
        shipment: str | None = None,
    ) -> tuple[Step, ...]:
        """The bounds on what happened from a day on, by each day on which a count's window ends.

        Between two steps, the floor is that of the step before and the ceiling that of the step
        after.

        Args:
            since: First day, or `None` for the beginning of time.
            item: The item; `None` for all items.
            shipment: The shipment; `None` for all.
        """
        first = _BEGINNING if since is None else since.toordinal()
        all_time = _Scope(first, _END, item, shipment)
        days = {floor.scope.end for floor in self._floors if self._inside(floor.scope, all_time)}
        for ceiling in self._ceilings:
            scope = _Scope(first, ceiling.scope.end, item, shipment)
            if first <= scope.end and self._inside(scope, ceiling.scope):
                days.add(scope.end)
        return tuple(
            Step(day, self.bounds(since, day, item=item, shipment=shipment))
            for day in map(date.fromordinal, sorted(days - {_BEGINNING, _END}))
        )

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All pairs of counts that cannot both be true, sorted by their ids.

        A count conflicts with another if its floor is larger than the other's ceiling, and the
        scope of the floor lies inside the scope of the ceiling.
        """
        return tuple(
            Conflict(
                floor.id,
                ceiling.id,
                floor=floor.value,
                ceiling=ceiling.value,
                ratio=Fraction(floor.value) / ceiling.value if ceiling.value > 0 else None,
            )
            for floor in self._floors
            for ceiling in self._ceilings
            if _clash(floor, ceiling) and self._inside(floor.scope, ceiling.scope)
        )

    def _inside(self, part: _Scope, whole: _Scope) -> bool:
        return (
            whole.start <= part.start
            and part.end <= whole.end
            and self._items.inside(part.item, whole.item)
            and self._shipments.inside(part.shipment, whole.shipment)
        )

    @cached_property
    def _contested(self) -> frozenset[str]:
        """The counts that conflict with some other."""
        pairs = ((conflict.floor_id, conflict.ceiling_id) for conflict in self.conflicts)
        return frozenset(chain.from_iterable(pairs))


class _Tree:
    """What lies inside what, by the parent of each; `None` is around everything.

    A walk through the whole tree numbers everything when it comes in and when it goes out, so that
    one thing lies inside another exactly when its numbers do.
    """

    def __init__(self, parents: Mapping[str, str | None], name: str) -> None:
        children: dict[str | None, list[str]] = {}
        for child, parent in parents.items():
            children.setdefault(parent, []).append(child)
        roots = children.pop(None, [])
        roots += (parent for parent in children if parent and parent not in parents)
        self._numbers: dict[str, tuple[int, int]] = {}
        waiting = [(root, False) for root in roots]
        number = 0
        entered: dict[str, int] = {}
        while waiting:
            here, done = waiting.pop()
            number += 1
            if done:
                self._numbers[here] = (entered[here], number)
                continue
            entered[here] = number
            waiting.append((here, True))
            waiting += ((child, False) for child in children.get(here, ()))
        for child in parents:
            if child not in self._numbers:
                raise ValueError(f"the {name} {_on_a_cycle(child, parents)!r} {_CYCLIC}")

    def inside(self, part: str | None, whole: str | None) -> bool:
        if whole is None or part == whole:
            return True
        if part is None or part not in self._numbers or whole not in self._numbers:
            return False
        (first, last), (lowest, highest) = self._numbers[part], self._numbers[whole]
        return lowest < first and last < highest


_CYCLIC: Final = "must not lie inside itself"


def _on_a_cycle(child: str, parents: Mapping[str, str | None]) -> str | None:
    """The first thing that comes again on the way up from one that is on no way down."""
    seen: set[str | None] = set()
    here: str | None = child
    while here not in seen:
        seen.add(here)
        here = parents[here or ""]
    return here


def _floor(count: Count) -> _Limit | None:
    """The floor of a count, which holds for its outer window under either reading."""
    if count.extent is Extent.RATE or count.range.lower is None:
        return None
    scope = _Scope(_first(count.period.start), _last(count.period.end), count.item, count.shipment)
    return _Limit(count.id, scope, count.range.lower, count.range.lower_open)


def _ceiling(count: Count, reading: Reading) -> _Limit | None:
    """The ceiling of a count, which holds for the inner window or for the window as written."""
    if count.extent is not Extent.TOTAL or count.range.upper is None:
        return None
    start, end = count.period.start, count.period.end
    if reading is Reading.TYPICAL:
        # An end that may be any day from some day on is surely as late as that day.
        bounded = end.is_open or end.latest is not None
        first, last = _first(start), _last(end) if bounded else _first(end)
    else:
        # The latest start and the earliest end that there can be; an open end is the only one.
        first = _BEGINNING if start.is_open else _last(start)
        last = _END if end.is_open else _first(end)
    if last < first:
        return None
    scope = _Scope(first, last, count.item, count.shipment)
    return _Limit(count.id, scope, count.range.upper, count.range.upper_open)


def _first(span: Span) -> int:
    return _BEGINNING if span.earliest is None else span.earliest.toordinal()


def _last(span: Span) -> int:
    return _END if span.latest is None else span.latest.toordinal()


def _clash(floor: _Limit | None, ceiling: _Limit | None) -> bool:
    """Whether no number is above a floor and below a ceiling."""
    if floor is None or ceiling is None:
        return False
    if floor.value == ceiling.value:
        return floor.is_open or ceiling.is_open
    return floor.value > ceiling.value


def _highest(floors: Iterable[_Limit]) -> _Limit | None:
    return max(floors, key=lambda floor: (floor.value, floor.is_open), default=None)


def _lowest(ceilings: Iterable[_Limit]) -> _Limit | None:
    return min(ceilings, key=lambda ceiling: (ceiling.value, not ceiling.is_open), default=None)


def _alike(limits: list[_Limit], best: _Limit | None) -> tuple[str, ...]:
    """Ids of the limits that say the same as the best one."""
    return tuple(
        limit.id
        for limit in limits
        if best is not None and (limit.value, limit.is_open) == (best.value, best.is_open)
    )
