"""How many independent origins stand behind claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import attrs

from dprk_transfers.graphs.components import strong_components
from dprk_transfers.graphs.flow import Flow
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset

__all__ = [
    "Cut",
    "Level",
    "Origins",
    "is_one_organisation",
    "lineage",
    "origin_name",
    "origin_of",
    "origins",
]


class Level(Enum):
    """What counts as one origin: each source, each organisation, or each bloc of states.

    Attributes:
        SOURCE: Each source.
        ORGANISATION: Each outermost organisation.
        BLOC: Each bloc of states.
    """

    SOURCE = "source"
    ORGANISATION = "organisation"
    BLOC = "bloc"


@attrs.frozen
class Cut:
    """What every way from an origin to the claims passes: without it, nothing is behind them.

    Attributes:
        sources: Origins and relays, each as what it counts as at the level; sorted.
        claims: Ids of claims, sorted; a circle of claims by the first of its ids.
    """

    sources: tuple[str, ...]
    claims: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.sources) + len(self.claims)


@attrs.frozen
class Origins:
    """The independent origins behind some claims.

    Attributes:
        count: How many there are: the most ways from origins to the claims that have nothing in
            common but the claims.
        claims: By speaker of what rests on nothing, at the level, the ids of the claims that go
            back to it. Where all of them pass through fewer hands, there are more than `count`.
        cut: A smallest set that all ways pass, the nearest to the claims: as many as `count`, and
            the reason why there are no more.
        circular: The ids of claims that rest on one another in a circle, circle by circle.
        ungrounded: Ids of the claims that go back to no origin at all.
    """

    count: int
    claims: Mapping[str, tuple[str, ...]]
    cut: Cut = attrs.field(kw_only=True)
    circular: tuple[tuple[str, ...], ...] = attrs.field(default=(), kw_only=True)
    ungrounded: tuple[str, ...] = attrs.field(default=(), kw_only=True)


def origin_of(source_id: str, dataset: Dataset, level: Level) -> str:
    """What a source counts as at a level: itself, its outermost organisation, or its bloc.

    Without a bloc of its own, a source has that of the nearest organisation around it, and
    without any it stands for itself.
    """
    line = [source_id]
    while (around := dataset.sources[line[-1]].part_of) is not None and around not in line:
        line.append(around)
    if level is Level.SOURCE:
        return source_id
    blocs = (dataset.sources[source].bloc for source in line)
    bloc = next(filter(None, blocs), None) if level is Level.BLOC else None
    return bloc or line[-1]


def origin_name(origin: str, dataset: Dataset) -> str:
    """The main name of a source, or of what is none, such as a bloc, the id."""
    return dataset.sources[origin].names.main if origin in dataset.sources else origin


def is_one_organisation(one: str, other: str, dataset: Dataset) -> bool:
    """Whether two sources are of one outermost organisation."""
    return len({origin_of(each, dataset, Level.ORGANISATION) for each in (one, other)}) == 1


def lineage(claim: Claim, dataset: Dataset) -> dict[str, Claim]:
    """A claim and all that it rests on, by id, so far as the dataset has them."""
    found: dict[str, Claim] = {}
    waiting = [claim.id]
    while waiting:
        here = waiting.pop()
        if here in dataset.claims and here not in found:
            found[here] = dataset.claims[here]
            waiting += found[here].rests_on
    return found


def origins(
    claims: Iterable[Claim], dataset: Dataset, level: Level | str = Level.ORGANISATION
) -> Origins:
    """Count the independent origins behind claims.

    The claims and what they rest on make a graph. A claim that rests on nothing was made by its
    speaker, and reached its page through its relays (`via`) in turn: a way leads from the one
    through the others to the claim, and on to every claim that rests on it. The count is the
    largest number of such ways from origins to the claims asked about that share no origin, no
    relay and no claim in between. It equals the size of the smallest set that all ways pass (K.
    Menger, Zur allgemeinen Kurventheorie, 1927). So a claim that rests on those asked about never
    adds an origin, and neither does one that rests on a claim the dataset does not have.

    Ways that meet in a source may change over there, from how one claim was passed on to how
    another was: to cut ways that keep to their own relays is as hard as to find a least vertex
    cover. So a source that speaks and relays may count for more than it should, but never is the
    count above the number of speakers behind the claims.

    Claims that rest on one another in a circle count as one, and as nothing unless something
    outside stands behind them.

    Args:
        claims: The claims.
        dataset: The dataset they are in.
        level: What counts as one origin.

    Raises:
        ValueError: If there is no such level.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> book = load_casebook()
        >>> told = [book.claims[name] for name in ("rbc-headline", "rbc-containers-lead")]
        >>> found = origins(told, book)
        >>> found.count, found.cut
        (1, Cut(sources=(), claims=('rbc-containers-body',)))
    """
    return _Lineage({claim.id for claim in claims}, dataset, Level(level)).origins()


#: A source or a circle of claims on the way from the start to the end: its kind and its name.
_Node = tuple[str, str]
_START: Final[_Node] = ("start", "")
_END: Final[_Node] = ("end", "")


class _Lineage:
    """Claims, everything they rest on, and the sources that these reached their pages through."""

    def __init__(self, asked: set[str], dataset: Dataset, level: Level) -> None:
        book = dataset.claims
        names: dict[str, str] = {}

        def name(source_id: str) -> str:
            """What a source counts as, looked up once."""
            if source_id not in names:
                names[source_id] = origin_of(source_id, dataset, level)
            return names[source_id]

        self._asked = sorted(asked)
        self._bases: dict[str, tuple[str, ...]] = {}
        self._hands: dict[str, tuple[str, ...]] = {}
        waiting = self._asked.copy()
        while waiting:
            here = waiting.pop()
            if here in self._bases:
                continue
            claim = book[here]
            bases = claim.rests_on
            if not bases:
                self._hands[here] = (name(claim.speaker), *map(name, claim.via))
            elif not all(base in book for base in bases):
                bases = tuple(base for base in bases if base in book)
            self._bases[here] = bases
            waiting += bases
        self._circle = strong_components(self._bases)

    def origins(self) -> Origins:
        """What the claims go back to, and by how many ways that share nothing."""
        behind = self._behind()
        alike: dict[frozenset[str], list[str]] = {}
        for claim_id in self._asked:
            alike.setdefault(behind[self._circle[claim_id]], []).append(claim_id)
        claims: dict[str, list[str]] = {}
        for found, own_ids in alike.items():
            for origin in found:
                claims.setdefault(origin, []).extend(own_ids)
        ungrounded = alike.get(frozenset(), [])
        circular = self._circular()
        cut = self._cut({self._circle[members[0]]: members[0] for members in circular})
        return Origins(
            len(cut),
            MappingProxyType({origin: tuple(sorted(claims[origin])) for origin in sorted(claims)}),
            cut=cut,
            circular=circular,
            ungrounded=tuple(ungrounded),
        )

    def _behind(self) -> dict[str, frozenset[str]]:
        """Circle by circle, the origins at the end of every way back."""
        nobody: frozenset[str] = frozenset()
        behind: dict[str, frozenset[str]] = {}
        # Circles come after those they lead to, so what is behind a base is known by then.
        for claim_id, circle in self._circle.items():
            found = behind.get(circle, nobody)
            if claim_id in self._hands:
                found |= {self._hands[claim_id][0]}
            for base in self._bases[claim_id]:
                more = behind.get(self._circle[base], nobody)
                # Most claims have one base, and share its set with it.
                found = found | more if found else more
            behind[circle] = found
        return behind

    def _circular(self) -> tuple[tuple[str, ...], ...]:
        """The circles of more than one claim, or of one that rests on itself."""
        members = {own: [own] for own, bases in self._bases.items() if own in bases}
        for claim_id, circle in self._circle.items():
            if claim_id != circle:
                members.setdefault(circle, []).append(claim_id)
        return tuple(sorted(tuple(sorted({circle, *found})) for circle, found in members.items()))

    def _cut(self, first: Mapping[str, str]) -> Cut:
        """A smallest set that all ways pass.

        Every node in between leads to itself, which stands for a way that leaves it out. Then a
        largest flow carries one for each of them, and one more for each way that shares nothing
        (L. R. Ford and D. R. Fulkerson, Flows in Networks, 1962, II.9).

        Args:
            first: A mapping from each circle of more than one claim to the first of its ids.
        """
        arcs: dict[_Node, list[_Node]] = {_START: []}
        for one, other in self._arcs():
            if one not in arcs:
                arcs[one] = [one]
            arcs[one].append(other)
        arcs[_START], arcs[_END] = list(dict.fromkeys(arcs[_START])), []
        cut = Flow(dict.fromkeys(arcs, 1) | {_START: len(arcs), _END: len(arcs)}, arcs).cut_in_both
        return Cut(
            tuple(sorted(name for kind, name in cut if kind == "source")),
            tuple(sorted(first.get(name, name) for kind, name in cut if kind == "claim")),
        )

    def _arcs(self) -> Iterator[tuple[_Node, _Node]]:
        """The steps of all ways, from the start over sources and circles of claims to the end.

        The end is every circle with a claim that is asked about.
        """
        asked = {self._circle[claim_id] for claim_id in self._asked}
        node: dict[str, _Node] = {
            circle: _END if circle in asked else ("claim", circle)
            for circle in dict.fromkeys(self._circle.values())
        }
        for claim_id, circle in self._circle.items():
            here = node[circle]
            for base in self._bases[claim_id]:
                yield node[self._circle[base]], here
            if claim_id in self._hands:
                hands = (("source", name) for name in self._hands[claim_id])
                yield from pairwise((_START, *hands, here))
