"""How many independent origins stand behind claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from itertools import pairwise
from typing import Final

import attrs

from dprk_transfers.arguments import check_kind, to_member
from dprk_transfers.graphs.components import gather, strong_components
from dprk_transfers.graphs.flow import Flow
from dprk_transfers.graphs.walks import reachable
from dprk_transfers.model.claim import Claim
from dprk_transfers.model.dataset import Dataset
from dprk_transfers.model.records import find
from dprk_transfers.model.source import SourceKind
from dprk_transfers.values.frozen import FrozenDict

__all__ = [
    "Cut",
    "Level",
    "Origins",
    "Provenance",
    "Voice",
    "is_one_organisation",
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
        by_origin: A mapping from each speaker of what goes back to no other claim, as what it
            counts as at the level, to the ids of the claims that go back to it. Where all of them
            pass through fewer relays, there are more than `count`.
        cut: A smallest set that all ways pass, the nearest to the claims: as many as `count`, and
            the reason why there are no more.
        circular: The ids of claims that go back to one another in a circle, circle by circle.
        ungrounded: Ids of the claims that go back to no origin at all.
    """

    count: int
    by_origin: Mapping[str, tuple[str, ...]]
    cut: Cut = attrs.field(kw_only=True)
    circular: tuple[tuple[str, ...], ...] = attrs.field(default=(), kw_only=True)
    ungrounded: tuple[str, ...] = attrs.field(default=(), kw_only=True)


@attrs.frozen
class Voice:
    """Who speaks where a source does.

    Attributes:
        origins: Those who speak, each as what it counts as at the level, in the order of members.
        steps: Each step from a member to the joint body that speaks for it, likewise.
    """

    origins: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]


class Provenance:
    """Who stands behind the claims of a dataset, looked up once.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        level: What counts as one origin.
    """

    def __init__(self, dataset: Dataset, level: Level) -> None:
        self.dataset: Dataset = dataset
        self.level: Level = level
        self._origin_of: dict[str, str] = {}
        self._voices: dict[str, Voice] = {}
        self._behind: dict[str, tuple[str, ...]] = {}
        self._found: dict[str, Origins] = {}

    def origin_of(self, source_id: str) -> str:
        """What a source counts as: itself, its outermost organisation, or its bloc.

        Without a bloc of its own, a source has that of the nearest organisation around it, and
        without any it stands for its outermost organisation.
        """
        if source_id not in self._origin_of:
            self._origin_of[source_id] = self._counts_as(source_id)
        return self._origin_of[source_id]

    def _counts_as(self, source_id: str) -> str:
        line = self.dataset.sources_tree.above(source_id)
        if self.level is Level.SOURCE:
            return source_id
        if self.level is Level.BLOC:
            blocs = (self.dataset.sources[source].bloc for source in line)
            return next(filter(None, blocs), line[-1])
        return line[-1]

    def voice(self, source_id: str) -> Voice:
        """Who speaks where a source does: it itself, or the members of a joint body.

        Above the level of sources, whoever is part of a joint body speaks for its members too. Who
        is not named is no origin.
        """
        if source_id not in self._voices:
            sources = reachable([source_id], self._members)
            speakers = (own_id for own_id in sources if not self._members(own_id))
            self._voices[source_id] = Voice(
                tuple(dict.fromkeys(self.origin_of(s) for s in speakers if self._is_named(s))),
                tuple(
                    (self.origin_of(member), self.origin_of(body))
                    for body in sources
                    for member in self._members(body)
                ),
            )
        return self._voices[source_id]

    def _members(self, source_id: str) -> tuple[str, ...]:
        """The members of the joint body that a source is or, at the level, counts as part of."""
        is_alone = self.level is Level.SOURCE
        line = [source_id] if is_alone else self.dataset.sources_tree.above(source_id)
        return next(filter(None, (self.dataset.sources[body].members for body in line)), ())

    def _is_named(self, source_id: str) -> bool:
        """Whether it is known who a source is, and what it counts as."""
        sources = self.dataset.sources
        known = (sources.get(each) for each in (source_id, self.origin_of(source_id)))
        return all(source is None or source.kind is not SourceKind.UNNAMED for source in known)

    def origins(self, claim_ids: Iterable[str]) -> Origins:
        """The independent origins behind claims."""
        asked = set(claim_ids)
        return self._alone(*asked) if len(asked) == 1 else _Graph(asked, self).origins()

    def _alone(self, claim_id: str) -> Origins:
        """The independent origins behind one claim.

        All ways to a claim that goes back to one other, and not in a circle, pass that one.
        """
        line: dict[str, str | None] = {}
        here: str | None = claim_id
        while here is not None and here not in self._found and here not in line:
            bases = self.bases(here)
            line[here] = bases[0] if len(bases) == 1 else None
            here = line[here]
        for own_id, base in reversed(line.items()):
            found = self._found.get(base or "")
            if base is None or found is None or any(own_id in circle for circle in found.circular):
                self._found[own_id] = _Graph({own_id}, self).origins()
            else:
                self._found[own_id] = _through(base, found, own_id)
        return self._found[claim_id]

    def bases(self, claim_id: str) -> tuple[str, ...]:
        """The ids of the claims that one goes back to, so far as the dataset has them.

        What a claim that repeats another draws on beside it, such as a limit, is no origin of it.
        """
        claim = self.dataset.claims[claim_id]
        bases = claim.repeats or claim.rests_on
        return bases and tuple(filter(self.dataset.claims.keys().__contains__, bases))

    def behind(self, claim_id: str) -> tuple[str, ...]:
        """The origins that a claim goes back to, sorted."""
        if claim_id not in self._behind:
            self._behind[claim_id] = tuple(self._alone(claim_id).by_origin)
        return self._behind[claim_id]

    def grounds(self, claim_id: str) -> Collection[str]:
        """The ids of a claim and of all that it goes back to, so far as the dataset has them."""
        claims = self.dataset.claims
        return reachable(
            [claim_id], lambda own_id: (base for base in claims[own_id].bases if base in claims)
        )


def _through(base: str, found: Origins, claim_id: str) -> Origins:
    """The origins behind a claim that goes back to one other alone, by those behind that one."""
    circle = next((members for members in found.circular if base in members), (base,))
    return Origins(
        min(found.count, 1),
        FrozenDict(dict.fromkeys(found.by_origin, (claim_id,))),
        cut=Cut((), circle[:1] if found.count else ()),
        circular=found.circular,
        ungrounded=() if found.count else (claim_id,),
    )


def is_one_organisation(dataset: Dataset, *source_ids: str) -> bool:
    """Whether sources are of one outermost organisation."""
    return len({dataset.sources_tree.above(source_id)[-1] for source_id in source_ids}) == 1


def origins(
    dataset: Dataset,
    ids: Claim | str | Iterable[Claim | str],
    level: Level | str = Level.ORGANISATION,
) -> Origins:
    """Count the independent origins behind claims.

    The claims and what they repeat or rest on make a graph. A claim that goes back to no other was
    made by its speaker, and reached its page through its relays (`via`) in turn: a way leads from
    the one through the others to the claim, and on to every claim that goes back to it. The count
    is the largest number of such ways from origins to the claims asked about that share no origin,
    no relay and no claim in between. It equals the size of the smallest set that all ways pass (K.
    Menger, Zur allgemeinen Kurventheorie, 1927). So a claim that goes back to those asked about
    never adds an origin, and neither does one that goes back to a claim the dataset does not have.

    What a claim that repeats another draws on beside it, such as a limit, is no origin of it. A
    joint body is on the way from its `members`, who are the origins: what two governments state
    together adds none to what they state each. A speaker who is not named is no origin.

    Ways that meet in a source may change over there, from how one claim was passed on to how
    another was: to cut ways that keep to their own relays is as hard as to find a least vertex
    cover. So a source that speaks and relays may count for more than it should, but never is the
    count above the number of speakers behind the claims.

    Claims that rest on one another in a circle count as one, and as nothing unless something
    outside stands behind them.

    Args:
        dataset: A dataset whose `validate` finds nothing.
        ids: The claims, as such or by their ids; one alone needs no list.
        level: What counts as one origin.

    Raises:
        LookupError: If the dataset has no claim with an id.
        ValueError: If there is no such level.

    Examples:
        >>> from dprk_transfers import load_casebook
        >>> found = origins(load_casebook(), ["rbc-headline", "rbc-containers-lead"])
        >>> found.count, found.cut
        (1, Cut(sources=(), claims=('rbc-containers-body',)))
    """
    check_kind(Dataset, dataset, "dataset")
    dataset = dataset.whole
    asked = [ids] if isinstance(ids, Claim | str) else ids
    known = [find(dataset.claims, claim, Claim).id for claim in asked]
    return Provenance(dataset, to_member(Level, level, "level")).origins(known)


#: A source or a component of claims on the way from the start to the end: its kind and its name.
_Node = tuple[str, str]
_START: Final[_Node] = ("start", "")
_END: Final[_Node] = ("end", "")


class _Graph:
    """Claims, everything they go back to, and the sources these reached their pages through."""

    def __init__(self, asked: set[str], provenance: Provenance) -> None:
        book = provenance.dataset.claims
        self._provenance = provenance
        self._asked = sorted(asked)
        self._bases: dict[str, tuple[str, ...]] = {}
        # The speaker and the relays of what goes back to nothing.
        self._way: dict[str, tuple[str, ...]] = {}
        waiting = self._asked.copy()
        while waiting:
            here = waiting.pop()
            if here in self._bases:
                continue
            claim = book[here]
            if claim.bases:
                self._bases[here] = bases = provenance.bases(here)
                waiting += bases
            else:
                self._bases[here] = ()
                self._way[here] = (claim.speaker, *claim.via)
        self._component = strong_components(self._bases)

    def origins(self) -> Origins:
        """What the claims go back to, and by how many ways that share nothing."""
        behind = self._behind()
        alike: dict[frozenset[str], list[str]] = {}
        for claim_id in self._asked:
            alike.setdefault(behind[self._component[claim_id]], []).append(claim_id)
        claims: dict[str, list[str]] = {}
        for found, own_ids in alike.items():
            for origin in found:
                claims.setdefault(origin, []).extend(own_ids)
        ungrounded = alike.get(frozenset(), [])
        circular = self._circular()
        cut = self._cut({self._component[members[0]]: members[0] for members in circular})
        return Origins(
            len(cut),
            FrozenDict({origin: tuple(sorted(claims[origin])) for origin in sorted(claims)}),
            cut=cut,
            circular=circular,
            ungrounded=tuple(ungrounded),
        )

    def _behind(self) -> dict[str, frozenset[str]]:
        """The origins at the end of every way back.

        Returns:
            A mapping from component to its origins.
        """
        voice = self._provenance.voice
        own = {claim_id: voice(way[0]).origins for claim_id, way in self._way.items()}
        return gather(self._component, self._bases, own)

    def _circular(self) -> tuple[tuple[str, ...], ...]:
        """The circles of more than one claim, or of one that rests on itself."""
        members = {own: [own] for own, bases in self._bases.items() if own in bases}
        for claim_id, component in self._component.items():
            if claim_id != component:
                members.setdefault(component, []).append(claim_id)
        return tuple(
            sorted(tuple(sorted({component, *found})) for component, found in members.items())
        )

    def _cut(self, first: Mapping[str, str]) -> Cut:
        """A smallest set that all ways pass.

        Every node in between leads to itself, which stands for a way that leaves it out. Then a
        largest flow carries one for each of them, and one more for each way that shares nothing
        (L. R. Ford and D. R. Fulkerson, Flows in Networks, 1962, II.9).

        Args:
            first: A mapping from each component of more than one claim to the first of its ids.
        """
        arcs: dict[_Node, dict[_Node, None]] = {_START: {}}
        for one, other in self._arcs():
            if one not in arcs:
                arcs[one] = {one: None}
            arcs[one][other] = None
        cut = Flow(dict.fromkeys(arcs, 1) | {_START: len(arcs), _END: len(arcs)}, arcs).cut_in_both
        return Cut(
            tuple(sorted(name for kind, name in cut if kind == "source")),
            tuple(sorted(first.get(name, name) for kind, name in cut if kind == "claim")),
        )

    def _arcs(self) -> Iterator[tuple[_Node, _Node]]:
        """The steps of all ways, from the start over sources and components of claims to the end.

        The end is every component with a claim that is asked about.
        """
        asked = {self._component[claim_id] for claim_id in self._asked}
        node: dict[str, _Node] = {
            component: _END if component in asked else ("claim", component)
            for component in dict.fromkeys(self._component.values())
        }
        for claim_id, bases in self._bases.items():
            for base in bases:
                if self._component[base] not in asked:
                    yield node[self._component[base]], node[self._component[claim_id]]
        name = self._provenance.origin_of
        # What many claims came by is one way.
        for way, here in dict.fromkeys(
            (way, node[self._component[claim_id]]) for claim_id, way in self._way.items()
        ):
            voice = self._provenance.voice(way[0])
            if voice.origins:
                yield from self._steps(voice)
                yield from pairwise((*(("source", name(own_id)) for own_id in way), here))

    def _steps(self, voice: Voice) -> Iterator[tuple[_Node, _Node]]:
        """The steps from the start to those who speak, and from members to joint bodies."""
        yield from ((_START, ("source", origin)) for origin in voice.origins)
        yield from (
            (("source", member), ("source", body)) for member, body in voice.steps if member != body
        )
