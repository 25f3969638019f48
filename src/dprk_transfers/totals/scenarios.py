"""`Scenarios`: the sides that counts fall into, each a set that agrees and leaves no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from math import prod
from typing import Final

import attrs

from dprk_transfers.totals.bounds import Bounds

__all__ = ["Scenario", "Scenarios", "laid_out"]


@attrs.frozen
class Scenario:
    """One side: counts that can all be true, and with which no other count can be.

    Attributes:
        kept: Ids of the counts on this side, sorted.
        left_out: Ids of all others, each in conflict with some count kept; sorted.
        weight: Total weight of the counts kept.
        bounds: The bounds by the counts kept alone, where a scope was asked about.
    """

    kept: tuple[str, ...]
    left_out: tuple[str, ...] = attrs.field(kw_only=True)
    weight: int = attrs.field(kw_only=True)
    bounds: Bounds | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Scenarios:
    """The sides, heaviest first.

    Attributes:
        sides: The heaviest maximal consistent sets, by weight and then by ids.
        total: How many there are in all; `None` if there are too many to look through. Then the
            first side is still a heaviest one, and the others are the heaviest that were met.

    Examples:
        >>> from dprk_transfers import Count, Range, Tally, When
        >>> tally = Tally(
        ...     Count(name, When("../2023-10-13"), range=Range.exactly(n))
        ...     for name, n in {"a": 6700, "b": 10000, "c": 6700}.items()
        ... )
        >>> [side.kept for side in tally.scenarios()]
        [('a', 'c'), ('b',)]
        >>> tally.scenarios(limit=1).is_complete
        False
    """

    sides: tuple[Scenario, ...]
    total: int | None

    @property
    def is_complete(self) -> bool:
        """Whether there are no other sides."""
        return self.total == len(self.sides)

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.sides)

    def __len__(self) -> int:
        return len(self.sides)


#: A set of counts as its weight, less than zero, and its places: the heaviest sorts first.
_Side = tuple[int, tuple[int, ...]]

#: How many counts are looked at, at most, in the search for sides.
_MOST_LOOKS: Final = 200_000


def laid_out(
    ids: Sequence[str],
    weights: Sequence[int],
    pairs: Iterable[tuple[int, int]],
    kept: Iterable[str],
    limit: int,
) -> Scenarios:
    """The heaviest maximal consistent sets.

    There can be exponentially many. Counts that no chain of conflicts connects are looked through
    apart, so that only the sides of one knot count against the bound, not their combinations.

    Args:
        ids: Ids, sorted.
        weights: The weight of each.
        pairs: The pairs of places in `ids` that conflict.
        kept: A largest consistent set, found however much there is to look through.
        limit: How many sides to give at most.

    Raises:
        ValueError: If `limit` is less than 1.
    """
    if limit < 1:
        raise ValueError(f"the limit of scenarios must be 1 or more, got {limit}")
    rivals: list[set[int]] = [set() for _ in ids]
    for x, y in pairs:
        rivals[x].add(y)
        rivals[y].add(x)
    largest = set(kept)
    free = tuple(x for x, others in enumerate(rivals) if not others)
    sides = [_side(free, weights)]
    numbers: list[int] = []
    looks, seen_all = _MOST_LOOKS, True
    for knot in _knots(rivals):
        found = {_side([x for x in knot if ids[x] in largest], weights)}
        search = _Search(knot, rivals, looks)
        found.update(_side(side, weights) for side in search)
        looks = search.looks
        seen_all = seen_all and looks > 0
        numbers.append(len(found))
        joined = (
            (one + other, tuple(sorted(ours + theirs)))
            for one, ours in sides
            for other, theirs in nsmallest(limit, found)
        )
        sides = nsmallest(limit, joined)
    return Scenarios(
        tuple(
            Scenario(
                tuple(ids[x] for x in side),
                left_out=tuple(ids[x] for x in sorted(set(range(len(ids))).difference(side))),
                weight=-weight,
            )
            for weight, side in sides
        ),
        total=prod(numbers) if seen_all else None,
    )


def _side(places: Sequence[int], weights: Sequence[int]) -> _Side:
    return -sum(weights[x] for x in places), tuple(places)


def _knots(rivals: Sequence[set[int]]) -> Iterator[list[int]]:
    """The contested counts, in groups between which there is no conflict."""
    met: set[int] = set()
    for first, others in enumerate(rivals):
        if first in met or not others:
            continue
        knot, waiting = {first}, [first]
        while waiting:
            new = rivals[waiting.pop()] - knot
            knot |= new
            waiting += new
        met |= knot
        yield sorted(knot)


class _Search:
    """All maximal sets of a knot without rivals in them, each once (Bron and Kerbosch 1973).

    A state of the search is a set, the counts that may still join it and those that could but
    have had their turn: as bits of whole numbers. Either some pivot among the two joins, or one of
    its rivals does (Tomita, Tanaka and Takahashi 2006).
    """

    def __init__(self, knot: Sequence[int], rivals: Sequence[set[int]], looks: int) -> None:
        self.looks = looks
        self._knot = knot
        place = {x: number for number, x in enumerate(knot)}
        self._barred = [1 << place[x] | sum(1 << place[y] for y in rivals[x]) for x in knot]

    def __iter__(self) -> Iterator[list[int]]:
        barred = self._barred
        states = [(0, (1 << len(barred)) - 1, 0)]
        while states and self.looks > 0:
            chosen, joining, past = states.pop()
            pivots = _bits(joining | past)
            self.looks -= len(pivots) + 1
            if not pivots:
                yield [self._knot[number] for number in _bits(chosen)]
            elif joining:
                fewest = min((joining & barred[p] for p in pivots), key=int.bit_count)
                for number in _bits(fewest):
                    rest = ~barred[number]
                    states.append((chosen | 1 << number, joining & rest, past & rest))
                    joining ^= 1 << number
                    past |= 1 << number


def _bits(number: int) -> list[int]:
    """The places of the bits that are set, the lowest first."""
    places: list[int] = []
    while number:
        lowest = number & -number
        places.append(lowest.bit_length() - 1)
        number ^= lowest
    return places
