"""Adding: what happened in windows or in parts that share nothing adds up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import reduce
from itertools import chain, combinations
from operator import add, attrgetter, itemgetter
from typing import Final

import attrs

from dprk_transfers.graphs.independent import heaviest_independent_set
from dprk_transfers.totals.counts import Count, OneSided, OrdinalWindow, window
from dprk_transfers.totals.scopes import Cell, Scopes
from dprk_transfers.values.range import Number, Range

__all__ = ["Adding", "Summand", "best_sum", "lowest_sum", "total"]


class Adding(Enum):
    """Whose floors and ceilings over windows or parts that share nothing are added.

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
    """A floor in a sum of floors, or a ceiling in one of ceilings.

    Attributes:
        id: The count that it is the floor, or the ceiling, of.
        amount: The floor or the ceiling: `more than 1,000`, or `6,700 or more`.
        first: First day of the window for which it holds; `None` for the beginning of time.
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
    """What summands come to: open, if one of them is open."""
    return reduce(add, (summand.amount for summand in summands))


def best_sum(
    scopes: Scopes, days: OrdinalWindow, cell: Cell, adding: Adding
) -> tuple[Summand, ...]:
    """The floors inside a scope, no two of them about one thing on one day, that come to the most.

    Where nothing is known of parts they are found in time O(n log n): of equal sums one with the
    fewest summands, and of those the one that ends first, and so on backwards. Otherwise they are a
    heaviest independent set of floors, where two are neighbours if their windows share a day and
    they are not about two parts that share nothing; where there are too many of them to look at
    all, only windows count. Of several origins, it is the first by name.
    """

    def summand(floor: OneSided) -> Summand:
        first, last = window(floor[:2])
        count = scopes.counts[floor[3]]
        return Summand(count.id, amount=count.range.floor, first=first, last=last)

    groups = _groups(scopes.within(days, cell), scopes.counts, adding)
    sums = [_best(groups[name], scopes) for name in sorted(groups)]
    return tuple(map(summand, max(sums, key=itemgetter(0))[1] if sums else ()))


def lowest_sum(
    scopes: Scopes, days: OrdinalWindow, cell: Cell, adding: Adding
) -> tuple[Summand, ...]:
    """The ceilings over parts that are all there is in a scope, that come to the least.

    There are such if each part has a ceiling, or again parts that do. Of equal sums it is one with
    the fewest summands, and the first by the ids of their counts.
    """

    def summand(ceiling: OneSided) -> Summand:
        first, last = window(ceiling[:2])
        count = scopes.counts[ceiling[3]]
        return Summand(count.id, amount=count.range.ceiling, first=first, last=last)

    def height(summands: tuple[Summand, ...]) -> tuple[Number, bool, int, list[str]]:
        most = total(summands)
        ids = [each.id for each in summands]
        return most.upper or 0, not most.upper_open, len(summands), ids

    def lowest(part: Cell, name: str) -> tuple[Summand, ...] | None:
        own = _groups(scopes.around(days, part), scopes.counts, adding).get(name, ())
        sums: list[tuple[Summand, ...]] = [(summand(ceiling),) for ceiling in own]
        for parts in scopes.divisions(part):
            found = [lowest(each, name) for each in parts]
            if parts and None not in found:
                sums.append(tuple(chain.from_iterable(filter(None, found))))
        return min(sums, key=height, default=None)

    names = _groups(chain.from_iterable(scopes.ceilings.values()), scopes.counts, adding)
    found = filter(None, (lowest(cell, name) for name in sorted(names)))
    return min((each for each in found if len(each) > 1), key=height, default=())


def _groups(
    limits: Iterable[OneSided], counts: Sequence[Count], adding: Adding
) -> dict[str, list[OneSided]]:
    """The floors or ceilings that may be added to one another, by the name of their group."""
    name_of, groups = _GROUPS[adding], dict[str, list[OneSided]]()
    for limit in limits:
        name = name_of(counts[limit[3]])
        if name is not None:
            groups.setdefault(name, []).append(limit)
    return groups


#: A mapping from whose floors are added to the name of the group in which that of a count may be.
_GROUPS: Final[Mapping[Adding, Callable[[Count], str | None]]] = {
    Adding.NONE: lambda _: None,
    Adding.ORIGIN: attrgetter("origin"),
    Adding.ALL: lambda _: "",
}


#: The worth of a sum: its value, whether it is open, and how few summands it has.
_Worth = tuple[Number, bool, int]


def _best(floors: Sequence[OneSided], scopes: Scopes) -> tuple[_Worth, list[OneSided]]:
    """The best sum of floors."""
    floors = sorted(floors, key=itemgetter(1, 0, 3))
    amounts = [scopes.counts[floor[3]].range for floor in floors]
    weights = [(amount.lower or 0, int(amount.lower_open), -1) for amount in amounts]
    chosen = None
    if scopes.has_parts:
        chosen = heaviest_independent_set(weights, _neighbours(floors, scopes))
    if chosen is None:
        return _best_in_turn(floors, scopes.counts)
    value: Number = sum((weights[each][0] for each in chosen), 0)
    is_open = any(weights[each][1] for each in chosen)
    return (value, is_open, -len(chosen)), [floors[each] for each in chosen]


def _neighbours(floors: Sequence[OneSided], scopes: Scopes) -> Iterator[tuple[int, int]]:
    """The pairs of floors, sorted by their ends, that may be about one thing on one day."""
    for (one, first), (other, second) in combinations(enumerate(floors), 2):
        # In the order of ends, the second is not over before the first begins.
        if second[0] <= first[1] and not scopes.are_apart(first[3], second[3]):
            yield one, other


def _best_in_turn(
    floors: Iterable[OneSided], counts: Sequence[Count]
) -> tuple[_Worth, list[OneSided]]:
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
