"""`Scenarios`: the sides that counts fall into, each a set that agrees and leaves no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, permutations, product
from typing import Final

import attrs

from dprk_transfers.graphs.independent import bits
from dprk_transfers.totals.bounds import Bounds
from dprk_transfers.totals.standoffs import Standoff, components

__all__ = ["Scenario", "Scenarios", "find_scenarios"]


@attrs.frozen
class Scenario:
    """A maximal consistent set: counts that can all be true, and with which no other count can be.

    Attributes:
        kept: Ids of the counts in it, sorted.
        left_out: Ids of all others, each in conflict with some count kept; sorted.
        weight: Total weight of the counts kept.
        bounds: What follows from the counts kept alone; `None` if no scope was asked about.

    Examples:
        >>> Scenario(("seoul",), left_out=("washington",), weight=1).bounds is None
        True
    """

    kept: tuple[str, ...]
    left_out: tuple[str, ...] = attrs.field(kw_only=True)
    weight: int = attrs.field(kw_only=True)
    bounds: Bounds | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Scenarios:
    """Maximal consistent sets, heaviest first.

    Attributes:
        scenarios: The heaviest, by weight and then by ids.
        total: How many there are in all; `None` if there are too many to look through. Then the
            first scenario is still a heaviest one, and the others are the heaviest that were met.

    Examples:
        >>> from dprk_transfers import Count, Range, Tally, When
        >>> tally = Tally(
        ...     Count(name, When("../2023-10-13"), range=Range.exactly(n))
        ...     for name, n in {"a": 6700, "b": 10000, "c": 6700}.items()
        ... )
        >>> [scenario.kept for scenario in tally.scenarios()]
        [('a', 'c'), ('b',)]
        >>> tally.scenarios(limit=1).total
        2
    """

    scenarios: tuple[Scenario, ...]
    total: int | None

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.scenarios)

    def __len__(self) -> int:
        return len(self.scenarios)


#: A set of ids, sorted, after its weight below zero: the heaviest comes first.
_Weighed = tuple[int, tuple[str, ...]]

#: How many counts are looked at, at most, in the search for maximal sets.
_BUDGET: Final = 200_000


def find_scenarios(
    weights: Mapping[str, int],
    standoffs: Sequence[Standoff],
    kept: Iterable[str],
    limit: int,
) -> Scenarios:
    """Find the heaviest maximal consistent sets.

    There can be exponentially many. Each is a union of one such set of every component of the
    graph of conflicts; so each component is searched by itself, and only the sets of one component
    count against the budget, not their combinations.

    Args:
        weights: A mapping from the id of each count to its weight, sorted.
        standoffs: All conflicts.
        kept: A largest consistent set, found however much there is to look through.
        limit: How many scenarios to give at most.

    Raises:
        ValueError: If `limit` is less than 1.
    """
    if limit < 1:
        raise ValueError(f"the limit of scenarios must be 1 or more, got {limit}")

    def weigh(ids: Iterable[str]) -> _Weighed:
        own = tuple(ids)
        return -sum(weights[own_id] for own_id in own), own

    largest, contested = set(kept), {*chain.from_iterable(chain(*standoffs))}
    budget, total = _BUDGET, 1
    best = [weigh(own_id for own_id in weights if own_id not in contested)]
    for component, conflicts in sorted(components(standoffs)):
        sets, budget = _maximal_sets(component, conflicts, budget)
        found = {weigh(own_id for own_id in component if own_id in largest), *map(weigh, sets)}
        total *= len(found)
        best = _heaviest_unions(best, nsmallest(limit, found), limit)
    return Scenarios(
        tuple(
            Scenario(ids, left_out=tuple(sorted(weights.keys() - set(ids))), weight=-weight)
            for weight, ids in best
        ),
        total=total if budget > 0 else None,
    )


def _maximal_sets(
    component: Sequence[str], standoffs: Iterable[Standoff], budget: int
) -> tuple[list[list[str]], int]:
    """All maximal sets of a component without a conflict, each once, and what is left to spend.

    A state of the search is a set, the counts that may still join it and those that could but
    have had their turn: as bits of whole numbers (C. Bron and J. Kerbosch, Finding all cliques of
    an undirected graph, 1973). Either some pivot among the two joins, or one that conflicts with it
    does (E. Tomita, A. Tanaka and H. Takahashi, The worst-case time complexity for generating all
    maximal cliques, 2006).
    """
    index_of = {own_id: index for index, own_id in enumerate(component)}
    barred = [1 << index for index in range(len(component))]
    for groups in standoffs:
        floors, ceilings = ([index_of[own_id] for own_id in group] for group in groups)
        for some, others in permutations((floors, ceilings)):
            barring = sum(1 << index for index in others)
            for index in some:
                barred[index] |= barring
    sets: list[list[str]] = []
    states = [(0, (1 << len(component)) - 1, 0)]
    while states and budget > 0:
        chosen, joining, past = states.pop()
        pivots = [*bits(joining | past)]
        budget -= len(pivots) + 1
        if not pivots:
            sets.append([component[index] for index in bits(chosen)])
        elif joining:
            fewest = min((joining & barred[pivot] for pivot in pivots), key=int.bit_count)
            for index in bits(fewest):
                rest = ~barred[index]
                states.append((chosen | 1 << index, joining & rest, past & rest))
                joining ^= 1 << index
                past |= 1 << index
    return sets, budget


def _heaviest_unions(
    some: Iterable[_Weighed], others: Iterable[_Weighed], limit: int
) -> list[_Weighed]:
    """The heaviest unions of one set of each kind."""
    unions = (
        (weight + more, tuple(sorted(ids + own)))
        for (weight, ids), (more, own) in product(some, others)
    )
    return nsmallest(limit, unions)
