"""`Bounds`: the tightest range of a scope, with what each end follows from."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dprk_transfers.totals.counts import ordinals
from dprk_transfers.totals.scopes import Place, Scopes
from dprk_transfers.totals.sums import Summand, total
from dprk_transfers.totals.sweeps import records
from dprk_transfers.values.range import Range

__all__ = ["Bounds", "bounds_by", "raised"]


@attrs.frozen
class Bounds:
    """The tightest range of a scope, and what it rests on.

    Attributes:
        range: The amounts that the counts allow in the scope.
        lower_by: Ids of the counts that the lower end follows from: each by itself and sorted, or
            if it is a sum, all together and in the order of `summands`.
        upper_by: Ids of the counts that the upper end follows from, each by itself; sorted.
        cautious: Whether counts about the scope conflict, and only those kept in every largest
            consistent set were used.
        summands: The floors that were added, in the order of their windows; none if no sum is
            more than the highest floor.
        is_overfull: Whether the summands come to more than the upper end. Then they were not
            used: two windows overlap after all, or some count is wrong.

    Examples:
        >>> from dprk_transfers import Count, Tally, When
        >>> counts = [Count("a", When("../2023-10-13"), range=Range.more_than(1000))]
        >>> print(Tally(counts).bounds(None, None).range)
        more than 1,000
    """

    range: Range
    lower_by: tuple[str, ...] = ()
    upper_by: tuple[str, ...] = ()
    cautious: bool = False
    summands: tuple[Summand, ...] = ()
    is_overfull: bool = False


def bounds_by(
    scopes: Scopes, first: int, place: Place, days: Sequence[int] | None = None
) -> dict[int, Bounds]:
    """The bounds from one day to each of some later ones, by one sweep in time O(n log n).

    Where limits clash, the bounds are of any number, and marked `cautious`.

    Args:
        scopes: Floors and ceilings.
        first: The day from which amounts are bounded.
        place: The item and the shipment.
        days: The days up to which they are, in order; by default all on which a limit ends.
    """
    always = ordinals(None, None)
    floors = scopes.within((first, days[-1] if days else always[1]), place)
    ceilings = scopes.around((first, days[0] if days else first), place)
    if days is None:
        ends = {end for limits in (floors, ceilings) for _, end, _, _ in limits}
        days = sorted(ends.difference(always))
    ids = [count.id for count in scopes.counts]
    floor_keys, lower_by = records(floors, days, ids)
    # Seen from the end of time, ceilings are floors upside down.
    mirrored = [(-end, -end, -key, rank) for _, end, key, rank in ceilings]
    ceiling_keys, upper_by = records(mirrored, [-day for day in reversed(days)], ids)
    found: dict[int, Bounds] = {}
    low, high, between = None, None, Range.anything()
    for day, floor, ceiling, below, above in zip(
        days, floor_keys, reversed(ceiling_keys), lower_by, reversed(upper_by), strict=True
    ):
        if floor > -ceiling:
            found[day] = Bounds(Range.anything(), cautious=True)
            continue
        if floor != low or ceiling != high:
            low, high = floor, ceiling
            between = scopes.between(floor, -ceiling)
        found[day] = Bounds(between, below, above)
    return found


def raised(bounds: Bounds, summands: tuple[Summand, ...]) -> Bounds:
    """The bounds with a sum of floors as their lower end, if it is higher and not too high."""
    if not summands:
        return bounds
    both = bounds.range & total(summands)
    if both is None:
        return attrs.evolve(bounds, summands=summands, is_overfull=True)
    if both == bounds.range:
        return bounds
    lower_by = tuple(summand.id for summand in summands)
    return attrs.evolve(bounds, range=both, lower_by=lower_by, summands=summands)
