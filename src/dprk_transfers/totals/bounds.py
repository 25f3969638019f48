"""`Bounds`: the tightest range of a scope, with what each end follows from, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from dprk_transfers.totals.counts import ordinals
from dprk_transfers.totals.scopes import Cell, Scopes
from dprk_transfers.totals.sums import Summand, total
from dprk_transfers.totals.sweeps import Maximum, running_maxima
from dprk_transfers.values.range import Range

__all__ = ["Bounds", "Step", "bounds_over", "with_sums"]


@attrs.frozen
class Bounds:
    """The tightest range of a scope, and what it rests on.

    Attributes:
        range: The amounts that the counts allow in the scope.
        lower_by: Ids of the counts that the lower end follows from: each by itself and sorted, or
            if it is a sum, all together and in the order of `summands`.
        upper_by: Ids of the counts that the upper end follows from, each by itself; sorted.
        is_cautious: Whether counts about the scope conflict, and only those kept in every largest
            consistent set were used.
        summands: The floors that were added; none if no sum is more than the highest floor.
        upper_summands: The ceilings of all parts that were added; none if no sum is less than the
            lowest ceiling.
        is_contested: Whether a count that an end follows from is in a conflict, be that about a
            narrower scope.
        is_overfull: Whether the summands come to more than the upper end, or the upper summands to
            less than the lower one. Then they were not used: two windows or parts overlap after
            all, some part is missing, or some count is wrong.

    Examples:
        >>> from dprk_transfers import Count, Tally, When
        >>> counts = [Count("a", When("../2023-10-13"), range=Range.more_than(1000))]
        >>> print(Tally(counts).bounds(None, None).range)
        more than 1,000
    """

    range: Range
    lower_by: tuple[str, ...] = ()
    upper_by: tuple[str, ...] = ()
    is_cautious: bool = False
    summands: tuple[Summand, ...] = ()
    upper_summands: tuple[Summand, ...] = ()
    is_overfull: bool = False
    is_contested: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the counts that either end follows from, each once.

        Examples:
            >>> Bounds(Range(5, 9), lower_by=("a", "b"), upper_by=("b", "c")).ids
            ('a', 'b', 'c')
        """
        return tuple(dict.fromkeys(self.lower_by + self.upper_by))


@attrs.frozen
class Step:
    """The bounds of all that happened up to a day on which some count's window ends.

    Attributes:
        day: The day.
        bounds: The bounds by the end of that day.
    """

    day: date
    bounds: Bounds


def bounds_over(
    scopes: Scopes, first: int, cell: Cell, days: Sequence[int] | None = None
) -> dict[int, Bounds]:
    """The bounds from one day to each of some later ones, by two sweeps in time O(n log n).

    Args:
        scopes: Floors and ceilings.
        first: The day from which amounts are bounded.
        cell: The item and the shipment.
        days: The days up to which they are, in order; by default all on which the window of a floor
            or a ceiling ends.

    Returns:
        A mapping from each of the days to the bounds; where a floor exceeds a ceiling they are of
            any number, and cautious.
    """
    always = ordinals(None, None)
    floors = scopes.within((first, days[-1] if days else always[1]), cell)
    ceilings = scopes.around((first, days[0] if days else first), cell)
    if days is None:
        ends = {end for _, end, _, _ in (*floors, *ceilings)}
        days = sorted(ends.difference(always))
    ids = [count.id for count in scopes.counts]
    lows = running_maxima(floors, days, ids)
    # Seen from the end of time, ceilings are floors upside down.
    mirrored = [(-end, -end, -key, rank) for _, end, key, rank in ceilings]
    highs = reversed(running_maxima(mirrored, [-day for day in reversed(days)], ids))
    found: dict[int, Bounds] = {}
    floor = ceiling = None
    bounds = Bounds(Range.anything())
    for day, low, high in zip(days, lows, highs, strict=True):
        # A maximum is one object for as long as it stands, and so are bounds.
        if low is not floor or high is not ceiling:
            floor, ceiling = low, high
            bounds = _between(scopes, low, high)
        found[day] = bounds
    return found


def _between(scopes: Scopes, floor: Maximum, mirrored: Maximum) -> Bounds:
    """The bounds between a floor and a ceiling seen upside down."""
    (low, lower_by), (high, upper_by) = floor, mirrored
    if low > -high:
        return Bounds(Range.anything(), is_cautious=True)
    return Bounds(scopes.between(low, -high), lower_by, upper_by)


def with_sums(bounds: Bounds, floors: tuple[Summand, ...], ceilings: tuple[Summand, ...]) -> Bounds:
    """The bounds with sums as their ends, where these are tighter and leave any amount at all."""
    upper = bounds.range & total(ceilings) if ceilings else bounds.range
    if upper is None:
        bounds = attrs.evolve(bounds, upper_summands=ceilings, is_overfull=True)
    elif upper != bounds.range:
        upper_by = tuple(summand.id for summand in ceilings)
        bounds = attrs.evolve(bounds, range=upper, upper_by=upper_by, upper_summands=ceilings)
    lower = bounds.range & total(floors) if floors else bounds.range
    if lower is None:
        return attrs.evolve(bounds, summands=floors, is_overfull=True)
    if lower == bounds.range:
        return bounds
    lower_by = tuple(summand.id for summand in floors)
    return attrs.evolve(bounds, range=lower, lower_by=lower_by, summands=floors)
