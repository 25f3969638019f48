"""`Repair`: the largest consistent sets of counts, with a proof that none is larger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import lcm

import attrs

from dprk_transfers.graphs.components import strong_components
from dprk_transfers.graphs.flow import Flow
from dprk_transfers.messages import short_repr
from dprk_transfers.totals.counts import Count
from dprk_transfers.totals.standoffs import Standoff

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


def fair_weights(counts: Sequence[Count]) -> dict[str, int]:
    """The same weight for each count, but one for all copies of a count together.

    Copies are of one known origin, about one scope, with one range.

    Returns:
        A mapping from each id to its weight, in the order of the ids.
    """
    numbers: dict[tuple[object, ...], int] = {}
    voices = [numbers.setdefault(_voice(count), len(numbers)) for count in counts]
    copies = Counter(voices)
    whole = lcm(*{*copies.values()})
    return {count.id: whole // copies[voice] for count, voice in zip(counts, voices, strict=True)}


def _voice(count: Count) -> tuple[object, ...]:
    """What copies of a count have in common; a count of unknown origin has no copy."""
    if count.origin is None:
        return (count.id,)
    return (
        count.origin,
        count.item,
        count.shipment,
        count.period,
        count.extent,
        count.range,
    )


def find_repair(weights: Mapping[str, int], standoffs: Sequence[Standoff]) -> Repair:
    """Find the largest-weight consistent sets.

    Only what is in a conflict takes part. From the floors of a standoff, chains go on to any of its
    ceilings, through one passage where there are many.

    Args:
        weights: A mapping from the id of each count to its weight, sorted.
        standoffs: All conflicts, each once: a strict partial order.
    """
    below = dict.fromkeys(sorted({*chain.from_iterable(chain(*standoffs))}), 0)
    for floors, ceilings in standoffs:
        for own_id in floors:
            below[own_id] += len(ceilings)

    def place(own_id: str) -> tuple[int, str]:
        """What comes next in a chain is best matched first: it has the most below it."""
        return -below[own_id], own_id

    arcs: dict[_Node, list[_Node]] = {own_id: [] for own_id in below}
    ordered = sorted((sorted(ceilings, key=place), floors) for floors, ceilings in standoffs)
    for passage, (lower, higher) in enumerate(ordered):
        # Of one floor or one ceiling there are no fewer arcs through a passage.
        is_fan = 1 in (len(lower), len(higher))
        arcs |= {} if is_fan else {passage: [*lower]}
        for own_id in higher:
            arcs[own_id] += lower if is_fan else [passage]
    flow = Flow[_Node]({own_id: weights[own_id] for own_id in below}, arcs)
    kept, (in_all, in_some) = flow.kept_by_source_cut, flow.persistency()
    chains = Counter[tuple[str, ...]]()
    chains.update({(own_id,): weight for own_id, weight in weights.items() if own_id not in below})
    # Whatever leads to a node comes before it.
    for found, times in _decompose(weights, flow.carried, reversed(strong_components(arcs))):
        chains[found] += times
    return Repair(
        tuple(own_id for own_id in weights if own_id not in below or own_id in kept),
        dropped=tuple(own_id for own_id in below if own_id not in kept),
        weight=sum(weights.values()) - flow.value,
        chains=tuple(sorted(chains.items())),
        always=tuple(own_id for own_id in weights if own_id not in below or own_id in in_all),
        sometimes=tuple(own_id for own_id in below if own_id in in_some and own_id not in in_all),
        never=tuple(own_id for own_id in below if own_id not in in_some),
    )


#: A chain, from the highest floor down, and how often it is taken.
_Chain = tuple[tuple[str, ...], int]

#: A count, by its id, or the passage through a standoff.
_Node = str | int


def _decompose(
    weights: Mapping[str, int],
    carried: Mapping[tuple[_Node, _Node], int],
    order: Iterable[_Node],
) -> Iterator[_Chain]:
    """Take a flow apart into chains, some of them more than once.

    When the turn of a count comes, all chains that reach it are known: they are as many as it
    takes, so that with those that begin at it they cover it as often as it weighs. As many as it
    sends go on from there, and the rest end. Through a passage all of them go on.

    Args:
        weights: A mapping from each id to its weight.
        carried: A mapping from the ends of an arc to how much it carries.
        order: Counts and passages in topological order.
    """
    sent: defaultdict[_Node, list[tuple[_Node, int]]] = defaultdict(list)
    for (node, other), amount in carried.items():
        sent[node].append((other, amount))
    arriving: defaultdict[_Node, list[_Chain]] = defaultdict(list)
    for node in order:
        here = arriving.pop(node, [])
        if isinstance(node, str):
            here = [((*before, node), times) for before, times in here]
            begun = weights[node] - sum(times for _, times in here)
            if begun:
                here.append(((node,), begun))
        for other, amount in sent[node]:
            arriving[other] += _take(here, amount)
        yield from here


def _take(chains: list[_Chain], amount: int) -> Iterator[_Chain]:
    """Take so many chains off the end of a list, the last of them in part if it is too many."""
    while amount:
        found, times = chains.pop()
        taken = min(times, amount)
        if taken < times:
            chains.append((found, times - taken))
        yield found, taken
        amount -= taken
