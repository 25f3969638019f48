"""Increments: what two counts ask of the days that lie in the window of one of them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial
from itertools import chain, groupby
from math import lcm
from typing import Final, cast

import attrs

from dprk_transfers.reading.figures.hedges import Reading
from dprk_transfers.totals.counts import (
    Count,
    OneSided,
    OrdinalWindow,
    Window,
    ceiling_window,
    floor_window,
    ordinals,
    window,
)
from dprk_transfers.totals.scopes import Cell, Scopes
from dprk_transfers.totals.slopes import Ask, Slopes, better
from dprk_transfers.values.extent import Extent
from dprk_transfers.values.range import Number, Range

__all__ = ["Increment", "find_increments", "stands"]

_BEGINNING, _END = ordinals(None, None)


@attrs.frozen
class Increment:
    """What two counts together ask of the days in the window of the one outside that of the other.

    If both are true, the amount lies in these days. It is told, and bounds nothing: the ceiling of
    one party under the floor of another says something only if both are right.

    Attributes:
        floor_id: The count whose floor needs more than the other allows.
        ceiling_id: The count whose ceiling is lower than that floor.
        amount: What at least lies in the days of the floor that the ceiling does not cover.
        before: First and last of these days before the window of the ceiling; `None` if there are
            none. A day that is `None` is the beginning or the end of time.
        after: The same after the window of the ceiling.
        days: How many days both have; `None` if there is no first or no last.
        pace: The amount a day; `None` without a number of days.
        strain: How fast that is. Within a series of one origin, its running totals about one item
            and shipment from one start on, it is the pace as a multiple of the faster of the steps
            next to it: to its earlier total from the one before, and from its later total to the
            one after. A total told again and again is one; and where an increment is more than a
            step, the first and the last step of it count too, so that a jump is told once. Across
            origins it is the pace as a multiple of what the ceiling allows a day for the days in
            common. `None` where there is nothing to compare with: no step next to it that asks
            anything, or a start that is not stated.
        same_origin: Whether one origin stands behind both counts: then it is its own account.
        is_firm: Whether it stands for the windows of the literal reading too.

    Examples:
        >>> from dprk_transfers import Count, Range, Tally, When
        >>> seoul = Count("seoul", When("2023-09-01/2024-02-26"), range=Range.at_most(7000))
        >>> washington = Count("washington", When("2023-09-01/2024-03-07"), Range.at_least(9000))
        >>> (increment,) = Tally([seoul, washington]).increments
        >>> print(increment.amount, "in", increment.days, "days:", increment.pace, "a day")
        2,000 or more in 10 days: 200 a day
    """

    floor_id: str
    ceiling_id: str
    amount: Range = attrs.field(kw_only=True)
    before: Window | None = attrs.field(kw_only=True)
    after: Window | None = attrs.field(kw_only=True)
    days: int | None = attrs.field(kw_only=True)
    pace: Fraction | None = attrs.field(kw_only=True)
    strain: Fraction | None = attrs.field(kw_only=True)
    same_origin: bool = attrs.field(kw_only=True)
    is_firm: bool = attrs.field(kw_only=True)


def find_increments(
    counts: Sequence[Count], scopes: Scopes, reading: Reading
) -> tuple[Increment, ...]:
    """For each floor that asks anything, with the ceiling that asks most a day of it.

    Of several ceilings that ask the same a day, one with an end left out asks more than one with
    none, then one with fewer days does, and then the one with the smallest id is told. A floor of
    which no ceiling asks anything of a number of days is told with the lowest ceiling.

    Args:
        counts: The counts, sorted by their ids.
        scopes: The floors and ceilings of these, in the same order.
        reading: Which windows floors and ceilings hold for.

    Returns:
        The increments, those of the largest strain first and those without one last; then by pace,
            amount and ids.
    """
    ledger = _Ledger(counts, scopes, reading)
    found = [ledger.increment(pair) for pair in _closest(counts, scopes)]
    paces = [pace for each in found for pace in (each.strain, each.pace) if pace is not None]
    # Two fractions with denominators of so many bits differ by more than one in twice as many.
    bits = 2 * max((pace.denominator.bit_length() for pace in paces), default=0)

    def severity(increment: Increment) -> tuple[int, int, Number, bool]:
        """What increments are sorted by, the largest last, in whole numbers."""
        strain, pace = (
            -1 if each is None else (each.numerator << bits) // each.denominator
            for each in (increment.strain, increment.pace)
        )
        amount = increment.amount
        return strain, pace, cast(Number, amount.lower), amount.lower_open

    # Sorted from the largest down, what is alike stays in the order of ids.
    return tuple(sorted(found, key=severity, reverse=True))


def stands(floor: Count, ceiling: Count, reading: Reading) -> bool:
    """Whether the floor of one count asks something beside the ceiling of another in a reading.

    Items and shipments are not looked at: the floor's are inside the ceiling's, or the same.
    """
    return _lies_beside(floor, ceiling, reading) and _amount(floor, ceiling) is not None


def _lies_beside(floor: Count, ceiling: Count, reading: Reading) -> bool:
    """Whether the window of a floor meets that of a ceiling without lying inside it."""
    outer, inner = floor_window(floor, reading), _ceiling_days(ceiling, reading)
    return outer is not None and inner is not None and _outside(outer, inner) is not None


def _ceiling_days(count: Count, reading: Reading) -> OrdinalWindow | None:
    """The window for which the ceiling of a count holds, if there is a day in it."""
    days = ceiling_window(count, reading)
    return days if days is not None and _has_days(days) else None


def _has_days(days: OrdinalWindow) -> bool:
    """Whether a window has a day, and is not before or after all of them as its end is unknown."""
    return days[0] < _END and days[1] > _BEGINNING


#: The days of a floor outside a ceiling: those before it and those after.
_Outside = tuple[OrdinalWindow | None, OrdinalWindow | None]

#: The ranks of a floor and of a ceiling.
_Pair = tuple[int, int]

#: What is needed at least, and whether it is more than that.
_Amount = tuple[Number, bool]

#: An amount, and in how many days.
_Pace = tuple[Number, int]

#: By how much a level is raised for each end that is left out to be next to nothing: two paces that
#: differ do so by more, as no window has more than 2 ** 22 days.
_TRACE: Final = 1 << 48


def _outside(outer: OrdinalWindow, inner: OrdinalWindow) -> _Outside | None:
    """The days of one window outside another; `None` if it lies inside or they do not meet."""
    (start, end), (first, last) = outer, inner
    if last < start or end < first or (first <= start and end <= last):
        return None
    return (
        (start, first - 1) if start < first else None,
        (last + 1, end) if last < end else None,
    )


def _days(windows: _Outside) -> int | None:
    """How many days there are; `None` if they have no first or no last."""
    days = 0
    for each in windows:
        if each is not None:
            start, end = each
            if start == _BEGINNING or end == _END:
                return None
            days += end - start + 1
    return days


def _named(days: OrdinalWindow | None) -> Window | None:
    """A window as people write it; days that no calendar has are the nearest that it has."""
    return None if days is None else window((min(days[0], _END - 1), max(days[1], _BEGINNING + 1)))


def _amount(floor: Count, ceiling: Count) -> _Amount | None:
    """What the floor of one count needs more than the ceiling of another allows, if anything."""
    lower, upper = floor.range.lower, ceiling.range.upper
    if lower is None or upper is None or lower < upper:
        return None
    is_open = floor.range.lower_open or ceiling.range.upper_open
    return (lower - upper, is_open) if lower > upper or is_open else None


def _levels(counts: Sequence[Count]) -> tuple[list[int], list[int]]:
    """Floors and ceilings as whole numbers, as far apart as they are, zero for those there are not.

    An end left out raises a floor or lowers a ceiling by next to nothing.
    """
    ranges = [count.range for count in counts]
    ends = [end for each in ranges for end in (each.lower, each.upper) if end is not None]
    scale = lcm(*{end.denominator for end in ends})
    if any(each.lower_open or each.upper_open for each in ranges):
        return (
            [int((each.lower or 0) * scale) * _TRACE + each.lower_open for each in ranges],
            [int((each.upper or 0) * scale) * _TRACE - each.upper_open for each in ranges],
        )
    return (
        [int((each.lower or 0) * scale) for each in ranges],
        [int((each.upper or 0) * scale) for each in ranges],
    )


def _closest(counts: Sequence[Count], scopes: Scopes) -> Iterable[_Pair]:
    """The ranks of each floor that asks anything and of the ceiling that asks most a day of it."""
    floor_levels, ceiling_levels = _levels(counts)
    asks: dict[int, Ask] = {}
    endless: dict[int, tuple[int, int]] = {}
    for floors, ceilings in scopes.nested():
        slopes = Slopes(
            (first, last, ceiling_levels[rank], rank)
            for first, last, _, rank in ceilings
            if _has_days((first, last))
        )
        given = ((first, last, floor_levels[rank], rank) for first, last, _, rank in floors)
        for (start, end, level, rank), own in slopes.asks(given):
            ask = better(own, asks.get(rank))
            if ask is not None:
                asks[rank] = ask
            elif start == _BEGINNING or end == _END:
                lowest = slopes.lowest((start, end), level)
                if lowest is not None:
                    low = ceiling_levels[lowest], lowest
                    endless[rank] = min(low, endless.get(rank, low))
    found = {rank: low[1] for rank, low in endless.items()}
    found |= {rank: ask[2] for rank, ask in asks.items()}
    return sorted(found.items())


class _Ledger:
    """What the counts of a tally ask of one another, pair by pair of a floor and a ceiling.

    Args:
        counts: The counts, by rank.
        scopes: Their floors and ceilings.
        reading: Which windows these hold for.
    """

    def __init__(self, counts: Sequence[Count], scopes: Scopes, reading: Reading) -> None:
        self._counts = counts
        self._is_literal = reading is Reading.LITERAL
        self._outer = _windows(scopes.floors)
        self._inner = {
            rank: days for rank, days in _windows(scopes.ceilings).items() if _has_days(days)
        }
        # What is alike is made once and held once.
        self._range = cache(partial(Range, upper=None))
        self._fraction = cache(Fraction)
        self._window = cache(_named)
        self._runs = _runs(counts, self._outer, self._inner, self._pace)

    def increment(self, pair: _Pair) -> Increment:
        """What a floor and a ceiling ask, where they do."""
        floor, ceiling = self._counts[pair[0]], self._counts[pair[1]]
        windows = cast(_Outside, _outside(self._outer[pair[0]], self._inner[pair[1]]))
        (lower, is_open), days = cast(_Amount, _amount(floor, ceiling)), _days(windows)
        same_origin = floor.origin is not None and floor.origin == ceiling.origin
        usual = self._pace_beside(pair) if same_origin else self._pace_within(pair)
        strain = None
        if days is not None and usual is not None:
            strain = self._fraction(lower * usual[1], days * usual[0])
        return Increment(
            floor.id,
            ceiling.id,
            amount=self._range(lower, lower_open=is_open),
            before=self._window(windows[0]),
            after=self._window(windows[1]),
            days=days,
            pace=None if days is None else self._fraction(lower, days),
            strain=strain,
            same_origin=same_origin,
            is_firm=self._is_literal or _lies_beside(floor, ceiling, Reading.LITERAL),
        )

    def _pace(self, pair: _Pair) -> _Pace | None:
        """What a floor and a ceiling ask a day; `None` if they ask nothing of a number of days."""
        outer, inner = self._outer.get(pair[0]), self._inner.get(pair[1])
        windows = outer and inner and _outside(outer, inner)
        days = windows and _days(windows)
        lower, upper = self._counts[pair[0]].range.lower, self._counts[pair[1]].range.upper
        amount = (lower or 0) - (upper or 0)
        return (amount, days) if days and amount > 0 else None

    def _pace_beside(self, pair: _Pair) -> _Pace | None:
        """The fastest of the steps next to either total of a pair, if both are of one series."""
        later, earlier = self._runs.get(pair[0]), self._runs.get(pair[1])
        if later is None or earlier is None or later.series != earlier.series:
            return None
        if later.number <= earlier.number:
            return None
        fastest: _Pace = 0, 1
        for step, pace in (*earlier.steps, *later.steps):
            if step != pair and pace[0] * fastest[1] > fastest[0] * pace[1]:
                fastest = pace
        return fastest if fastest[0] else None

    def _pace_within(self, pair: _Pair) -> _Pace | None:
        """What a ceiling allows a day for the days it has in common with the window of a floor."""
        (a, b), (c, d) = self._outer[pair[0]], self._inner[pair[1]]
        if _BEGINNING in (a, c) or b == d == _END:
            return None
        allowed = self._counts[pair[1]].range.upper or 0
        return (allowed, min(b, d) - max(a, c) + 1) if allowed > 0 else None


#: The windows of floors or ceilings, by the ranks of their counts.
_Windows = Mapping[int, OrdinalWindow]


def _windows(by_cell: Mapping[Cell, Iterable[OneSided]]) -> dict[int, OrdinalWindow]:
    limits = chain.from_iterable(by_cell.values())
    return {rank: (first, last) for first, last, _, rank in limits}


@attrs.frozen
class _Run:
    """Totals of a series that follow one another with the same range.

    Attributes:
        series: Which series.
        number: Which of its runs.
        steps: The steps to its first total from the last before it that has a ceiling, and from its
            last total to the first after it that has a floor, so far as there are such and they
            ask anything of a number of days; each with what it asks.
    """

    series: int
    number: int
    steps: tuple[tuple[_Pair, _Pace], ...]


def _runs(
    counts: Sequence[Count],
    outer: _Windows,
    inner: _Windows,
    pace_of: Callable[[_Pair], _Pace | None],
) -> dict[int, _Run]:
    """The runs of all series.

    Returns:
        A mapping from the rank of each count that is of a series to its run.
    """
    series: defaultdict[tuple[object, ...], list[tuple[int, int]]] = defaultdict(list)
    for rank, count in enumerate(counts):
        days = outer.get(rank) or inner.get(rank)
        if days is not None and count.origin is not None and count.extent is Extent.TOTAL:
            cell = count.origin, count.item, count.shipment, days[0]
            series[cell].append((days[1], rank))
    found: dict[int, _Run] = {}
    for number, members in enumerate(series.values()):
        ranks = [rank for _, rank in sorted(members)]
        runs = [list(run) for _, run in groupby(ranks, key=lambda rank: counts[rank].range)]
        before = _latest(run[-1] if run[-1] in inner else None for run in runs)
        after = _latest(run[0] if run[0] in outer else None for run in reversed(runs))[::-1]
        pace = cache(pace_of)  # most steps lead from one run to the next, and are of both
        for n, (run, earlier, later) in enumerate(zip(runs, before, after, strict=True)):
            pairs = (run[0], earlier), (later, run[-1])
            known = ((a, b) for a, b in pairs if a is not None and b is not None)
            steps = tuple((pair, asked) for pair in known if (asked := pace(pair)) is not None)
            found |= dict.fromkeys(run, _Run(number, n, steps))
    return found


def _latest(ranks: Iterable[int | None]) -> list[int | None]:
    """For each of some ranks, the last that there is before it."""
    last, found = None, list[int | None]()
    for rank in ranks:
        found.append(last)
        last = last if rank is None else rank
    return found
