"""Adding floors: what happened in windows that do not overlap adds up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import reduce
from operator import add, attrgetter, itemgetter
from typing import Final

import attrs

from dprk_transfers.totals.counts import Count, OneSided, window
from dprk_transfers.values.range import Number, Range

__all__ = ["Adding", "Summand", "best_sum", "total"]


class Adding(Enum):
    """Whose floors over windows without a day in common are added.

    Attributes:
        NONE: Nobody's.
        ORIGIN: Those of one origin at a time.
        ALL: Anybody's.
    """

    NONE = "none"
    ORIGIN = "origin"
    ALL = "all"


@attrs.frozen
class Summand:
    """A floor in a sum.

    Attributes:
        id: The count that it is the floor of.
        amount: The floor: `more than 1,000`, or `6,700 or more`.
        first: First day of the window on which it holds; `None` for the beginning of time.
        last: Last day, this one too within the window; `None` for the end of time.

    Examples:
        >>> from dprk_transfers import Count, Range, Tally, When
        >>> tally = Tally(
        ...     [
        ...         Count("a", When("2023-09-07/2023-10-01"), range=Range.more_than(1000)),
        ...         Count("b", When("2023-10-02/2024-02-26"), range=Range.at_least(6700)),
        ...     ]
        ... )
        >>> found = tally.bounds(None, None, adding="all")
        >>> [f"{each.amount} from {each.first}: {each.id}" for each in found.summands]
        ['more than 1,000 from 2023-09-07: a', '6,700 or more from 2023-10-02: b']
        >>> print(found.range)
        more than 7,700
    """

    id: str
    amount: Range = attrs.field(kw_only=True)
    first: date | None = attrs.field(kw_only=True)
    last: date | None = attrs.field(kw_only=True)


def total(summands: Iterable[Summand]) -> Range:
    """What summands come to: an open floor, if one of them is open."""
    return reduce(add, (summand.amount for summand in summands))


def best_sum(
    floors: Iterable[OneSided], counts: Sequence[Count], adding: Adding
) -> tuple[Summand, ...]:
    """The floors, no two of them on one day, that come to the most, in time O(n log n).

    Of equal sums it is one with the fewest summands, and of those the one that ends first, and
    so on backwards; of several origins, the first by name.

    Args:
        floors: Floors inside one scope.
        counts: The counts, by rank.
        adding: Whose floors are added.
    """
    name_of, groups = _GROUPS[adding], dict[str, list[OneSided]]()
    for floor in floors:
        name = name_of(counts[floor[3]])
        if name is not None:
            groups.setdefault(name, []).append(floor)
    sums = [_best(groups[name], counts) for name in sorted(groups)]
    summands: list[Summand] = []
    for start, end, _, rank in max(sums, key=itemgetter(0))[1] if sums else ():
        first, last = window((start, end))
        amount = counts[rank].range.floor
        summands.append(Summand(counts[rank].id, amount=amount, first=first, last=last))
    return tuple(summands)


#: A mapping from whose floors are added to the name of the group in which that of a count may be.
_GROUPS: Final[Mapping[Adding, Callable[[Count], str | None]]] = {
    Adding.NONE: lambda _: None,
    Adding.ORIGIN: attrgetter("origin"),
    Adding.ALL: lambda _: "",
}


#: The worth of a sum: its value, whether it is open, and how few summands it has.
_Worth = tuple[Number, bool, int]


def _best(floors: Iterable[OneSided], counts: Sequence[Count]) -> tuple[_Worth, list[OneSided]]:
    """Weighted interval scheduling: the best sum of the floors up to each, by end.

    One open floor opens a sum, and a second adds nothing to that. So the best sum with an open
    floor and the best without one are kept apart, as either may be part of the best of all.
    """
    by_end = sorted(floors, key=itemgetter(1, 0, 3))
    ends = [end for _, end, *_ in by_end]
    sums: list[dict[bool, _Sum]] = [{False: (0, 0, None)}]
    for index, (start, _, _, rank) in enumerate(by_end):
        amount = counts[rank].range
        before = bisect_left(ends, start)
        best = dict(sums[-1])
        for was_open, (value, fewness, _) in sums[before].items():
            is_open = was_open or amount.lower_open
            joined = (value + (amount.lower or 0), fewness - 1)
            if is_open not in best or joined > best[is_open][:2]:
                best[is_open] = (*joined, (index, before, was_open))
        sums.append(best)
    worth = max((value, is_open, few) for is_open, (value, few, _) in sums[-1].items())
    chosen: list[OneSided] = []
    _, _, last = sums[-1][worth[1]]
    while last is not None:
        index, before, is_open = last
        chosen.append(by_end[index])
        _, _, last = sums[before][is_open]
    return worth, chosen[::-1]


#: A sum: its value, how few summands it has, and its last one: which floor, how many floors end
#: before it, and whether the sum of those is open.
_Sum = tuple[Number, int, tuple[int, int, bool] | None]
