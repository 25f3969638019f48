"""`Repair`: the largest consistent sets of counts, with a proof that none is larger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import lcm

import attrs

from dprk_transfers.graphs.flow import Flow
from dprk_transfers.messages import short_repr
from dprk_transfers.totals.counts import Count

__all__ = ["Repair", "check_weights", "fair_weights", "find_repair"]


@attrs.frozen
class Repair:
    """What would have to go for the rest to agree, as a report: nothing is done to the counts.

    A count conflicts with another if it puts more into a part than the other leaves to the whole.
    That is a strict partial order, and a consistent set is an antichain of it. So the largest
    weight of a consistent set is the least total multiplicity of chains that cover every count as
    often as it weighs (Dilworth 1950; for weights, Fulkerson 1956 and Möhring 1985), since at
    most one count of each chain can be kept. Both come from one minimum cut, in exact integers.

    Attributes:
        kept: Ids of one largest consistent set, sorted. Of several, it is the one that lies
            nearest to the lower ends of all chains: in a tie, ceilings are kept rather than the
            floors that exceed them. That is no preference: `sometimes` tells who is in a tie, and a
            figure that another supersedes is best named in the `replaces` of that.
        dropped: All other ids, sorted.
        weight: Total weight of the counts kept.
        chains: The certificate: chains of ids, each conflicting with all that follow, and how
            often each is taken. Every count is covered exactly as often as it weighs, and the
            chains are `weight` in all.
        always: Ids of the counts in every largest consistent set, sorted.
        sometimes: Ids of those in some of them only, sorted.
        never: Ids of those in none, sorted.

    Examples:
        >>> from dprk_transfers import Count, Range, Tally, When
        >>> tally = Tally(
        ...     Count(name, When("../2023-10-13"), range=Range.exactly(n))
        ...     for name, n in {"a": 6700, "b": 10000, "c": 6700}.items()
        ... )
        >>> repair = tally.repair()
        >>> repair.kept, repair.weight, repair.chains
        (('a', 'c'), 2, ((('b', 'a'), 1), (('c',), 1)))
    """

    kept: tuple[str, ...]
    dropped: tuple[str, ...] = attrs.field(kw_only=True)
    weight: int = attrs.field(kw_only=True)
    chains: tuple[tuple[tuple[str, ...], int], ...] = attrs.field(kw_only=True)
    always: tuple[str, ...] = attrs.field(kw_only=True)
    sometimes: tuple[str, ...] = attrs.field(kw_only=True)
    never: tuple[str, ...] = attrs.field(kw_only=True)


def check_weights(ids: Iterable[str], weights: Mapping[str, int] | None) -> dict[str, int]:
    """The weight of each count, 1 where none is given.

    Returns:
        A mapping from each id to its weight, in the order of the ids.

    Raises:
        TypeError: If a weight is not a whole number.
        ValueError: If a weight is not positive, or of a count that there is not.
    """
    checked = dict.fromkeys(ids, 1)
    for own_id, weight in (weights or {}).items():
        if own_id not in checked:
            raise ValueError(
                f"there is no count {short_repr(own_id)} to weigh {short_repr(weight)}"
            )
        if type(weight) is not int:
            raise TypeError(
                f"the weight of {own_id!r} must be a whole number, got {short_repr(weight)}"
            )
        if weight < 1:
            raise ValueError(
                f"the weight of {own_id!r} must be 1 or more, got {short_repr(weight)}"
            )
        checked[own_id] = weight
    return checked


def fair_weights(counts: Mapping[str, Count]) -> dict[str, int]:
    """The same weight for each count, but one for all copies of a count together.

    Copies are of one known origin, about one scope, with one range.

    Returns:
        A mapping from each id to its weight, in the order of the ids.
    """
    voices = {own_id: _voice(count) for own_id, count in counts.items()}
    copies = Counter(voices.values())
    whole = lcm(*copies.values())
    return {own_id: whole // copies[voice] for own_id, voice in voices.items()}


def _voice(count: Count) -> tuple[object, ...]:
    """What copies of a count have in common; a count of unknown origin has no copy."""
    if count.origin is None:
        return (count.id,)
    scope = count.item, count.shipment, count.period
    return count.origin, scope, count.extent, count.range


def find_repair(weights: Mapping[str, int], conflicts: Iterable[tuple[str, str]]) -> Repair:
    """Find the largest-weight consistent sets.

    Args:
        weights: A mapping from the id of each count to its weight, sorted.
        conflicts: The ids of all pairs that conflict, each once, floor first: a strict partial
            order.
    """
    below: dict[str, list[str]] = {own_id: [] for own_id in weights}
    for floor_id, ceiling_id in conflicts:
        below[floor_id].append(ceiling_id)
    # What comes next in a chain is best matched first: it has the most below it.
    for others in below.values():
        others.sort(key=lambda own_id: (-len(below[own_id]), own_id))
    flow = Flow(weights, below)
    in_all, in_some = flow.persistency()
    # What has fewer below it comes later in every chain.
    downwards = sorted(weights, key=lambda own_id: -len(below[own_id]))
    chains: Counter[tuple[str, ...]] = Counter()
    for chain, times in _decompose(weights, flow.carried, downwards):
        chains[chain] += times
    return Repair(
        tuple(sorted(flow.kept_by_source_cut)),
        dropped=tuple(sorted(weights.keys() - flow.kept_by_source_cut)),
        weight=sum(weights.values()) - flow.value,
        chains=tuple(sorted(chains.items())),
        always=tuple(sorted(in_all)),
        sometimes=tuple(sorted(in_some - in_all)),
        never=tuple(sorted(weights.keys() - in_some)),
    )


#: A chain, from the highest floor down, and how often it is taken.
_Chain = tuple[tuple[str, ...], int]


def _decompose(
    weights: Mapping[str, int], carried: Mapping[tuple[str, str], int], order: Iterable[str]
) -> Iterator[_Chain]:
    """Take a flow apart into chains, some of them more than once.

    When the turn of a count comes, all chains that reach it are known: they are as many as it
    takes, so that with those that begin at it they cover it as often as it weighs. As many as it
    sends go on from there, and the rest end.

    Args:
        weights: A mapping from each id to its weight.
        carried: A mapping from the two ids of an arc to how much it carries.
        order: The ids in topological order.
    """
    sent: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for (own_id, other), amount in carried.items():
        sent[own_id].append((other, amount))
    arriving: defaultdict[str, list[_Chain]] = defaultdict(list)
    for own_id in order:
        here = [((*chain, own_id), times) for chain, times in arriving.pop(own_id, ())]
        begun = weights[own_id] - sum(times for _, times in here)
        if begun:
            here.append(((own_id,), begun))
        for other, amount in sent[own_id]:
            arriving[other] += _take(here, amount)
        yield from here


def _take(chains: list[_Chain], amount: int) -> Iterator[_Chain]:
    """Take so many chains off the end of a list, the last of them in part if it is too many."""
    while amount:
        chain, times = chains.pop()
        taken = min(times, amount)
        if taken < times:
            chains.append((chain, times - taken))
        yield chain, taken
        amount -= taken
