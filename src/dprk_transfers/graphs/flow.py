"""`Flow`: the most that can be carried between things, and what its least cuts spare."""

from __future__ import annotations

from collections.abc import Sequence

from dprk_transfers.graphs.components import circles

__all__ = ["Flow"]


class Flow:
    """A largest flow from things, as senders, to the same things, as takers.

    Each can send as much as it weighs, and take as much; an arc carries any amount. A cut of the
    flow severs things as senders or as takers, until no arc joins a sender to a taker. A least cut
    severs no more than the flow carries, and no thing in both its forms if arcs are transitive.

    It is found by blocking flows along the shortest ways (Dinic 1970; Hopcroft and Karp 1973): in
    time O(arcs * sqrt(things)) with equal weights, O(arcs * things²) at most.

    Args:
        weights: Thing by thing, what it can send and what it can take: more than nothing.
        after: Thing by thing, those that it can send to; transitive, and none to itself, if what
            is spared is asked for.

    Attributes:
        value: How much is carried in all.
        carried: Thing by thing, how much it takes from which others.

    Examples:
        >>> flow = Flow([2, 3, 2], after=[[1, 2], [2], []])
        >>> flow.value, flow.spared
        (4, frozenset({1}))
    """

    def __init__(self, weights: Sequence[int], after: Sequence[Sequence[int]]) -> None:
        self._after = after
        self._unsent = list(weights)
        self._untaken = list(weights)
        self.carried: list[dict[int, int]] = [{} for _ in weights]
        self._fill()
        while self._level():
            self._block()
        self.value: int = sum(weights) - sum(self._unsent)

    @property
    def spared(self) -> frozenset[int]:
        """What the least cut that is nearest to the source spares: the same for every flow."""
        things = range(len(self._after))
        return frozenset(x for x in things if self._sends[x] >= 0 and self._takes[x] < 0)

    @property
    def severed_twice(self) -> frozenset[int]:
        """What the least cut that is nearest to the sink severs in both its forms.

        Where each thing can send to itself, and so is severed once at least, these are the things
        that lie on every way through.
        """
        senders, takers = self._leading_to_the_sink()
        things = range(len(self._after))
        return frozenset(x for x in things if senders[x] and not takers[x])

    def over_all_cuts(self) -> tuple[frozenset[int], frozenset[int]]:
        """What every least cut spares, and what some least cut spares, in time O(arcs).

        The least cuts are the sets that contain the source, not the sink, and with a node all that
        the residual network leads to from there (Picard and Queyranne 1980). A thing is spared if
        its sender is inside and its taker outside. So it always is if the source leads to its
        sender and its taker to the sink. It never is if its sender leads to the sink, the source
        to its taker, or its sender to its taker. Where neither end leads to the one or the other,
        its taker leads to its sender, as no cut severs both: the two are on one circle, or free.
        """
        sender_sinks, taker_sinks = self._leading_to_the_sink()
        senders = {x for x, level in enumerate(self._sends) if level < 0 and not sender_sinks[x]}
        takers = {x for x, level in enumerate(self._takes) if level < 0 and not taker_sinks[x]}
        # In what neither end decides, a taker is written as the number of its thing below zero.
        ahead = {x: [~y for y in self._after[x] if y in takers] for x in senders}
        ahead |= {~y: [x for x in self.carried[y] if x in senders] for y in takers}
        circle = circles(ahead)
        always: set[int] = set()
        ever: set[int] = set()
        for x, sent in enumerate(self._sends):
            if sent >= 0 and taker_sinks[x]:
                always.add(x)
            severed = sender_sinks[x] or self._takes[x] >= 0
            if not severed and (x not in circle or circle[x] != circle.get(~x)):
                ever.add(x)
        return frozenset(always), frozenset(ever)

    def _fill(self) -> None:
        """Send what can be sent at once: most of a largest flow, for next to no work."""
        for x, others in enumerate(self._after):
            for y in others:
                amount = min(self._unsent[x], self._untaken[y])
                if amount:
                    self._carry(x, y, amount)
                    self._unsent[x] -= amount
                    self._untaken[y] -= amount
                if not self._unsent[x]:
                    break

    def _carry(self, x: int, y: int, amount: int) -> None:
        total = self.carried[y].get(x, 0) + amount
        if total:
            self.carried[y][x] = total
        else:
            del self.carried[y][x]

    def _level(self) -> bool:
        """Number senders and takers by their distance from the source; whether the sink is near."""
        carried, untaken = self.carried, self._untaken
        self._sends = sends = [0 if unsent else -1 for unsent in self._unsent]
        self._takes = takes = [-1] * len(sends)
        front = [x for x, unsent in enumerate(self._unsent) if unsent]
        level, arrived = 0, False
        while front and not arrived:
            coming: list[int] = []
            for x in front:
                for y in self._after[x]:
                    if takes[y] < 0:
                        takes[y] = level
                        arrived = arrived or untaken[y] > 0
                        for z in carried[y]:
                            if sends[z] < 0:
                                sends[z] = level + 1
                                coming.append(z)
            front = coming
            level += 1
        return arrived

    def _block(self) -> None:
        """Send along shortest ways until each is blocked."""
        tried: dict[int, int] = {}
        returns: dict[int, list[int]] = {}
        for source, level in enumerate(self._sends):
            senders, via = [source], list[int]()
            while level == 0 and self._unsent[source] and senders:
                x = senders[-1]
                arc = tried.get(x, 0)
                if arc == len(self._after[x]):
                    senders.pop()
                    if via:
                        returns[via.pop()].pop()
                    continue
                y = self._after[x][arc]
                if self._takes[y] != self._sends[x]:
                    tried[x] = arc + 1
                elif self._untaken[y]:
                    self._send(senders, [*via, y])
                    senders, via = [source], []
                else:
                    if y not in returns:
                        returns[y] = list(self.carried[y])
                    back, further = returns[y], self._sends[x] + 1
                    while back and (
                        self._sends[back[-1]] != further or back[-1] not in self.carried[y]
                    ):
                        back.pop()
                    if back:
                        via.append(y)
                        senders.append(back[-1])
                    else:
                        tried[x] = arc + 1

    def _send(self, senders: Sequence[int], takers: Sequence[int]) -> None:
        """Send along a way: each taker but the last gives back what it took from the next."""
        source, sink = senders[0], takers[-1]
        returned = list(zip(senders[1:], takers, strict=False))
        amount = min(
            self._unsent[source], self._untaken[sink], *(self.carried[y][x] for x, y in returned)
        )
        for x, y in returned:
            self._carry(x, y, -amount)
        for x, y in zip(senders, takers, strict=True):
            self._carry(x, y, amount)
        self._unsent[source] -= amount
        self._untaken[sink] -= amount

    def _leading_to_the_sink(self) -> tuple[list[bool], list[bool]]:
        """From which senders and from which takers the residual network leads to the sink."""
        before: list[list[int]] = [[] for _ in self._after]
        sent_to: list[list[int]] = [[] for _ in self._after]
        for x, others in enumerate(self._after):
            for y in others:
                before[y].append(x)
        for y, amounts in enumerate(self.carried):
            for x in amounts:
                sent_to[x].append(y)
        senders = [False] * len(before)
        takers = [untaken > 0 for untaken in self._untaken]
        waiting = [y for y, leads in enumerate(takers) if leads]
        while waiting:
            for x in before[waiting.pop()]:
                if not senders[x]:
                    senders[x] = True
                    for y in sent_to[x]:
                        if not takers[y]:
                            takers[y] = True
                            waiting.append(y)
        return senders, takers
