"""What a tally must find, worked out another way: scopes as plain sets, the law as linear programs.

A day is a number here, and those that windows are written with run from 0 to LAST. Ten days before
and ten days after them are what “about” such a day may reach. All the days before these are one
day, BEFORE, and all the days after them are one day, AFTER. So a window is a set of numbers, and
one scope lies inside another if its sets are subsets.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement, permutations, product, starmap
from typing import Final

import attrs
import numpy as np
from scipy.optimize import linprog

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.tally import Tally
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Number, Range
from dprk_transfers.values.when import When

LAST: Final = 7
ABOUT: Final = 10
BEFORE: Final = -ABOUT - 1
AFTER: Final = LAST + ABOUT + 1

#: The days that windows are written with.
WRITTEN: Final = [BEFORE, *range(LAST + 1), AFTER]

ITEMS: Final[Mapping[str, str | None]] = {
    "munitions": None,
    "shells": "munitions",
    "mortar-shells": "shells",
    "rockets": "munitions",
    "food": None,
}
SHIPMENTS: Final[Mapping[str, str | None]] = {
    "programme": None,
    "sea": "programme",
    "voyage": "sea",
}


def day(number: int) -> date | None:
    """The date of a day, and `None` for the days before and after all dates."""
    return None if number in (BEFORE, AFTER) else date(2023, 8, 28) + timedelta(number)


@attrs.frozen
class End:
    """The first and the last day that an end of a window can be, and the mark of doubt on it."""

    earliest: int
    latest: int
    mark: str = ""

    @property
    def is_bounded(self) -> bool:
        return self.earliest != BEFORE and self.latest != AFTER

    def read(self, reading: Reading) -> "End":
        """The end as it is read: literally, about a day is ten days, and a doubt any day."""
        if reading is Reading.TYPICAL or not self.mark:
            return self
        if self.mark in "?%":
            return End(BEFORE, AFTER)
        return End(self.earliest - ABOUT, self.latest + ABOUT)

    def text(self, later: timedelta) -> str:
        first, last = (
            "" if (date_ := day(number)) is None else str(date_ + later) + self.mark
            for number in (self.earliest, self.latest)
        )
        if self.earliest == self.latest:
            return first or ".."
        return f"[{first}..{last}]" if first or last else ""


_SPANS: Final = list(starmap(End, combinations_with_replacement(WRITTEN, 2)))
_UNKNOWN: Final = End(BEFORE, AFTER)

#: Every window there is, as the ends it starts and ends with.
WINDOWS: Final = [
    (start, end)
    for start, end in product(_SPANS, repeat=2)
    if start.earliest < AFTER
    and end.latest > BEFORE  # no start after all days, no end before
    and start.earliest <= end.latest
    and not start == end == _UNKNOWN
]


@attrs.frozen
class Scope:
    """Days, items and shipments, each with all that lies inside it."""

    days: frozenset[int]
    items: frozenset[str]
    shipments: frozenset[str]

    @classmethod
    def of(cls, first: int, last: int, item: str | None, shipment: str | None) -> "Scope":
        days = frozenset(range(first, last + 1))
        return cls(days, _inside(item, ITEMS), _inside(shipment, SHIPMENTS))

    def __le__(self, other: "Scope") -> bool:
        return (
            self.days <= other.days
            and self.items <= other.items
            and self.shipments <= other.shipments
        )


def _inside(name: str | None, parents: Mapping[str, str | None]) -> frozenset[str]:
    """A name and all names inside it; for `None`, all that is named and all that is not."""
    if name is None:
        return frozenset({*parents, "unnamed"})
    children = (child for child, parent in parents.items() if parent == name)
    return frozenset({name}).union(*(_inside(child, parents) for child in children))


@attrs.frozen
class Limit:
    """What a count says of the amount in a scope."""

    id: str
    scope: Scope
    amount: Range


@attrs.frozen
class Telling:
    """A count in days that are numbers."""

    id: str
    window: tuple[End, End]
    amount: Range
    extent: Extent
    item: str | None
    shipment: str | None

    def count(self, later: timedelta = timedelta()) -> Count:
        start, end = self.window
        text = start.text(later) if start == end else f"{start.text(later)}/{end.text(later)}"
        return Count(
            self.id,
            When(text),
            range=self.amount,
            extent=self.extent,
            item=self.item,
            shipment=self.shipment,
        )

    def floors(self, reading: Reading) -> list[Limit]:
        """A floor, unless it is a rate, on the outer window."""
        if self.extent is Extent.RATE or self.amount.lower is None:
            return []
        start, end = (each.read(reading) for each in self.window)
        scope = Scope.of(start.earliest, end.latest, self.item, self.shipment)
        amount = Range(self.amount.lower, None, lower_open=self.amount.lower_open)
        return [Limit(self.id, scope, amount)]

    def ceilings(self, reading: Reading) -> list[Limit]:
        """A ceiling, only if it is a total, on the inner window or on the window as written."""
        if self.extent is not Extent.TOTAL or self.amount.upper is None:
            return []
        start, end = (each.read(reading) for each in self.window)
        first, last = start.latest, end.earliest
        if reading is Reading.TYPICAL:
            # An end that can be any later day is read as the first day it can be.
            first, last = start.earliest, end.earliest if end.latest == AFTER else end.latest
        scope = Scope.of(first, last, self.item, self.shipment)
        amount = Range(None, self.amount.upper, upper_open=self.amount.upper_open)
        return [Limit(self.id, scope, amount)] if scope.days else []


def tally_of(tellings: Iterable[Telling], reading: Reading = Reading.LITERAL) -> Tally:
    return Tally((telling.count() for telling in tellings), ITEMS, SHIPMENTS, reading=reading)


def floors_of(tellings: Iterable[Telling], reading: Reading) -> list[Limit]:
    return [limit for telling in tellings for limit in telling.floors(reading)]


def ceilings_of(tellings: Iterable[Telling], reading: Reading) -> list[Limit]:
    return [limit for telling in tellings for limit in telling.ceilings(reading)]


def clashes(tellings: Sequence[Telling], reading: Reading) -> set[tuple[str, str]]:
    """The pairs of a floor and a ceiling around it that no amount meets."""
    return {
        (floor.id, ceiling.id)
        for floor in floors_of(tellings, reading)
        for ceiling in ceilings_of(tellings, reading)
        if floor.scope <= ceiling.scope and floor.amount & ceiling.amount is None
    }


def tight_clashes(tellings: Sequence[Telling], reading: Reading) -> set[tuple[str, str]]:
    """The clashes with no other inside them."""
    floors = {each.id: each.scope for each in floors_of(tellings, reading)}
    ceilings = {each.id: each.scope for each in ceilings_of(tellings, reading)}
    scopes = {pair: (floors[pair[0]], ceilings[pair[1]]) for pair in clashes(tellings, reading)}
    return {
        pair
        for pair, (floor, ceiling) in scopes.items()
        if not any(
            floor <= around and inside <= ceiling and (around, inside) != (floor, ceiling)
            for around, inside in scopes.values()
        )
    }


def consistent_sets(tellings: Sequence[Telling], reading: Reading) -> list[frozenset[str]]:
    """All sets of counts no two of which clash."""
    found = clashes(tellings, reading)
    sets = [frozenset[str]()]
    for telling in tellings:
        sets += [
            one | {telling.id}
            for one in sets
            if not any((each, telling.id) in found or (telling.id, each) in found for each in one)
        ]
    return sets


def largest_sets(
    tellings: Sequence[Telling], reading: Reading, weights: Mapping[str, int] | None = None
) -> list[frozenset[str]]:
    """The consistent sets of the largest weight."""

    def weight(ids: Iterable[str]) -> int:
        return sum((weights or {}).get(each, 1) for each in ids)

    sets = consistent_sets(tellings, reading)
    most = max(map(weight, sets))
    return [each for each in sets if weight(each) == most]


def maximal_sets(tellings: Sequence[Telling], reading: Reading) -> set[frozenset[str]]:
    """The consistent sets that no other contains."""
    sets = consistent_sets(tellings, reading)
    return {each for each in sets if not any(each < other for other in sets)}


def bounds_of(tellings: Sequence[Telling], asked: Scope, reading: Reading) -> Bounds:
    """The amounts that meet every floor inside a scope and every ceiling around it."""
    found = _plain_bounds_of(tellings, asked, reading)
    contested = {own_id for pair in clashes(tellings, reading) for own_id in pair}
    by = {*found.lower_by, *found.upper_by}
    return attrs.evolve(found, is_contested=not contested.isdisjoint(by))


def _plain_bounds_of(tellings: Sequence[Telling], asked: Scope, reading: Reading) -> Bounds:
    """The bounds, without a look at conflicts elsewhere."""
    floors = [floor for floor in floors_of(tellings, reading) if floor.scope <= asked]
    ceilings = [ceiling for ceiling in ceilings_of(tellings, reading) if asked <= ceiling.scope]
    found: Range | None = Range.anything()
    for limit in (*floors, *ceilings):
        found = found and found & limit.amount
    if found is None:
        largest = largest_sets(tellings, reading)
        agreed = [each for each in tellings if all(each.id in kept for kept in largest)]
        return attrs.evolve(_plain_bounds_of(agreed, asked, reading), is_cautious=True)
    lower = Range(found.lower, None, lower_open=found.lower_open)
    upper = Range(None, found.upper, upper_open=found.upper_open)
    return Bounds(
        found,
        lower_by=tuple(sorted(floor.id for floor in floors if floor.amount == lower)),
        upper_by=tuple(sorted(ceiling.id for ceiling in ceilings if ceiling.amount == upper)),
    )


class LinearProgram:
    """One free variable a scope, one inequality a limit and one a pair of nested scopes."""

    def __init__(self, tellings: Sequence[Telling], reading: Reading, *asked: Scope) -> None:
        floors, ceilings = floors_of(tellings, reading), ceilings_of(tellings, reading)
        self._variables = dict.fromkeys([Scope.of(BEFORE, AFTER, None, None), *asked])
        self._variables |= dict.fromkeys(limit.scope for limit in (*floors, *ceilings))
        rows: list[tuple[list[int], Number]] = [
            (self._sum({part: 1, whole: -1}), 0)
            for part, whole in permutations(self._variables, 2)
            if part <= whole
        ]
        rows += [(self._sum({floor.scope: -1}), -(floor.amount.lower or 0)) for floor in floors]
        rows += [(self._sum({ceiling.scope: 1}), ceiling.amount.upper or 0) for ceiling in ceilings]
        self._left = np.array([row for row, _ in rows]).reshape(-1, len(self._variables))
        self._right = np.array([float(right) for _, right in rows])

    @property
    def is_feasible(self) -> bool:
        return self._solve({}) is not None

    def least(self, scope: Scope) -> int | None:
        """The least amount in a scope, `None` if there is none."""
        return self._solve({scope: 1})

    def most(self, scope: Scope) -> int | None:
        """The greatest amount in a scope, `None` if there is none."""
        negative = self._solve({scope: -1})
        return None if negative is None else -negative

    def _sum(self, factors: Mapping[Scope, int]) -> list[int]:
        return [factors.get(scope, 0) for scope in self._variables]

    def _solve(self, goal: Mapping[Scope, int]) -> int | None:
        found = linprog(self._sum(goal), self._left, self._right, bounds=(None, None))
        return round(found.fun) if found.success else None
