"""`Repair`: the largest consistent sets of counts, with a proof that none is larger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from dprk_transfers.graphs.flow import Flow
from dprk_transfers.messages import short_repr

__all__ = ["Repair", "repaired", "weighed"]


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
            floors that exceed them. `sometimes` tells that there was a tie.
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


def weighed(ids: Sequence[str], weights: Mapping[str, int] | None) -> list[int]:
    """The weight of each count, 1 where none is given.

    Raises:
        TypeError: If a weight is not a whole number.
        ValueError: If a weight is not positive, or of a count that there is not.
    """
    if not weights:
        return [1] * len(ids)
    known = set(ids)
    for own_id, weight in weights.items():
        if own_id not in known:
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
    return [weights.get(own_id, 1) for own_id in ids]


def repaired(
    ids: Sequence[str], weights: Sequence[int], pairs: Iterable[tuple[int, int]]
) -> Repair:
    """The repair of counts by all pairs that conflict, the higher first.

    Args:
        ids: Ids, sorted.
        weights: The weight of each.
        pairs: Places in `ids`, each pair once: a strict partial order.
    """
    after: list[list[int]] = [[] for _ in ids]
    for floor, ceiling in pairs:
        after[floor].append(ceiling)
    # What comes next in a chain is best matched first: it has the most after it.
    for others in after:
        others.sort(key=lambda y: (-len(after[y]), y))
    flow = Flow(weights, after)
    always, ever = flow.over_all_cuts()
    everything = range(len(ids))

    def named(places: Iterable[int]) -> tuple[str, ...]:
        return tuple(ids[place] for place in sorted(places))

    return Repair(
        named(flow.spared),
        dropped=named(set(everything) - flow.spared),
        weight=sum(weights) - flow.value,
        chains=tuple(
            (tuple(ids[place] for place in chain), times)
            for chain, times in sorted(_chains(weights, after, flow).items())
        ),
        always=named(always),
        sometimes=named(ever - always),
        never=named(set(everything) - ever),
    )


def _chains(
    weights: Sequence[int], after: Sequence[Sequence[int]], flow: Flow
) -> dict[tuple[int, ...], int]:
    """The chains that a flow strings together, and how often each is taken."""
    sent: list[list[tuple[int, int]]] = [[] for _ in weights]
    for y, amounts in enumerate(flow.carried):
        for x, amount in amounts.items():
            sent[x].append((y, amount))
    arriving: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in weights]
    chains: dict[tuple[int, ...], int] = {}
    # What has fewer after it comes later in every chain.
    for x in sorted(range(len(weights)), key=lambda x: -len(after[x])):
        here = [((*chain, x), times) for chain, times in arriving[x]]
        begun = weights[x] - sum(times for _, times in here)
        here.append(((x,), begun))
        for y, amount in sent[x]:
            while amount:
                chain, times = here.pop()
                used = min(times, amount)
                amount -= used  # noqa: PLW2901
                arriving[y].append((chain, used))
                if used < times:
                    here.append((chain, times - used))
        for chain, times in here:
            if times:
                chains[chain] = chains.get(chain, 0) + times
    return chains
